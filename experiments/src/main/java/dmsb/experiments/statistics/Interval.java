package dmsb.experiments.statistics;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * An estimate with a 95 % confidence interval, or without one: a single unit, be it an episode or a training, says nothing
 * about how much others differ from it, and neither do units of which some leave a ratio without a value.
 *
 * @param estimate the estimate
 * @param low the lower end, NaN if there is no interval
 * @param high the upper end, NaN if there is no interval
 */
public record Interval(double estimate, double low, double high) {
    private static final double TAIL = 2.5;

    /**
     * An estimate of which no interval can be given.
     *
     * @param estimate the estimate
     * @return the estimate without an interval
     */
    public static Interval none(double estimate) {
        return new Interval(estimate, Double.NaN, Double.NaN);
    }

    /**
     * Whether there is an interval.
     *
     * @return false if its ends are NaN
     */
    public boolean isKnown() {
        return !Double.isNaN(low) && !Double.isNaN(high);
    }

    /**
     * The percentile interval of a bootstrap. There is none where a resampled estimate is unknown, as a ratio of 0 to 0 is, or
     * an end would be infinite.
     */
    static Interval of(double estimate, double[] resampled) {
        for (double each : resampled) {
            if (Double.isNaN(each)) {
                return none(estimate);
            }
        }
        Percentile percentile = new Percentile();
        percentile.setData(resampled);
        double low = percentile.evaluate(TAIL);
        double high = percentile.evaluate(100 - TAIL);
        return Double.isFinite(low) && Double.isFinite(high) ? new Interval(estimate, low, high) : none(estimate);
    }
}
