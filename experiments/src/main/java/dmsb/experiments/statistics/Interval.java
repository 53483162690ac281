package dmsb.experiments.statistics;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * An estimate with a 95 % confidence interval.
 *
 * @param estimate the estimate
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double estimate, double low, double high) {
    private static final double TAIL = 2.5;

    /** The percentile interval of a bootstrap. */
    static Interval of(double estimate, double[] resampled) {
        Percentile percentile = new Percentile();
        percentile.setData(resampled);
        return new Interval(estimate, percentile.evaluate(TAIL), percentile.evaluate(100 - TAIL));
    }
}
