package dmsb.auction.rule.filter;

import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.observation.Forecasts;
import java.util.Arrays;

/**
 * A filter's forecasts as entries of an observation.
 *
 * <table>
 * <caption>The entries, with |A| actions</caption>
 * <tr><th>entries</th><th>what</th></tr>
 * <tr><td>3</td><td>the expected logs of the highest bid, the second and zeta v_0, less that of the last highest bid</td></tr>
 * <tr><td>3</td><td>the standard deviations of the log gap of the two bids, of log zeta v_0, and of log v_[1]</td></tr>
 * <tr><td>|A|</td><td>of every action, {@value #SCALE} (surplus / largest surplus - 1), at least -{@value #CLIP}</td></tr>
 * </table>
 *
 * <p>All 0 until there are as many rounds as the filter reads, and where the amounts are too large or small for a forecast.
 */
final class FilterForecasts implements Forecasts {
    private static final int MOMENTS = 6;
    private static final double SCALE = 10;
    private static final double CLIP = 4;

    private final RoundForecast forecast;
    private final double[] surplus;
    private double level;
    private double optimism = 1;

    FilterForecasts(RoundForecast forecast) {
        this.forecast = forecast;
        this.surplus = new double[forecast.grid().size()];
    }

    @Override
    public int size() {
        return MOMENTS + surplus.length;
    }

    @Override
    public void write(BidHistory history, float[] observation, int from) {
        Arrays.fill(observation, from, from + size(), 0f);
        level = 0;
        optimism = 1;
        if (!forecast.filter().knowsEnough(history) || !(history.bid(0, 0) > 0)) {
            return;
        }
        forecast.set(history, observation);
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < surplus.length; a++) {
            surplus[a] = forecast.surplus(a);
            most = Math.max(most, surplus[a]);
        }
        double newLevel = most * history.bid(0, 0);
        if (!(newLevel > 0 && newLevel <= Double.MAX_VALUE && most > 0)) {
            return;
        }
        level = newLevel;
        optimism = forecast.uavOptimism();
        int next = from;
        for (int target = 0; target < LinearFilterFit.TARGETS; target++) {
            observation[next++] = clipped(forecast.mean(target));
        }
        observation[next++] =
                deviation(forecast.covariance(0, 0) - 2 * forecast.covariance(0, 1) + forecast.covariance(1, 1));
        observation[next++] = deviation(forecast.covariance(2, 2));
        observation[next++] = deviation(forecast.covariance(0, 0));
        for (double one : surplus) {
            observation[next++] = clipped(SCALE * (one / most - 1));
        }
    }

    private static float deviation(double variance) {
        return clipped(Math.sqrt(Math.max(0, variance)));
    }

    private static float clipped(double value) {
        return (float) (value > CLIP ? CLIP : value < -CLIP ? -CLIP : value);
    }

    @Override
    public double level() {
        return level;
    }

    @Override
    public double uavOptimism() {
        return optimism;
    }
}
