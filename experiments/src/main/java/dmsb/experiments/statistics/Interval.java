package dmsb.experiments.statistics;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * An estimate with a 95 % confidence interval, or without one: a single unit, be it an episode or a training, says nothing
 * about how much others differ from it.
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

    /** The percentile interval of a bootstrap. */
    static Interval of(double estimate, double[] resampled) {
        Percentile percentile = new Percentile();
        percentile.setData(resampled);
        return new Interval(estimate, percentile.evaluate(TAIL), percentile.evaluate(100 - TAIL));
    }
}
