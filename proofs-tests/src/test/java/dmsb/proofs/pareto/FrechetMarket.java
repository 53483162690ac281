package dmsb.proofs.pareto;

import org.apache.commons.math3.special.Gamma;

/**
 * The limit of {@link ParetoMarket} for N to infinity, with match values in units of N^(1/a): P(M_[1] &lt;= x) = exp(-x^-a)
 * and E M_(k) = Gamma(k-1/a) / Gamma(k).
 *
 * <p>The first best is E0 exp(-z) + gamma(1-1/a, z), z = E0^-a, with the lower incomplete gamma function.
 *
 * @param shape a &gt; 1
 */
record FrechetMarket(double shape) implements HeavyTail {
    FrechetMarket {
        if (!(shape > 1.0 && shape <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("shape: expected more than 1, got " + shape);
        }
    }

    @Override
    public double highest() {
        return Gamma.gamma(1.0 - 1.0 / shape);
    }

    @Override
    public double secondHighest() {
        return (1.0 - 1.0 / shape) * highest();
    }

    @Override
    public double firstBest(double brand) {
        double z = StrictMath.pow(brand, -shape);
        return brand * StrictMath.exp(-z) + highest() * Gamma.regularizedGammaP(1.0 - 1.0 / shape, z);
    }
}
