package dmsb.auction.market;

import dmsb.core.math.FastStrictMath;

/** The conversions from the units in which a scenario is written to SI units. */
public final class Units {
    private static final double NEPER_PER_DECIBEL = StrictMath.log(10.0) / 10.0;
    private static final double BITS_PER_MEGABYTE = 8e6;

    private Units() {}

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

    /**
     * Megahertz in hertz.
     *
     * @param mhz the frequency in MHz
     * @return the frequency in Hz
     */
    public static double mhzToHertz(double mhz) {
        return mhz * 1e6;
    }

    /**
     * Decimal megabytes in bits.
     *
     * @param megabytes the size in MB, 10^6 bytes each
     * @return the size in bit
     */
    public static double megabyteToBit(double megabytes) {
        return megabytes * BITS_PER_MEGABYTE;
    }

    /**
     * Gigabits per second in bits per second.
     *
     * @param gbps the rate in Gbit/s
     * @return the rate in bit/s
     */
    public static double gbpsToBitPerSecond(double gbps) {
        return gbps * 1e9;
    }
}
