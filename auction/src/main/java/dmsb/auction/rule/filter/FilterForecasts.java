package dmsb.auction.rule.filter;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
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
    public void write(Announcement announcement, float[] observation, int from) {
        BidHistory history = announcement.history();
        entries.clear(observation, from);
        if (forecast.filter().numbers() > 1) { // the unit is not one of the history's amounts
            if (forecast.read(announcement)) {
                forecast.write(forecast.unit(), entries, observation, from);
            }
        } else if (forecast.filter().knowsEnough(history) && history.bid(0, 0) > 0) {
            forecast.set(announcement, observation);
            forecast.write(history.bid(0, 0), entries, observation, from);
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
