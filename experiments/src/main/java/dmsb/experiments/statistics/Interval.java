package dmsb.experiments.statistics;

/**
 * An estimate with a 95 % confidence interval.
 *
 * @param estimate the estimate
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double estimate, double low, double high) {}
