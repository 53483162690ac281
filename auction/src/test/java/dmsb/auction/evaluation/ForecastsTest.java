package dmsb.auction.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.HashingPolicy;
import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.environment.ForwardingRounds;
import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.filter.AnnouncementFilter;
import dmsb.auction.rule.filter.Belief;
import dmsb.auction.rule.filter.BeliefModel;
import dmsb.auction.rule.filter.LinearFilterFit;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.EnvironmentChecker;
import dmsb.core.rl.Step;
import dmsb.core.tensorfile.TensorFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fitted filter as a part of what a policy observes, of what it is rewarded with, and of its model. */
class ForecastsTest {
    private static final Scenario SCENARIO =
            Scenario.standard().with(Scenario.HISTORY, 6).with(Scenario.UAV_ACTION, true);
    private static final int ACTIONS = ActionGrid.of(SCENARIO).size();
    private static final int MOMENTS = 6;
    private static final LinearFilterModel FILTER =
            Sellers.fittedFilter(new Evaluation(SCENARIO, SeedTree.of(1).child("training")), 30);

    private static final Scenario LONG = SCENARIO.with(Scenario.HISTORY, 30);
    private static final Belief BELIEF =
            Sellers.fittedBelief(new Evaluation(LONG, SeedTree.of(1).child("training")), 30);

    static Stream<AnnouncementFilter> filters() {
        return Stream.of(FILTER, BeliefModel.of(BELIEF, 0), BeliefModel.of(BELIEF, 2));
    }

    private static AuctionEnvironment environment(AnnouncementFilter filter) {
        return new AuctionEnvironment(new SimulatedRounds(filter.scenario()), 100, encoder(filter));
    }

    private static ObservationEncoder encoder(AnnouncementFilter filter) {
        return new ObservationEncoder(filter.scenario(), filter.forecasts());
    }

    @Test
    void theyComeAfterWhatIsObservedWithoutThem() {
        AuctionEnvironment plain = new AuctionEnvironment(SCENARIO, 100);
        AuctionEnvironment forecasting = environment(FILTER);
        int base = plain.observationSize();
        assertEquals(base + MOMENTS + ACTIONS, forecasting.observationSize());
        float[] seen = new float[base];
        float[] more = new float[forecasting.observationSize()];
        SeedTree episode = SeedTree.of(3);
        plain.reset(episode, seen);
        forecasting.reset(episode, more);
        Step step = new Step(plain);
        Step longer = new Step(forecasting);
        for (int t = 0; t < 50; t++) {
            assertArrayEquals(seen, Arrays.copyOf(more, base));
            float best = Float.NEGATIVE_INFINITY;
            for (int a = 0; a < ACTIONS; a++) {
                float advantage = more[base + MOMENTS + a];
                assertTrue(advantage <= 0 && advantage >= -4, "advantage " + advantage);
                best = Math.max(best, advantage);
            }
            assertEquals(0, best, "the best action's advantage");
            for (int i = 3; i < MOMENTS; i++) {
                assertTrue(more[base + i] > 0, "a deviation");
            }
            plain.step(t % ACTIONS, step);
            forecasting.step(t % ACTIONS, longer);
            seen = step.observation().clone();
            more = longer.observation().clone();
        }
        EnvironmentChecker.check(environment(FILTER), SeedTree.of(4), 3);
    }

    /** Later rewards are measured by later forecasts: the factors are the levels' ratios, whichever side served. */
    @ParameterizedTest
    @MethodSource("filters")
    void laterRewardsAreInUnitsOfLaterForecasts(AnnouncementFilter filter) {
        AuctionEnvironment asked = environment(filter);
        AuctionEnvironment played = environment(filter);
        Step all = new Step(asked.observationSize(), ACTIONS, true);
        Step taken = new Step(played.observationSize(), ACTIONS, true);
        asked.reset(SeedTree.of(3), all.observation());
        played.reset(SeedTree.of(3), taken.observation());
        asked.step(0, all);
        played.step(ACTIONS - 1, taken);
        assertArrayEquals(taken.observation(), all.otherObservation());
        assertEquals(taken.scale(), all.otherScale());
        assertEquals(taken.otherScale(), all.scale());
        assertTrue(all.scale() > 0.2 && all.scale() < 5 && all.scale() != all.otherScale(), "factor " + all.scale());
        // The next reward in the first step's unit is the same amount, whichever forecast it is measured by.
        double factor = all.scale();
        double other = taken.scale();
        asked.step(0, all);
        played.step(0, taken);
        assertEquals(taken.rewards()[0] * other, all.rewards()[0] * factor, 1e-12);
    }

