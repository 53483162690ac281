package dmsb.auction.rule.filter;

import dmsb.auction.rule.ActionGrid;
import java.util.Arrays;

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
 *
 * <p>All are 0 where there is no forecast. Reused from round to round; for one thread.
 */
final class ForecastEntries {
    private static final int MOMENTS = 6;
    private static final double SCALE = 10;
    private static final double CLIP = 4;

    private final ActionGrid grid;
    private final double[] surpluses;
    private double level;
    private double optimism = 1;

    /** The entries for the actions of a grid. */
    ForecastEntries(ActionGrid grid) {
        this.grid = grid;
        this.surpluses = new double[grid.size()];
    }

    /** How many there are. */
    int size() {
        return MOMENTS + surpluses.length;
    }

    /** There is no forecast. Writes zeros from a place of the target on. */
    void clear(float[] target, int from) {
        Arrays.fill(target, from, from + size(), 0f);
        level = 0;
        optimism = 1;
    }

    /**
     * Writes the entries from a place of the target on, which has been {@linkplain #clear cleared}. Writes nothing if the level
     * would be too small or too large for a forecast.
     *
     * @param means of the logs of the highest bid, the second and zeta v_0. Not modified.
     * @param covariance of these logs. Not modified.
     * @param expected the surplus of every rho, in the unit
     * @param uavWeight what the UAV's value counts in it
     * @param uavOptimism by which factor the surplus takes the UAV's expected value for more than it is
     * @param unit the unit of the forecast in that of bids
     * @param target the observation. Modified.
     * @param from where the entries begin
     */
    void write(
            double[] means,
            double[][] covariance,
            SurplusForecast expected,
            double uavWeight,
            double uavOptimism,
            double unit,
            float[] target,
            int from) {
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < surpluses.length; a++) {
            surpluses[a] = expected.at(grid.logRho(a), uavWeight);
            most = Math.max(most, surpluses[a]);
        }
        double newLevel = most * unit;
        if (!(newLevel > 0 && newLevel <= Double.MAX_VALUE)) {
            return;
        }
        level = newLevel;
        optimism = uavOptimism;
        int next = from;
        for (double mean : means) {
            target[next++] = clipped(mean);
        }
        target[next++] = deviation(covariance[0][0] - 2 * covariance[0][1] + covariance[1][1]);
        target[next++] = deviation(covariance[2][2]);
        target[next++] = deviation(covariance[0][0]);
        for (double one : surpluses) {
            target[next++] = clipped(SCALE * (one / most - 1));
        }
    }

    /** What rewards are measured by, the largest surplus that is expected of an action; 0 without a forecast. */
    double level() {
        return level;
    }

    /** By which factor the UAV's expected value is taken for more than it is; 1 without a forecast. */
    double uavOptimism() {
        return optimism;
    }

    private static float deviation(double variance) {
        return clipped(Math.sqrt(Math.max(0, variance)));
    }

    private static float clipped(double value) {
        return (float) (value > CLIP ? CLIP : value < -CLIP ? -CLIP : value);
    }
}
