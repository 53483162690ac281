package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.PastRounds;
import dmsb.auction.rule.ActionGrid;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** What a linear filter tells of a round, beside its regression and formulas of normal laws. */
class RoundForecastTest {
    private static final Scenario TWO = Scenario.standard()
            .with(Scenario.GROUND_STATIONS, 2)
            .with(Scenario.HISTORY, 2)
            .with(Scenario.UAV_ACTION, true);
    private static final int FEATURES = 9;
    private static final int SIZE = FEATURES + LinearFilterFit.TARGETS;
    private static final double OPTIMISM = 0.7;

    private final ActionGrid grid = ActionGrid.of(TWO);
    private final Announcement announcement = PastRounds.announcement(2, ConditionLayout.count(2), 2);
    private final RandomStream random = SeedTree.of(5).stream();

    private double amount() {
        return 10 * StrictMath.exp(0.5 * random.nextGaussian());
    }

    /** Logs that follow the features, each in its own way. */
    private Moments moments() {
        SecondMoments moments = new SecondMoments(SIZE);
        for (int i = 0; i < 300; i++) {
            double[] sample = new double[SIZE];
            for (int j = 0; j < SIZE; j++) {
                sample[j] = 0.3 * random.nextGaussian();
            }
            sample[FEATURES] += 0.4 + sample[0] + 0.5 * sample[3];
            sample[FEATURES + 1] += sample[1] - 0.5 * sample[4] + 0.5 * sample[FEATURES];
            sample[FEATURES + 2] += 0.2 + sample[2] + 0.7 * sample[4] + sample[8];
            moments.add(sample);
        }
        return moments.moments().rounded();
    }

    private static RoundForecast forecast(Moments moments, double optimism) {
        return new LinearFilterModel(TWO, 2, optimism, List.of(moments), Map.of()).forecast();
    }

    private void play(double uavValue, double... bids) {
        PastRounds.uav(announcement.history(), amount(), uavValue, bids);
    }

