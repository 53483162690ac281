package dmsb.auction.rule.filter;

import dmsb.auction.round.Announcement;
import dmsb.auction.rule.observation.Forecasts;

/**
 * What a belief expects of a round, as entries of an observation.
 *
 * <table>
 * <caption>The entries, with |A| actions</caption>
 * <tr><th>entries</th><th>what</th></tr>
 * <tr><td>6 + |A|</td><td>the {@link ForecastEntries}, in units of the last highest bid</td></tr>
 * <tr><td>1</td><td>what a look is worth for the next decision, times {@value #SCALE} over the largest surplus, at most
 * {@value #CLIP}</td></tr>
 * </table>
 *
 * <p>The UAV's value counts for more than it is, by the factor
 *
 * <pre>
 * 1 + w W / E[zeta v_0],
 * </pre>
 *
 * <p>with W the worth of a look and w its weight: to serve is worth w W more on average, as the UAV's value is seen then. All
 * 0 until there are as many rounds as the belief looks back on.
 */
final class BeliefForecasts implements Forecasts {
    private static final double SCALE = 10;
    private static final double CLIP = 4;

    /** The UAV's value counts this many times at most, however little is expected of it. */
    private static final double MOST_OPTIMISM = 100;

    private final BeliefForecast forecast;
    private final double weight;
    private final ForecastEntries entries;

    BeliefForecasts(BeliefForecast forecast, double weight) {
        this.forecast = forecast;
        this.weight = weight;
        this.entries = new ForecastEntries(forecast.grid());
    }

    @Override
    public int observedRounds(int history) {
        return Math.min(history, Belief.PAST);
    }

    @Override
    public int size() {
        return entries.size() + 1;
    }

    @Override
    public void write(Announcement announcement, double lastHighest, float[] observation, int from) {
        entries.clear(observation, from);
        int last = from + entries.size();
        observation[last] = 0f;
        if (!forecast.read(announcement)) {
            return;
        }
        BeliefRound round = forecast.round();
        double optimism = Math.min(
                MOST_OPTIMISM, 1 + weight * forecast.worth() / round.surplus().uav());
        entries.write(
                round.means(),
                round.covariance(),
                round.surplus(),
                optimism,
                optimism,
                forecast.unit(),
                observation,
                from);
        if (entries.level() > 0) {
            double share = forecast.worth() * forecast.unit() / entries.level();
            observation[last] = (float) Math.min(CLIP, SCALE * share);
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
