package dmsb.auction.rule.filter;

/**
 * What a filter expects of a round, as entries of an observation.
 *
 * <table>
 * <caption>The entries, with |A| actions</caption>
 * <tr><th>entries</th><th>what</th></tr>
 * <tr><td>3</td><td>the expected logs of the highest bid, the second and zeta v_0, less that of the filter's unit</td></tr>
 * <tr><td>3</td><td>the standard deviations of the log gap of the two bids, of log zeta v_0, and of log v_[1]</td></tr>
 * <tr><td>|A|</td><td>of every action, {@value #SCALE} (surplus / largest surplus - 1), at least -{@value #CLIP}</td></tr>
 * </table>
 */
final class ForecastEntries {
    private static final int MOMENTS = 6;
    private static final double SCALE = 10;
    private static final double CLIP = 4;

    private ForecastEntries() {}

    /** The number of entries with so many actions. */
    static int size(int actions) {
        return MOMENTS + actions;
    }

    /**
     * What rewards are measured by, the largest surplus that is expected of an action.
     *
     * @return the level in the unit of bids; 0 if it is too small or too large for a forecast
     */
    static double level(double mostSurplus, double unit) {
        double level = mostSurplus * unit;
        return level > 0 && level <= Double.MAX_VALUE && mostSurplus > 0 ? level : 0.0;
    }

    /** Writes the entries from a place of the target on, which is modified. */
    static void write(
            double[] means, double[][] covariance, double[] surplus, double mostSurplus, float[] target, int from) {
        int next = from;
        for (double mean : means) {
            target[next++] = clipped(mean);
        }
        target[next++] = deviation(covariance[0][0] - 2 * covariance[0][1] + covariance[1][1]);
        target[next++] = deviation(covariance[2][2]);
        target[next++] = deviation(covariance[0][0]);
        for (double one : surplus) {
            target[next++] = clipped(SCALE * (one / mostSurplus - 1));
        }
    }

    private static float deviation(double variance) {
        return clipped(Math.sqrt(Math.max(0, variance)));
    }

    private static float clipped(double value) {
        return (float) (value > CLIP ? CLIP : value < -CLIP ? -CLIP : value);
    }
}
