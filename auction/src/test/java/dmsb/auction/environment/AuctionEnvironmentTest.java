package dmsb.auction.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.HashingPolicy;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Metric;
import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.PresetsOfOneTask;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.EnvironmentChecker;
import dmsb.core.rl.Policy;
import dmsb.core.rl.Step;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuctionEnvironmentTest {
    private static final SeedTree SEEDS = SeedTree.of(9);

    static List<String> presets() {
        return PresetsOfOneTask.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void keepsThePromisesOfAnEnvironmentInBothModes(String preset) {
        for (ObservationMode mode : List.of(ObservationMode.PAST_BIDS, ObservationMode.CURRENT_BIDS)) {
            Scenario scenario = Scenario.preset(preset).with(Scenario.OBSERVATION, mode);
            EnvironmentChecker.check(new AuctionEnvironment(scenario, 100.0), SEEDS, 3);
        }
    }

    @Test
    void keepsItsPromisesAtTheBorders() {
        Scenario smallest = Scenario.standard()
                .with(Scenario.GROUND_STATIONS, 1)
                .with(Scenario.ACTIONS, 1)
                .with(Scenario.HISTORY, 1)
                .with(Scenario.WINDOW, 1)
                .with(Scenario.UAV_LAG, 0)
                .with(Scenario.ROUNDS_PER_EPISODE, 1)
                .with(Scenario.PIXELS, 1);
        EnvironmentChecker.check(new AuctionEnvironment(smallest, 1.0), SEEDS, 5);
    }

    @Test
    void episodesAreCutOffAndNotTerminated() {
        Scenario scenario = Scenario.standard().with(Scenario.ROUNDS_PER_EPISODE, 4);
        AuctionEnvironment environment = new AuctionEnvironment(scenario, 1.0);
        Step step = new Step(environment);
        assertThrows(IllegalStateException.class, () -> environment.step(0, step));
        environment.reset(SEEDS, step.observation());
        for (int t = 1; t <= 4; t++) {
            environment.step(0, step);
            assertFalse(step.terminated());
            assertEquals(t == 4, step.truncated());
        }
        environment.reset(SEEDS, step.observation());
        assertThrows(IllegalArgumentException.class, () -> environment.step(20, step));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void actionsMoveLaterRewardsUnderLoadAlone(String preset) {
        AuctionEnvironment environment = new AuctionEnvironment(Scenario.preset(preset), 1.0);
        double[] low = laterRewards(environment, 0);
        double[] high = laterRewards(environment, 19);
        if (environment.actionsMoveState()) {
            assertEquals("load", preset);
            assertFalse(Arrays.equals(low, high));
        } else {
            assertArrayEquals(low, high);
        }
    }

    private static double[] laterRewards(AuctionEnvironment environment, int action) {
        Step step = new Step(environment);
        environment.reset(SEEDS, step.observation());
        for (int t = 0; t < 30; t++) {
            environment.step(action, step);
        }
        return step.rewards().clone();
    }

    @Test
    void rewardsOfAllActionsAreThoseTheActionsGet() {
        Scenario scenario = Scenario.preset("paper");
        for (int action = 0; action < scenario.actions(); action += 5) {
            AuctionEnvironment asked = new AuctionEnvironment(scenario, 1.0);
            AuctionEnvironment played = new AuctionEnvironment(scenario, 1.0);
            Step all = new Step(asked);
            Step taken = new Step(played);
            asked.reset(SEEDS, all.observation());
            played.reset(SEEDS, taken.observation());
            for (int t = 0; t < 50; t++) {
                asked.step(0, all);
                played.step(action, taken);
                assertEquals(all.rewards()[action], taken.reward());
            }
        }
    }

    /** What would have been seen after another action is what is seen after it. */
    @ParameterizedTest
    @MethodSource("presets")
    void theOtherNextObservationIsTheOneThatTheOtherSideLeadsTo(String preset) {
        for (int lag = 0; lag <= 1; lag++) {
            Scenario scenario = Scenario.preset(preset)
                    .with(Scenario.UAV_ACTION, true)
                    .with(Scenario.UAV_LAG, 3)
                    .with(Scenario.REVEAL_LAG, lag);
            AuctionEnvironment asked = new AuctionEnvironment(scenario, 1.0);
            AuctionEnvironment played = new AuctionEnvironment(scenario, 1.0);
            Step all = new Step(asked.observationSize(), asked.actionCount(), true);
            Step taken = new Step(played);
            int uav = asked.actionCount() - 1;
            int both = 0;
            for (int rounds = 1; rounds <= 20; rounds++) { // who served before differs from one to the next
                asked.reset(SEEDS, all.observation());
                played.reset(SEEDS, taken.observation());
                for (int t = 1; t < rounds; t++) {
                    asked.step(t % 2 * uav, all);
                    played.step(t % 2 * uav, taken);
                    assertArrayEquals(taken.observation(), all.observation());
                }
                asked.step(rounds % 2 * uav, all);
                played.step((1 - rounds % 2) * uav, taken);
                assertArrayEquals(taken.observation(), all.otherObservation());
                assertEquals(taken.rewards()[0], all.rewards()[0]);
                both += all.split() > 0 && all.split() <= uav ? 1 : 0;
            }
            assertEquals(20, both); // two bids are never the same
        }
    }

    @Test
    void theOtherNextObservationIsNotKnownWhereAnAwardMovesWhatIsAnnounced() {
        Scenario load = Scenario.preset("load");
        assertTrue(new AuctionEnvironment(load, 1.0).tellsOtherStates());
        assertFalse(new AuctionEnvironment(load.with(Scenario.UAV_LAG, 0), 1.0).tellsOtherStates());
        Scenario sighted = load.with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS);
        assertFalse(new AuctionEnvironment(sighted, 1.0).tellsOtherStates());
        assertTrue(new AuctionEnvironment(sighted.with(Scenario.SLOT_SECONDS, 0.0), 1.0).tellsOtherStates());
    }

    @Test
    void environmentAndEvaluationPlayTheSameRounds() {
        for (ObservationMode mode : List.of(ObservationMode.PAST_BIDS, ObservationMode.CURRENT_BIDS)) {
            Scenario scenario = Scenario.preset("load").with(Scenario.OBSERVATION, mode);
            // A policy that depends on all of its observation: both ways must see the same one.
            LearnedModel model = LearnedModel.of(scenario, HashingPolicy.of(scenario, 0));
            Policy policy = model.policy().open();
            ScalingRule rule = mode == ObservationMode.PAST_BIDS ? model.open() : model.bidDependentRule();
            AuctionEnvironment environment = new AuctionEnvironment(scenario, 1.0);
            Step step = new Step(environment);
            SeedTree seeds = SeedTree.of(4);
            environment.reset(seeds.child("episode").child(0), step.observation());
            double[] rewards = new double[scenario.roundsPerEpisode()];
            for (int t = 0; t < rewards.length; t++) {
                environment.step(policy.act(step.observation(), SEEDS.stream()), step);
                rewards[t] = step.reward();
            }
            new Evaluation(scenario, seeds)
                    .run(
                            Sellers.of(rule),
                            0,
                            1,
                            (episode, index, market, round) -> assertEquals(rewards[index], round.surplus()));
        }
    }

    @Test
    void rewardScaleMakesTheFirstBestOneOnAverage() {
        Scenario scenario = Scenario.preset("paper");
        double scale = Evaluation.meanFirstBest(scenario, SEEDS, 50);
        EpisodeMeans means = new Evaluation(scenario, SEEDS).run(Sellers.firstBest(), 50);
        assertEquals(1.0, means.mean(Metric.SURPLUS) / scale, 1e-12);
        assertThrows(IllegalArgumentException.class, () -> new AuctionEnvironment(scenario, 0.0));
        assertThrows(IllegalArgumentException.class, () -> new AuctionEnvironment(scenario, Double.NaN));
    }

    @Test
    void warmUpIsLongEnoughForEveryWindow() {
        assertEquals(20, AuctionHouse.warmUp(Scenario.preset("paper")));
        assertEquals(33, AuctionHouse.warmUp(Scenario.standard().with(Scenario.WINDOW, 30)));
    }

    @Test
    void ceilingsAreAboveEveryRuleAndPartsSumUp() {
        Scenario scenario = Scenario.preset("paper");
        Evaluation evaluation = new Evaluation(scenario, SEEDS);
        EpisodeMeans best = evaluation.run(Sellers.firstBest(), 20);
        EpisodeMeans grid = evaluation.run(Sellers.bestOnGrid(new ActionGrid(20)), 20);
        assertEquals(1.0, best.firstBestFraction(), 1e-12);
        double[] random =
                evaluation.run(Sellers.named("random", scenario, SEEDS, 1), 20).of(Metric.SURPLUS);
        for (int e = 0; e < 20; e++) {
            assertTrue(random[e] <= grid.of(Metric.SURPLUS)[e]
                    && grid.of(Metric.SURPLUS)[e] <= best.of(Metric.SURPLUS)[e]);
        }
        for (String name : Sellers.names()) {
            Seller seller = Sellers.named(name.replace("RHO", "1.5"), scenario, SeedTree.of(77), 5);
            EpisodeMeans means = evaluation.run(seller, 20);
            assertArrayEquals(best.of(Metric.FIRST_BEST), means.of(Metric.FIRST_BEST), name);
            for (int e = 0; e < 20; e++) {
                double surplus = means.of(Metric.SURPLUS)[e];
                assertTrue(surplus <= best.of(Metric.SURPLUS)[e] * (1 + 1e-12), name);
                assertEquals(
                        surplus,
                        means.of(Metric.UAV_SURPLUS)[e] + means.of(Metric.GROUND_SURPLUS)[e],
                        1e-9 * surplus,
                        name);
            }
        }
    }

    @Test
    void myopicMsbInThePapersWordsIsTheUavAlways() {
        Scenario scenario = Scenario.preset("paper");
        Evaluation evaluation = new Evaluation(scenario, SEEDS);
        EpisodeMeans myopic = evaluation.run(Sellers.named("myopic-msb", scenario, SEEDS, 1), 20);
        assertEquals(1.0, myopic.mean(Metric.UAV_SHARE));
        EpisodeMeans always = evaluation.run(Sellers.named("constant=Infinity", scenario, SEEDS, 1), 20);
        assertArrayEquals(always.of(Metric.SURPLUS), myopic.of(Metric.SURPLUS));
    }

    @Test
    void unknownNamesAreRefused() {
        Scenario scenario = Scenario.preset("paper");
        assertThrows(IllegalArgumentException.class, () -> Sellers.named("vickrey", scenario, SEEDS, 1));
        assertThrows(IllegalArgumentException.class, () -> Sellers.named("constant=x", scenario, SEEDS, 1));
        assertThrows(IllegalArgumentException.class, () -> Sellers.named("constant=0.5", scenario, SEEDS, 1));
        assertThrows(IllegalArgumentException.class, () -> new Evaluation(scenario, SEEDS).run(Sellers.firstBest(), 0));
    }
}
