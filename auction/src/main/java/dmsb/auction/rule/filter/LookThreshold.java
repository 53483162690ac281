package dmsb.auction.rule.filter;

import dmsb.core.argument.Require;

/**
 * When a filter looks: where its forecast of log zeta v_0, from declarations and earlier looks, exceeds a quantile of
 * training. There a look costs little, since the UAV would probably serve anyway. Where the forecast is uncertain, it is
 * taken for more than it is, as a look then tells more.
 *
 * @param quantile of the UAV's value in training, from 0 to 1; with 1 nothing is looked at
 * @param optimism how many of the forecast's variances are added to it, at least 0
 */
public record LookThreshold(double quantile, double optimism) {
    /** No looks. */
    public static final LookThreshold NEVER = new LookThreshold(1, 0);

    private static final double MOST_OPTIMISM = 1e6;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public LookThreshold {
        Require.within("lookQuantile", quantile, 0, 1);
        Require.within("lookOptimism", optimism, 0, MOST_OPTIMISM);
    }
}