    /** The ratio of two actions' rewards is that of their surpluses, but that optimism raises the UAV's. */
    @Test
    void rewardsAreRelativeToTheForecastAndOptimisticAboutTheUav() {
        AuctionEnvironment plain = new AuctionEnvironment(SCENARIO, 100);
        AuctionEnvironment neutral = environment(FILTER.withOptimism(0));
        AuctionEnvironment optimistic = environment(FILTER.withOptimism(1));
        AuctionEnvironment[] all = {plain, neutral, optimistic};
        Step[] steps = new Step[3];
        for (int i = 0; i < 3; i++) {
            steps[i] = new Step(all[i]);
            all[i].reset(SeedTree.of(3), new float[all[i].observationSize()]);
        }
        double sum = 0;
        int compared = 0;
        for (int t = 0; t < 100; t++) {
            for (int i = 0; i < 3; i++) {
                all[i].step(ACTIONS - 1, steps[i]); // the UAV serves
            }
            double ground = steps[0].rewards()[0];
            double uav = steps[0].rewards()[ACTIONS - 1];
            assertEquals(ground / uav, steps[1].rewards()[0] / steps[1].rewards()[ACTIONS - 1], 1e-12 * ground / uav);
            if (ground != uav) {
                double more = steps[2].rewards()[ACTIONS - 1] / steps[2].rewards()[0] / (uav / ground);
                assertTrue(more > 1 && more < 2, "optimism " + more);
                compared++;
            }
            sum += Math.max(steps[1].rewards()[0], steps[1].rewards()[ACTIONS - 1]);
        }
        assertTrue(compared > 50, "compared " + compared);
        // First best is some .02 above what is expected of the best action, and values scatter around their forecasts.
        assertEquals(1.02, sum / 100, 0.15);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aModelKeepsItsFilterInItsFile(AnnouncementFilter filter) throws Exception {
        Scenario scenario = filter.scenario();
        HashingPolicy policy = new HashingPolicy(encoder(filter).size(), ACTIONS, 4, false);
        LearnedModel model = LearnedModel.of(scenario, Optional.of(filter), policy);
        LearnedModel read = LearnedModel.of(TensorFile.parse(model.toFile().toBytes()), policy);
        assertEquals(model.id(), read.id());
        assertEquals(filter.id(), read.filter().orElseThrow().id());
        Evaluation evaluation = new Evaluation(scenario, SeedTree.of(5));
        EpisodeMeans before = evaluation.run(Sellers.of(model.open()), 5);
        EpisodeMeans after = evaluation.run(Sellers.of(read.open()), 5);
        assertArrayEquals(before.of(Metric.RHO), after.of(Metric.RHO));
        assertArrayEquals(before.of(Metric.SURPLUS), after.of(Metric.SURPLUS));
        assertThrows(IllegalArgumentException.class, () -> LearnedModel.of(scenario, policy), "without its filter");
    }

    @Test
    void anotherFilterIsAnotherModel() {
        List<AnnouncementFilter> all = new ArrayList<>(filters().toList());
        all.add(FILTER.withOptimism(9));
        Set<String> ids = new HashSet<>();
        for (AnnouncementFilter filter : all) {
            HashingPolicy policy = new HashingPolicy(encoder(filter).size(), ACTIONS, 4, false);
            ids.add(LearnedModel.of(filter.scenario(), Optional.of(filter), policy)
                    .id());
        }
        assertEquals(all.size(), ids.size());
    }

    /** The rounds that are observed one by one are the last ones; of those before, the belief tells. */
    @Test
    void aBeliefsForecastsStandForWhatIsOlder() {
        int base = new ObservationEncoder(SCENARIO).size();
        assertEquals(
                base + MOMENTS + ACTIONS + 1, encoder(BeliefModel.of(BELIEF, 2)).size());
        EnvironmentChecker.check(environment(BeliefModel.of(BELIEF, 2)), SeedTree.of(4), 3);
        float[][] seen = new float[2][];
        for (int k = 0; k < 2; k++) { // the same market; 30 rounds are remembered, or 6
            Scenario scenario = LONG.with(Scenario.HISTORY, k == 0 ? 30 : 6);
            AuctionEnvironment environment = new AuctionEnvironment(
                    withWarmUp(new SimulatedRounds(scenario), 40),
                    100,
                    new ObservationEncoder(scenario, BeliefModel.of(BELIEF, 2).forecasts()));
            seen[k] = new float[environment.observationSize()];
            environment.reset(SeedTree.of(3), seen[k]);
        }
        assertArrayEquals(Arrays.copyOf(seen[0], base), Arrays.copyOf(seen[1], base));
        assertFalse(Arrays.equals(seen[0], seen[1]));
    }

    private static Rounds withWarmUp(Rounds rounds, int warmUp) {
        return new ForwardingRounds(rounds) {
            @Override
            public int warmUp() {
                return warmUp;
            }
        };
    }

    /** What a look is worth, times the weight, is what the UAV counts for more. */
    @Test
    void theWorthOfALookIsObservedAndRewarded() {
        AuctionEnvironment without = environment(BeliefModel.of(BELIEF, 0));
        AuctionEnvironment with = environment(BeliefModel.of(BELIEF, 4));
        Step plain = new Step(without);
        Step rewarded = new Step(with);
        without.reset(SeedTree.of(3), plain.observation());
        with.reset(SeedTree.of(3), rewarded.observation());
        int last = plain.observation().length - 1;
        int raised = 0;
        for (int t = 0; t < 50; t++) {
            float worth = plain.observation()[last];
            assertTrue(worth >= 0 && worth <= 4, "worth " + worth);
            without.step(0, plain);
            with.step(0, rewarded);
            double more = rewarded.rewards()[ACTIONS - 1]
                    / rewarded.rewards()[0]
                    / (plain.rewards()[ACTIONS - 1] / plain.rewards()[0]);
            assertTrue(more > 1 - 1e-12, "the UAV counts for less");
            raised += worth > 0.01 && plain.rewards()[0] != plain.rewards()[ACTIONS - 1] && more > 1 ? 1 : 0;
        }
        assertTrue(raised > 10, "raised " + raised);
    }

    @Test
    void theChosenFilterIsAFunctionOfTheEpisodesAndReadsNoMoreThanThereIs() {
        Scenario brief = SCENARIO.with(Scenario.HISTORY, 2);
        LinearFilterModel filter = Sellers.fittedFilter(new Evaluation(brief, SeedTree.of(1)), 30);
        assertEquals(2, filter.rounds());
        assertEquals(
                filter.id(),
                Sellers.fittedFilter(new Evaluation(brief, SeedTree.of(1)), 30).id());
    }

    /** It was chosen on a part of the episodes, and knows as much as one that was fitted on all of them at once. */
    @Test
    void theChosenFilterIsFittedOnAllEpisodes() {
        for (int episodes : new int[] {2, 30}) {
            Evaluation training = new Evaluation(SCENARIO, SeedTree.of(6));
            LinearFilterModel chosen = Sellers.fittedFilter(training, episodes);
            LinearFilterFit fit = new LinearFilterFit(SCENARIO, chosen.rounds());
            training.withEverythingRevealed().run(Sellers.of(fit), episodes);
            assertEquals(fit.fitted().withOptimism(chosen.optimism()).id(), chosen.id());
        }
    }

    /** No rule on the grid is better than the best on the grid, which is below first best where the grid ends below 10. */
    @Test
    void theBestOnTheGridIsBetweenRuleAndFirstBest() {
        Scenario paper = Scenario.standard();
        Evaluation evaluation = new Evaluation(paper, SeedTree.of(5));
        EpisodeMeans best = evaluation.run(Sellers.bestOnGrid(ActionGrid.of(paper)), 20);
        assertArrayEquals(best.of(Metric.SURPLUS), best.of(Metric.GRID_BEST));
        assertTrue(best.mean(Metric.GRID_BEST) < best.mean(Metric.FIRST_BEST));
        EpisodeMeans wider =
                new Evaluation(paper.with(Scenario.UAV_ACTION, true), SeedTree.of(5)).run(Sellers.firstBest(), 20);
        assertArrayEquals(wider.of(Metric.FIRST_BEST), wider.of(Metric.GRID_BEST));
    }
}
