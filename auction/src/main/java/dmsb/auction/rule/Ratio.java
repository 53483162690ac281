package dmsb.auction.rule;

import dmsb.auction.mechanism.ModifiedSecondBid;

/** Ratios of amounts as scaling factors. */
final class Ratio {
    private Ratio() {}

    /** max(1, value / base); infinite where only the base is 0, 1 where both are. */
    static double atLeastOne(double value, double base) {
        return value > base ? value / base : 1.0;
    }

    /**
     * The smallest double rho &gt;= max(1, value / base) in exact arithmetic, so that rho base is never below value. The
     * rounded quotient is less than one ulp below the exact one, so its upper neighbour is enough.
     */
    static double atLeastOneRoundedUp(double value, double base) {
        double rho = atLeastOne(value, base);
        return ModifiedSecondBid.exceeds(value, rho, base) ? Math.nextUp(rho) : rho;
    }
}
