package dmsb.auction.market;

import dmsb.auction.market.radio.Decibels;

/** The conversions from the units in which a scenario is written to SI units; {@link Decibels} has those of levels. */
public final class Units {
    private static final double BITS_PER_MEGABYTE = 8e6;

    private Units() {}

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