    /** P(X <= x) of a normal law, and the mean of e^Y over {X <= x} by a change of measure: the mean of X moves by cov(X, Y). */
    @Test
    void itTellsTheRegressionAndWhatEveryActionIsExpectedToBring() {
        Moments moments = moments();
        RoundForecast forecast = forecast(moments, OPTIMISM);
        LinearFilter filter = new LinearFilter(TWO, 2);
        int[] targets = {FEATURES, FEATURES + 1, FEATURES + 2};
        double[] m = new double[3];
        double[] features = new double[FEATURES];
        Set<Integer> chosen = new HashSet<>();
        for (int t = 0; t < 40; t++) {
            double[] bids = {amount(), amount()};
            play(t % 3 == 0 ? Double.NaN : amount(), bids);
            announcement.declare(amount(), 0);
            assertEquals(t >= 1, forecast.read(announcement), "two rounds are enough");
            if (t < 1) {
                continue;
            }
            Moments.Prediction prediction =
                    moments.predict(filter.present(filter.revealed(announcement.history())), targets, Moments.RIDGE);
            filter.read(announcement, features);
            prediction.means(features, m);
            double[][] s = prediction.covariance();
            double unit = Math.max(bids[0], bids[1]);
            assertEquals(unit, forecast.unit());
            for (int i = 0; i < 3; i++) {
                assertEquals(m[i], forecast.mean(i));
                for (int j = 0; j < 3; j++) {
                    assertEquals(s[i][j], forecast.covariance(i, j));
                }
            }
            assertEquals(StrictMath.exp(OPTIMISM * s[2][2]), forecast.uavOptimism());
            double deviation = Math.sqrt(s[0][0] - 2 * s[0][1] + s[1][1]);
            NormalDistribution normal = new NormalDistribution();
            double price = t % 5;
            int best = -1;
            int bestHalf = -1;
            double most = Double.NEGATIVE_INFINITY;
            double mostHalf = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < grid.size(); a++) {
                double x = grid.logRho(a) - (m[0] - m[1]);
                double kept = normal.cumulativeProbability(x / deviation);
                double ground = StrictMath.exp(m[0] + s[0][0] / 2)
                        * normal.cumulativeProbability((s[0][0] - s[0][1] - x) / deviation);
                double uav = StrictMath.exp(m[2] + s[2][2] / 2)
                        * StrictMath.exp(OPTIMISM * s[2][2])
                        * normal.cumulativeProbability((x - s[2][0] + s[2][1]) / deviation);
                assertEquals(kept, forecast.kept(a), 1e-9);
                double half = unit * (ground + 0.5 * uav) - price * kept;
                assertEquals(half, forecast.surplus(a, 0.5, price), 1e-7);
                double whole = unit * (ground + uav) - price * kept;
                best = whole > most ? a : best;
                most = Math.max(most, whole);
                bestHalf = half > mostHalf ? a : bestHalf;
                mostHalf = Math.max(mostHalf, half);
            }
            assertEquals(best, forecast.bestAction(price));
            assertEquals(bestHalf, forecast.bestAction(0.5, price));
            chosen.add(best);
        }
        assertTrue(chosen.size() > 5, "actions " + chosen);
    }

    /** With a new round the answers are new, in whatever order they are asked for. */
    @Test
    void everyAnswerIsOfTheRoundThatWasReadLast() {
        Moments moments = moments();
        RoundForecast used = forecast(moments, 0);
        for (int t = 0; t < 6; t++) {
            play(amount(), amount(), amount());
            announcement.declare(amount(), 0);
            if (t == 0) {
                continue;
            }
            RoundForecast keptFirst = forecast(moments, 0);
            RoundForecast surplusFirst = forecast(moments, 0);
            assertTrue(used.read(announcement) && keptFirst.read(announcement) && surplusFirst.read(announcement));
            double kept = keptFirst.kept(3);
            double surplus = surplusFirst.surplus(3, 1, 2);
            assertTrue(kept > 0 && surplus > 0);
            assertEquals(kept, used.kept(3));
            assertEquals(surplus, used.surplus(3, 1, 2));
        }
    }

    /** All actions keep the task and the UAV is worth the same under each, or none does. */
    @Test
    void ofSeveralActionsThatAreAsGoodItChoosesTheFirst() {
        double[] means = new double[SIZE];
        means[FEATURES] = 0.3;
        means[FEATURES + 2] = 1;
        RoundForecast forecast = forecast(new Moments(means, new double[SIZE * SIZE]), 0);
        play(1, 1, 2);
        play(1, 1, 2);
        assertTrue(forecast.read(announcement));
        assertEquals(3, forecast.bestAction(0)); // 10^(3/20) is the first factor above e^0.3
        assertEquals(0, forecast.bestAction(100));
    }

    @Test
    void withoutALastBidThereIsNoUnitForAForecast() {
        RoundForecast forecast = forecast(moments(), 0);
        play(1, 1, 2);
        assertFalse(forecast.read(announcement), "one round is not enough");
        play(1, 0, 0);
        announcement.declare(5, 0);
        assertFalse(forecast.read(announcement));
        play(1, 3, 2);
        assertTrue(forecast.read(announcement));
        assertEquals(3, forecast.unit());
    }

    @Test
    void theErrorFactorTimesItsTransposeIsTheCovariance() {
        RoundForecast forecast = forecast(moments(), 0);
        play(1, 1, 2);
        play(1, 1, 2);
        assertTrue(forecast.read(announcement));
        double[][] factor = forecast.errorFactor();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += factor[i][k] * factor[j][k];
                }
                assertEquals(forecast.covariance(i, j), sum, 1e-14);
            }
        }
        assertArrayEquals(new double[] {0, 0}, new double[] {factor[0][1], factor[1][2]}, "lower triangular");
    }
}
