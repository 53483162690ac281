package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.PricedBy;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.observation.Forecasts;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A belief as a model: what it tells of an announced round, its rule, and its file. */
class BeliefModelTest {
    private static final int PAST = Belief.PAST;
    private static final int HISTORY = 12;
    private static final Scenario TWO = Scenario.standard()
            .with(Scenario.GROUND_STATIONS, 2)
            .with(Scenario.HISTORY, HISTORY)
            .with(Scenario.UAV_ACTION, true);
    private static final Belief BELIEF = new Belief(TWO, PathLaw.moments(TWO).rounded());
    private static final ActionGrid GRID = ActionGrid.of(TWO);
    private static final int ENTRIES = 6 + GRID.size() + 1;

    private final Announcement announcement = PastRounds.announcement(2, ConditionLayout.count(2), HISTORY);
    private final RandomStream random = SeedTree.of(5).stream();

    private double amount() {
        return 40 * StrictMath.exp(0.3 * random.nextGaussian());
    }

    private void play(int rounds) {
        for (int t = 0; t < rounds; t++) {
            double estimate = amount();
            if (random.nextDouble() < 0.5) {
                PastRounds.ground(announcement.history(), estimate, amount(), amount());
            } else {
                PastRounds.uav(announcement.history(), estimate, amount(), amount(), amount());
            }
        }
        announcement.declare(amount(), 0);
    }

    /** What is believed of the announced round, in units of the highest bid of the given age. */
    private BeliefState state(int unit) {
        BeliefState state = new BeliefState(BELIEF);
        state.set(announcement.history(), unit);
        return state;
    }

    private BeliefRound round(int unit) {
        BeliefRound round = new BeliefRound(BELIEF);
        double estimate = announcement.estimate() / announcement.history().bid(unit, 0);
        round.set(state(unit), StrictMath.log(estimate));
        return round;
    }

    @Test
    void aForecastIsOfTheRoundThatIsAnnouncedInUnitsOfTheLastRoundWithABid() {
        BeliefForecast forecast = new BeliefForecast(BELIEF);
        play(HISTORY + 2);
        for (int without = 0; without < 3; without++) {
            assertTrue(forecast.read(announcement));
            BeliefRound expected = round(without);
            assertEquals(announcement.history().bid(without, 0), forecast.unit());
            assertArrayEquals(expected.means(), forecast.round().means(), 1e-12);
            assertArrayEquals(expected.covariance()[2], forecast.round().covariance()[2], 1e-12);
            double worth = new LookWorth(BELIEF).of(state(without), expected.predicted());
            assertEquals(worth, forecast.worth(), 1e-12);
            assertTrue(worth > 1e-4, "worth " + worth);
            PastRounds.uav(announcement.history(), 5, 5, 0, 0); // a round without a bid
        }
    }

    @Test
    void thereIsNoForecastWithoutSixRoundsThatHaveABid() {
        BeliefForecast forecast = new BeliefForecast(BELIEF);
        announcement.declare(5, 0);
        assertFalse(forecast.read(announcement), "no round");
        PastRounds.uav(announcement.history(), 5, 5, 0, 0);
        assertFalse(forecast.read(announcement), "no bid");
        for (int t = 1; t <= PAST; t++) {
            play(1);
            PastRounds.uav(announcement.history(), 5, 5, 0, 0);
            assertEquals(t == PAST, forecast.read(announcement), t + " rounds with bids");
        }
    }

    @Test
    void aLookThatIsSeenTooLateIsWorthNothing() {
        play(PAST);
        for (Scenario blind :
                new Scenario[] {TWO.with(Scenario.REVEAL, Reveal.NEVER), TWO.with(Scenario.REVEAL_LAG, 1)}) {
            BeliefForecast forecast = new BeliefForecast(new Belief(blind, BELIEF.moments()));
            assertTrue(forecast.read(announcement));
            assertEquals(0, forecast.worth());
        }
    }

