package dmsb.auction.market.radio;

/**
 * The loss with a line of sight that the two urban models of 3GPP TR 38.901, table 7.4.1-1, share: one slope up to the
 * break point, and slope 40 beyond it.
 *
 * @param constant the loss in dB at 1 m and 1 GHz
 * @param slope the loss in dB per decade of d_3D before the break point
 * @param correction what log10(d_BP^2 + (h_BS - h_UT)^2) is multiplied by, which makes the two parts meet
 */
record BreakPoint(double constant, double slope, double correction) {
    private static final double LIGHT = 3.0e8; // m/s, as the report rounds it
    private static final double EFFECTIVE = 1.0; // m: the environment's height h_E, for vehicles of up to 13 m

    double lossDb(Antennas antennas, double distance) {
        double direct = antennas.direct(distance);
        double breakPoint = breakPoint(antennas);
        double frequency = 20.0 * StrictMath.log10(antennas.gigahertz());
        if (distance <= breakPoint) {
            return constant + slope * StrictMath.log10(direct) + frequency;
        }
        double rise = antennas.stationHeight() - antennas.userHeight();
        return constant
                + 40.0 * StrictMath.log10(direct)
                + frequency
                - correction * StrictMath.log10(breakPoint * breakPoint + rise * rise);
    }

    /** d'_BP = 4 h'_BS h'_UT f / c in m; 0 where an antenna is not above the environment. */
    private static double breakPoint(Antennas antennas) {
        double station = Math.max(0.0, antennas.stationHeight() - EFFECTIVE);
        double user = Math.max(0.0, antennas.userHeight() - EFFECTIVE);
        return 4.0 * station * user * antennas.gigahertz() * 1e9 / LIGHT;
    }
}
