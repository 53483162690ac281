package dmsb.auction.market;

import dmsb.core.math.FastStrictMath;

/** The network model, eq. (1) and eq. (2): the Shannon rate of one link. */
public final class Link {
    private static final double LN_2 = StrictMath.log(2.0);

    private Link() {}

    /**
     * The rate B log2(1 + g p / sigma^2): eq. (1) with the uplink's bandwidth and the user's power, eq. (2) with the
     * downlink's bandwidth and the provider's power.
     *
     * @param bandwidthHz the bandwidth B in Hz
     * @param gain the channel power gain g, a ratio
     * @param powerWatts the transmit power p in W
     * @param noiseWatts the noise power sigma^2 in W
     * @return the rate in bit/s
     */
    public static double rate(double bandwidthHz, double gain, double powerWatts, double noiseWatts) {
        return bandwidthHz * (FastStrictMath.log(1.0 + gain * powerWatts / noiseWatts) / LN_2);
    }

    /**
     * The same rate, capped: no modulation carries more than a certain number of bits.
     *
     * @param bandwidthHz the bandwidth B in Hz
     * @param gain the channel power gain g, a ratio
     * @param powerWatts the transmit power p in W
     * @param noiseWatts the noise power sigma^2 in W
     * @param largestEfficiency the largest spectral efficiency in bit/s/Hz; may be infinite
     * @return the rate in bit/s
     */
    public static double rate(
            double bandwidthHz, double gain, double powerWatts, double noiseWatts, double largestEfficiency) {
        return Math.min(rate(bandwidthHz, gain, powerWatts, noiseWatts), bandwidthHz * largestEfficiency);
    }
}
