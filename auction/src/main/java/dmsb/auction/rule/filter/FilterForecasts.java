package dmsb.auction.rule.filter;

import dmsb.auction.round.Announcement;
import dmsb.auction.rule.observation.Forecasts;

/**
 * A linear filter's {@linkplain ForecastEntries forecasts} as entries of an observation. Their unit is the last highest bid.
 * All 0 until there are as many rounds as the filter reads, and where the amounts are too large or small for a forecast.
 */
final class FilterForecasts implements Forecasts {
    private final RoundForecast forecast;
    private final ForecastEntries entries;

    FilterForecasts(RoundForecast forecast) {
        this.forecast = forecast;
        this.entries = new ForecastEntries(forecast.grid());
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public void write(Announcement announcement, double lastHighest, float[] observation, int from) {
        entries.clear(observation, from);
        if (forecast.filter().knowsEnough(announcement.history())) {
            forecast.set(announcement, observation);
            forecast.write(lastHighest, entries, observation, from);
        }
    }

    @Override
    public double level() {
        return entries.level();
    }

    @Override
    public double uavOptimism() {
        return entries.uavOptimism();
    }
}