    /** The entries by their definition; the UAV counts 1 + w W / E times. */
    @Test
    void anObservationHasTheForecastAndTheWorthOfALook() {
        double weight = 3;
        Written written = new Written(BeliefModel.of(BELIEF, weight));
        assertEquals(ENTRIES, written.all.size());
        play(PAST);
        for (int t = 0; t < 20; t++) {
            play(1);
            float[] seen = written.write(announcement);
            BeliefRound round = round(0);
            double worth = new LookWorth(BELIEF).of(state(0), round.predicted());
            double optimism = 1 + weight * worth / round.surplus().uav();
            double[] surplus = new double[GRID.size()];
            for (int a = 0; a < surplus.length; a++) {
                surplus[a] = round.surplus().groundPart(GRID.logRho(a))
                        + optimism * round.surplus().uavPart(GRID.logRho(a));
            }
            double most = Arrays.stream(surplus).max().orElseThrow();
            double[][] s = round.covariance();
            double[] expected = new double[ENTRIES];
            System.arraycopy(round.means(), 0, expected, 0, 3);
            expected[3] = Math.sqrt(s[0][0] - 2 * s[0][1] + s[1][1]);
            expected[4] = Math.sqrt(s[2][2]);
            expected[5] = Math.sqrt(s[0][0]);
            for (int a = 0; a < surplus.length; a++) {
                expected[6 + a] = Math.max(-4, 10 * (surplus[a] / most - 1));
            }
            expected[ENTRIES - 1] = Math.min(4, 10 * worth / most);
            for (int i = 0; i < ENTRIES; i++) {
                assertEquals(expected[i], seen[i], 1e-6, "entry " + i); // single precision
            }
            assertEquals(optimism, written.all.uavOptimism(), 1e-9);
            double unit = announcement.history().bid(0, 0);
            assertEquals(most * unit, written.all.level(), 1e-9 * most * unit);
        }
    }

    /** Forecasts that are written at the third place of an observation, over what stood there. */
    private static final class Written {
        private final Forecasts all;
        private final float[] observation = new float[ENTRIES + 4];

        Written(BeliefModel model) {
            all = model.forecasts();
        }

        float[] write(Announcement announcement) {
            Arrays.fill(observation, 7);
            all.write(announcement, Double.NaN, observation, 2);
            float[] around = {observation[0], observation[1], observation[ENTRIES + 2], observation[ENTRIES + 3]};
            assertArrayEquals(new float[] {7, 7, 7, 7}, around);
            return Arrays.copyOfRange(observation, 2, 2 + ENTRIES);
        }
    }

    @Test
    void thereIsNothingToObserveWhereThereAreTooFewRoundsOrTheAmountsAreTooLarge() {
        Written written = new Written(BeliefModel.of(BELIEF, 100));
        playAlike(1.7e300);
        written.write(announcement);
        assertTrue(written.all.uavOptimism() > 1);
        double level = written.all.level();
        assertTrue(level > 1.8e300, "level " + level); // so of amounts 1e8 times as large it is no number
        playAlike(1.7e308);
        assertNothing(written);
        playAlike(1.7e300);
        written.write(announcement);
        assertEquals(level, written.all.level());
        PastRounds.clear(announcement.history());
        play(PAST - 1);
        assertNothing(written);
    }

    /** Every amount is the same but the second bids. */
    private void playAlike(double amount) {
        for (int t = 0; t < HISTORY; t++) {
            PastRounds.ground(announcement.history(), amount, amount, amount / 2);
        }
        announcement.declare(amount, 0);
    }

    private void assertNothing(Written written) {
        assertArrayEquals(new float[ENTRIES], written.write(announcement));
        assertEquals(0, written.all.level());
        assertEquals(1, written.all.uavOptimism());
    }

    @Test
    void sixRoundsAreObservedOneByOneOrAsManyAsThereAre() {
        Forecasts forecasts = BeliefModel.of(BELIEF, 3).forecasts();
        assertArrayEquals(
                new int[] {5, 6, 6},
                new int[] {forecasts.observedRounds(5), forecasts.observedRounds(6), forecasts.observedRounds(7)});
    }

