package dmsb.auction.market.radio;

/**
 * The law by which the 3GPP models lose the line of sight with distance: certain up to d_1, and P = d_1 / d + exp(-d / p_1)
 * (1 - d_1 / d) beyond (TR 38.901, table 7.4.2-1; TR 36.777, table B-1).
 */
final class LineOfSight {
    private LineOfSight() {}

    /** The probability, of d_1, p_1 and the distance on the ground d_2D, all in m. */
    static double probability(double certain, double decay, double distance) {
        if (distance <= certain) {
            return 1.0;
        }
        return certain / distance + StrictMath.exp(-distance / decay) * (1.0 - certain / distance);
    }
}
