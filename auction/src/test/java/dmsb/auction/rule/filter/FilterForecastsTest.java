package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.PastRounds;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.observation.Forecasts;
import dmsb.auction.rule.observation.ObservationEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forecasts of a filter whose features tell nothing, so that its targets keep their variances. */
class FilterForecastsTest {
    private static final Scenario TWO =
            Scenario.standard().with(Scenario.GROUND_STATIONS, 2).with(Scenario.HISTORY, 2);
    private static final int FEATURES = 9;

    private final Announcement announcement = PastRounds.announcement(2, ConditionLayout.count(2), 2);

    private static Moments moments() {
        double[] means = new double[FEATURES + 3];
        means[FEATURES] = 0.5;
        means[FEATURES + 2] = 0.25;
        double[] variances = new double[FEATURES + 3];
        Arrays.fill(variances, 1);
        variances[FEATURES + 2] = 0.125;
        return GaussianLaw.independent(means, variances).moments();
    }

    @Test
    void theUavIsTakenForMoreByItsOpenVarianceOnceThereIsAForecast() {
        double optimism = 2;
        Forecasts forecasts = new LinearFilterModel(TWO, 2, optimism, List.of(moments()), Map.of()).forecasts();
        ActionGrid grid = ActionGrid.of(TWO);
        SurplusForecast surplus = new SurplusForecast(optimism);
        surplus.set(new double[] {0.5, 0, 0.25}, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 0.125}});
        double most = surplus.at(grid.logRho(surplus.largest(grid, 0)));
        int from = new ObservationEncoder(TWO).size();
        float[] observation = new float[from + forecasts.size()];
        for (int rounds = 1; rounds <= 2; rounds++) {
            PastRounds.ground(announcement.history(), 3, 4, 5);
            Arrays.fill(observation, from, observation.length, 7f);
            forecasts.write(announcement, 5, observation, from);
            assertEquals(rounds == 2 ? StrictMath.exp(2 * 0.125) : 1, forecasts.uavOptimism(), 1e-12);
            assertEquals(rounds == 2 ? 5 * most : 0, forecasts.level(), 1e-12 * most);
            float[] means = rounds == 2 ? new float[] {0.5f, 0, 0.25f} : new float[3];
            assertArrayEquals(means, Arrays.copyOfRange(observation, from, from + 3));
        }
        forecasts.write(announcement, 0, observation, from);
        assertEquals(1, forecasts.uavOptimism());
        assertEquals(0, forecasts.level());
        assertArrayEquals(new float[forecasts.size()], Arrays.copyOfRange(observation, from, observation.length));
    }

    @Test
    void aRegressionIsMadeOnceForEveryNumberAndPattern() {
        LinearFilter filter = new LinearFilter(TWO, 2);
        FilterPredictions predictions = new FilterPredictions(List.of(moments(), moments()), 2);
        Moments.Prediction[] made = new Moments.Prediction[8];
        for (int i = 0; i < made.length; i++) {
            made[i] = predictions.of(filter, i / 4, i % 4);
        }
        for (int i = 0; i < made.length; i++) {
            assertSame(made[i], predictions.of(filter, i / 4, i % 4));
        }
        assertEquals(8, Arrays.stream(made).distinct().count());
    }
}
