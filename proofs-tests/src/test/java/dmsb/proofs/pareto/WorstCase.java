package dmsb.proofs.pareto;

import java.util.function.DoubleFunction;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;

/**
 * The smallest MSB* / first best over the shape a and the brand's E0 = rho* m2, and where it is.
 *
 * <p>Two nested searches of Brent. The ratio is flat at its minimum: an error e of the place costs the order of e^2 of the
 * value, so with places found to 1e-8 the value is exact to rounding, about 1e-14. Conversely that rounding blurs the
 * place by its square root, 1e-7.
 *
 * @param ratio the smallest ratio
 * @param shape a
 * @param rho rho*
 */
record WorstCase(double ratio, double shape, double rho) {
    private static final double TOLERANCE = 1e-9;

    /** The worst case of a family of markets with shapes from 1.2 to 3. */
    static WorstCase of(DoubleFunction<? extends HeavyTail> family) {
        UnivariatePointValuePair worst = minimum(a -> overRho(family.apply(a)).getValue(), 1.2, 3.0);
        double shape = worst.getPoint();
        return new WorstCase(
                worst.getValue(), shape, overRho(family.apply(shape)).getPoint());
    }

    private static UnivariatePointValuePair overRho(HeavyTail market) {
        double second = market.secondHighest();
        return minimum(rho -> market.ratio(rho * second), 1.0, 6.0);
    }

    private static UnivariatePointValuePair minimum(UnivariateFunction f, double low, double high) {
        return new BrentOptimizer(TOLERANCE, TOLERANCE)
                .optimize(
                        new MaxEval(1000),
                        GoalType.MINIMIZE,
                        new SearchInterval(low, high),
                        new UnivariateObjectiveFunction(f));
    }
}