    @Test
    void itsRulePostsTheFactorOfTheLargestSurplusWhereALookCountsItsWorth() {
        Set<Double> posted = new HashSet<>();
        for (double weight : new double[] {0, 1, 20}) {
            BeliefModel model = BeliefModel.of(BELIEF, weight);
            PostedRule rule = model.open();
            PastRounds.clear(announcement.history());
            announcement.declare(5, 0);
            assertEquals(1, rule.rho(announcement), "as before the first round");
            play(PAST);
            for (int t = 0; t < 25; t++) {
                play(1);
                BeliefRound round = round(0);
                double worth = new LookWorth(BELIEF).of(state(0), round.predicted());
                int best = 0;
                double most = 0;
                for (int a = 0; a < GRID.size(); a++) {
                    double x = GRID.logRho(a);
                    double value = round.surplus().at(x)
                            + weight * worth * round.surplus().uavServes(x);
                    best = value > most ? a : best;
                    most = Math.max(most, value);
                }
                double[] rhos = new double[1];
                PricedBy by = rule.rhos(new Announcement[] {announcement}, 1, rhos);
                assertEquals(new PricedBy(model.id(), 0), by);
                assertEquals(GRID.rho(best), rhos[0]);
                posted.add(rhos[0]);
            }
        }
        assertTrue(posted.size() > 5, "factors " + posted);
    }

    @Test
    void theFileHoldsTheModel() throws Exception {
        BeliefModel model = BeliefModel.of(BELIEF, 2.5);
        BeliefModel noted = model.withTraining(Map.of("seed", "7"));
        BeliefModel read = BeliefModel.of(TensorFile.parse(noted.toFile().toBytes()));
        assertEquals(noted.toFile(), read.toFile());
        assertEquals(noted.id(), read.id());
        assertEquals(2.5, read.weight());
        assertEquals(TWO, read.scenario());
        assertEquals(ModelMetadata.of(noted.toFile()).id(), noted.id());
        assertNotEquals(model.id(), noted.id());
        assertEquals(model.toFile().tensors(), noted.toFile().tensors());
        assertEquals("7", noted.toFile().metadata().get("training.seed"));
        assertEquals("2.5", noted.toFile().metadata().get("belief.weight"));
        assertEquals(
                read.id(),
                ModelFilter.within(noted.toFile())
                        .orElseThrow()
                        .withTraining(Map.of("seed", "7"))
                        .id());
    }

    @Test
    void aFileOfAnotherAgentIsNoBelief() {
        TensorFile file = BeliefModel.of(BELIEF, 1).toFile();
        assertTrue(BeliefModel.isIn(file));
        Map<String, String> entries = new TreeMap<>(file.metadata());
        entries.put(ModelMetadata.AGENT_KEY, "other");
        TensorFile other = ModelMetadata.file(file.tensors(), entries);
        assertFalse(BeliefModel.isIn(other));
        assertEquals(
                "model key 'agent': expected belief, got other",
                assertThrows(IllegalArgumentException.class, () -> BeliefModel.of(other))
                        .getMessage());
        assertTrue(BeliefModel.within(other).isPresent(), "a part of another agent's file");
        Map<String, Tensor> none = new TreeMap<>();
        assertTrue(BeliefModel.within(ModelMetadata.file(none, entries)).isEmpty());
    }

    @Test
    void weightAndHistoryHaveRanges() {
        assertEquals(100, BeliefModel.of(BELIEF, 100).weight());
        assertThrows(IllegalArgumentException.class, () -> BeliefModel.of(BELIEF, 100.1));
        assertThrows(IllegalArgumentException.class, () -> BeliefModel.of(BELIEF, -0.1));
        Belief shortest = new Belief(TWO.with(Scenario.HISTORY, PAST), BELIEF.moments());
        assertEquals(0, BeliefModel.of(shortest, 0).weight());
        Belief shorter = new Belief(TWO.with(Scenario.HISTORY, PAST - 1), BELIEF.moments());
        assertThrows(IllegalArgumentException.class, () -> BeliefModel.of(shorter, 0));
    }
}
