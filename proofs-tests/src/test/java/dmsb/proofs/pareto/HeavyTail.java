package dmsb.proofs.pareto;

/**
 * A market whose ratio of the highest to the second highest match value is Pareto distributed with shape a and independent
 * of the second highest: then the expected surplus of every rho is known.
 *
 * <p>P(M_[1] &gt; rho M_[2]) = rho^-a, and E[M_[1]; M_[1] &gt; rho M_[2]] = m2 a/(a-1) rho^(1-a) = m1 rho^(1-a).
 */
interface HeavyTail {
    /** The shape a &gt; 1 of the tail. */
    double shape();

    /** m1 = E M_[1]. */
    double highest();

    /** m2 = E M_[2] = m1 (a-1)/a. */
    double secondHighest();

    /** E max(E0, M_[1]), the surplus of a seller who knows all match values but the brand's. */
    double firstBest(double brand);

    /** P(x_0 = 1) = 1 - rho^-a. */
    default double brandShare(double rho) {
        return -StrictMath.expm1(-shape() * StrictMath.log(rho));
    }

    /** MSB(rho) = m1 rho^(1-a) + E0 (1 - rho^-a), the auction's expected surplus. */
    default double surplus(double rho, double brand) {
        return highest() * StrictMath.pow(rho, 1.0 - shape()) + brand * brandShare(rho);
    }

    /** rho* = max(1, E0/m2). */
    default double optimalRho(double brand) {
        return Math.max(1.0, brand / secondHighest());
    }

    /** MSB* = E0 (1 + rho*^-a / (a-1)) for E0 &gt;= m2, else m1. */
    default double optimalSurplus(double brand) {
        double rho = optimalRho(brand);
        return rho > 1.0 ? brand * (1.0 + StrictMath.pow(rho, -shape()) / (shape() - 1.0)) : highest();
    }

    /** MSB* / first best. */
    default double ratio(double brand) {
        return optimalSurplus(brand) / firstBest(brand);
    }
}
