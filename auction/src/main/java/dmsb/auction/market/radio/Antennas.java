package dmsb.auction.market.radio;

import dmsb.core.argument.Require;

/**
 * What of a link's geometry does not change: the heights of its two ends, and its carrier frequency.
 *
 * @param stationHeight the height of the provider's antenna in m
 * @param userHeight the height of the vehicle's antenna in m
 * @param gigahertz the carrier frequency f in GHz
 */
public record Antennas(double stationHeight, double userHeight, double gigahertz) {
    private static final double LIGHT = 299_792_458.0; // m/s
    private static final double NEAREST = 1.0; // m: below it no model here speaks

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not positive and finite
     */
    public Antennas {
        Require.positive("stationHeight", stationHeight);
        Require.positive("userHeight", userHeight);
        Require.positive("gigahertz", gigahertz);
    }

    /**
     * The distance between the antennas.
     *
     * @param distance the distance on the ground, d_2D in m
     * @return d_3D in m, at least 1 m
     */
    public double direct(double distance) {
        double rise = stationHeight - userHeight;
        return Math.max(NEAREST, Math.sqrt(distance * distance + rise * rise));
    }

    /**
     * The angle at which the vehicle sees the provider above the horizon.
     *
     * @param distance the distance on the ground, d_2D in m
     * @return the elevation in degrees, -90 to 90
     */
    public double elevationDegrees(double distance) {
        return StrictMath.toDegrees(StrictMath.atan2(stationHeight - userHeight, distance));
    }

    /**
     * The loss in free space, 20 log10(4 pi f d_3D / c) (Friis 1946).
     *
     * @param distance the distance on the ground, d_2D in m
     * @return the loss in dB
     */
    public double freeSpaceDb(double distance) {
        return 20.0 * StrictMath.log10(4.0 * Math.PI * gigahertz * 1e9 / LIGHT * direct(distance));
    }
}
