package dmsb.auction.market.radio;

import dmsb.core.math.FastStrictMath;

/** The conversions from decibels to ratios and powers. */
public final class Decibels {
    private static final double NEPER_PER_DECIBEL = StrictMath.log(10.0) / 10.0;

    private Decibels() {}

    /**
     * A power level in watts: 10^((dBm - 30) / 10).
     *
     * @param dbm the level in dBm
     * @return the power in W
     */
    public static double dbmToWatt(double dbm) {
        return dbToRatio(dbm - 30.0);
    }

    /**
     * A level in decibels as a ratio: 10^(dB / 10).
     *
     * @param db the level in dB
     * @return the ratio of powers
     */
    public static double dbToRatio(double db) {
        return FastStrictMath.exp(NEPER_PER_DECIBEL * db);
    }
}
