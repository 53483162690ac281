package dmsb.auction.rule.filter;

import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.observation.Forecasts;
import java.util.Arrays;

/**
 * A linear filter's {@linkplain ForecastEntries forecasts} as entries of an observation. Their unit is the last highest bid.
 * All 0 until there are as many rounds as the filter reads, and where the amounts are too large or small for a forecast.
 */
final class FilterForecasts implements Forecasts {
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
        return ForecastEntries.size(surplus.length);
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
        double newLevel = ForecastEntries.level(most, history.bid(0, 0));
        if (newLevel == 0) {
            return;
        }
        level = newLevel;
        optimism = forecast.uavOptimism();
        ForecastEntries.write(forecast.means(), forecast.covariance(), surplus, most, observation, from);
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
