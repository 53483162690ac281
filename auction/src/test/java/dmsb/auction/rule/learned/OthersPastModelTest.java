package dmsb.auction.rule.learned;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.HashingPolicy;
import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.evaluation.BatchEvaluation;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Metric;
import dmsb.auction.evaluation.ParallelEvaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Posted;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.FactorPosting;
import dmsb.auction.rule.OthersPastRule;
import dmsb.auction.rule.RuleWithReveals;
import dmsb.auction.rule.StrictRule;
import dmsb.auction.rule.StrictRuleWithLooks;
import dmsb.auction.rule.filter.ModelFilter;
import dmsb.auction.rule.filter.OthersFilterModel;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.EnvironmentChecker;
import dmsb.core.rl.Step;
import dmsb.core.tensorfile.TensorFile;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trained policies with factors from the others' past, by policies whose every decision depends on every bit of the view. */
class OthersPastModelTest {
    private static final SeedTree SEEDS = SeedTree.of(3);
    private static final Map<ObservationMode, OthersFilterModel> FILTERS = filters();

    private static Map<ObservationMode, OthersFilterModel> filters() {
        Map<ObservationMode, OthersFilterModel> filters = new EnumMap<>(ObservationMode.class);
        for (ObservationMode mode : ObservationMode.values()) {
            if (mode.isOthersPast()) {
                filters.put(mode, Sellers.fittedOthersModel(new Evaluation(scenario(mode), SEEDS.child("fit")), 6));
            }
        }
        return filters;
    }

    private static Scenario scenario(ObservationMode mode) {
        return Scenario.standard()
                .with(Scenario.ROUNDS_PER_EPISODE, 40)
                .with(Scenario.UAV_ACTION, true)
                .with(Scenario.OBSERVATION, mode);
    }

    private static LearnedModel model(ObservationMode mode, boolean draws) {
        OthersFilterModel filter = filter(mode);
        int size = filter.viewEncoder().size();
        int actions = ActionGrid.of(filter.scenario()).size();
        return LearnedModel.of(filter.scenario(), Optional.of(filter), new HashingPolicy(size, actions, 5, draws));
    }

    private static OthersFilterModel filter(ObservationMode mode) {
        return Optional.ofNullable(FILTERS.get(mode)).orElseThrow();
    }

    @Test
    void theTypeOfTheRuleIsThatOfTheObservation() {
        assertInstanceOf(
                StrictRule.class, model(ObservationMode.OTHERS_PAST, false).rule());
        assertInstanceOf(
                StrictRuleWithLooks.class,
                model(ObservationMode.OTHERS_PAST_LOOKS, false).rule());
        assertInstanceOf(
                RuleWithReveals.class,
                model(ObservationMode.OTHERS_PAST_REVEALS, false).rule());
        assertInstanceOf(StrictRule.class, filter(ObservationMode.OTHERS_PAST).rule());
        assertInstanceOf(
                StrictRuleWithLooks.class,
                filter(ObservationMode.OTHERS_PAST_LOOKS).rule());
        assertInstanceOf(
                RuleWithReveals.class,
                filter(ObservationMode.OTHERS_PAST_REVEALS).rule());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "OTHERS.*")
    void allFactorsOfABatchAreWhatEachIsByItself(ObservationMode mode) {
        LearnedModel model = model(mode, true);
        Auctioneer auctioneer = Auctioneer.trained(model);
        FactorPosting alone = new FactorPosting((OthersPastRule) model.rule());
        RandomStream random = SEEDS.stream();
        int different = 0;
        for (int t = 0; t < 60; t++) {
            auctioneer.announce(50 + 100 * random.nextDouble(), 40);
            Posted posted = auctioneer.post();
            assertEquals(model.id(), posted.pricedBy().model());
            Announcement announced = new Announcement(0, auctioneer.history());
            announced.declare(posted.estimate(), posted.contract());
            for (int n = 1; n <= 3 && !posted.factors().look(); n++) {
                assertEquals(alone.factor(announced, n), posted.factors().rho(n));
                different += posted.factors().rho(n) != posted.factors().rho(1) ? 1 : 0;
            }
            Settlement settlement =
                    posted.clear(random.doubles(3).map(u -> 150 * u).toArray());
            if (settlement.uavServes()) {
                settlement.reveal(60 + 80 * random.nextDouble());
            }
        }
        assertTrue(different > 20, "stations have factors of their own: " + different);
    }

    /** Where stations bid only when they are the highest, which no training shows, all or nothing is posted by the filter. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "OTHERS.*")
    void amongSpoilersThePolicyDoesNotDecide(ObservationMode mode) {
        LearnedModel model = model(mode, false);
        for (boolean spoiled : new boolean[] {false, true}) {
            Auctioneer auctioneer = Auctioneer.trained(model);
            RandomStream random = SEEDS.stream();
            int policys = 0;
            int looks = 0;
            for (int t = 0; t < 40; t++) {
                Posted posted =
                        auctioneer.announce(50 + 100 * random.nextDouble(), 40).post();
                looks += posted.factors().look() ? 1 : 0;
                for (int n = 1; n <= 3 && t > 6 && !posted.factors().look(); n++) {
                    double rho = posted.factors().rho(n);
                    policys += rho != 1 && rho != Double.POSITIVE_INFINITY ? 1 : 0;
                }
                double[] bids = random.doubles(3).map(u -> 40 + 60 * u).toArray();
                for (int n = 0; n < 3 && spoiled; n++) {
                    bids[n] = n == t % 3 ? bids[n] : 0;
                }
                posted.clear(bids);
            }
            assertEquals(spoiled, policys == 0, policys + " factors are the policy's");
            assertTrue(looks < 30, "looks: " + looks);
        }
    }

    /** Under a strict rule; where serving reveals, a bid moves the bidder's own factor by way of the reveal. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "OTHERS.*")
    void noBidOfAStationMovesItsOwnLaterFactorsUnlessServingReveals(ObservationMode mode) {
        LearnedModel model = model(mode, true);
        RandomStream random = SEEDS.stream();
        boolean moved = false;
        for (int i = 0; i < 20; i++) {
            int station = 1 + i % 3;
            Auctioneer one = Auctioneer.trained(model);
            Auctioneer other = Auctioneer.trained(model);
            for (int t = 0; t < 6; t++) {
                double estimate = 50 + 100 * random.nextDouble();
                Posted here = one.announce(estimate, 40).post();
                Posted there = other.announce(estimate, 40).post();
                moved |= here.factors().rho(station) != there.factors().rho(station);
                double[] bids = random.doubles(3).map(u -> 150 * u).toArray();
                reveal(here.clear(bids));
                bids[station - 1] = 500 * random.nextDouble();
                reveal(there.clear(bids));
            }
        }
        assertEquals(mode == ObservationMode.OTHERS_PAST_REVEALS, moved);
    }

    private static void reveal(Settlement settlement) {
        if (settlement.uavServes()) {
            settlement.reveal(77);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "OTHERS.*")
    void isMeasuredAlikeByItsRuleAndByItsPolicyInTheViewOfTheHighestBidder(ObservationMode mode) {
        LearnedModel model = model(mode, false);
        EpisodeMeans deployed = new ParallelEvaluation(model.scenario(), SEEDS, 2).run(model, 4, done -> {});
        EpisodeMeans curve = new BatchEvaluation(
                        () -> new SimulatedRounds(model.scenario()),
                        SEEDS,
                        LearnedModel.encoder(model.scenario(), model.filter()))
                .run(model.policy().open(), 0, 4);
        for (Metric metric : Metric.values()) {
            assertArrayEquals(deployed.of(metric), curve.of(metric), metric.name());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "OTHERS.*")
    void isTheSameFromItsFile(ObservationMode mode) throws Exception {
        LearnedModel model = model(mode, false);
        TensorFile file = TensorFile.parse(model.toFile().toBytes());
        LearnedModel read = LearnedModel.of(file, model.policy());
        assertEquals(model.id(), read.id());
        assertEquals(mode, read.scenario().observation());
        assertEquals(model.filter().map(ModelFilter::id), read.filter().map(ModelFilter::id));
        TensorFile alone = TensorFile.parse(filter(mode).toFile().toBytes());
        OthersFilterModel filter = OthersFilterModel.of(alone);
        assertEquals(filter(mode).id(), filter.id());
        assertEquals(filter(mode).lookThreshold(), filter.lookThreshold());
        EpisodeMeans before = new Evaluation(model.scenario(), SEEDS)
                .run(Sellers.of(filter(mode).rule()), 2);
        EpisodeMeans after = new Evaluation(model.scenario(), SEEDS).run(Sellers.of(filter.rule()), 2);
        assertArrayEquals(before.of(Metric.SURPLUS), after.of(Metric.SURPLUS));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "OTHERS.*")
    void theEnvironmentKeepsItsPromisesAndPaysAllActionsAlikeInALook(ObservationMode mode) {
        Scenario scenario = scenario(mode);
        AuctionEnvironment environment = new AuctionEnvironment(
                new SimulatedRounds(scenario), 100.0, LearnedModel.encoder(scenario, Optional.of(filter(mode))));
        EnvironmentChecker.check(environment, SEEDS, 3);
        Step step = new Step(environment);
        int alike = 0;
        for (int episode = 0; episode < 5; episode++) {
            environment.reset(SEEDS.child(episode), step.observation());
            for (int t = 0; t < 40; t++) {
                environment.step(t % environment.actionCount(), step);
                alike += Arrays.stream(step.rewards()).distinct().count() == 1 ? 1 : 0;
            }
        }
        assertEquals(mode == ObservationMode.OTHERS_PAST_LOOKS, alike > 10, "rounds with one reward: " + alike);
    }

    @Test
    void oneRhoForAllIsRefused() {
        LearnedModel model = model(ObservationMode.OTHERS_PAST, false);
        String expected =
                "model: expected one for observation past-bids, got one for observation others-past, which posts a"
                        + " factor for each station: an auctioneer of its own holds its rounds";
        assertEquals(expected, refusal(() -> new ModelRule(model)));
        assertEquals(expected, refusal(() -> new ModelRule(filter(ObservationMode.OTHERS_PAST))));
    }

    @Test
    void aFilterOfAnotherKindIsRefused() {
        Scenario common = Scenario.standard();
        Scenario others = scenario(ObservationMode.OTHERS_PAST);
        OthersFilterModel filter = filter(ObservationMode.OTHERS_PAST);
        ModelFilter linear = Sellers.fittedFilter(new Evaluation(common, SEEDS), 6);
        assertEquals(
                "model: expected a filter of the others' past for observation others-past, got none",
                refusal(() -> LearnedModel.encoder(others, Optional.empty())));
        assertEquals(
                "model: expected a filter of the others' past for observation others-past, got a linear filter",
                refusal(() -> LearnedModel.encoder(others, Optional.of(linear))));
        assertEquals(
                "model: expected a linear filter or a belief for one rho, got a filter of the others' past",
                refusal(() -> LearnedModel.encoder(common, Optional.of(filter))));
        assertEquals(
                "observation: expected one of the others' past for a filter of it, got past-bids",
                refusal(() -> Sellers.fittedOthersModel(new Evaluation(common, SEEDS), 6)));
    }

    @Test
    void notesOnTheTrainingChangeTheId() {
        OthersFilterModel filter = filter(ObservationMode.OTHERS_PAST);
        assertNotEquals(filter.id(), filter.withTraining(Map.of("seed", "1")).id());
    }

    private static String refusal(Executable refused) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, refused).getMessage());
    }

    /** What would have been seen after another action is what is seen after it; in a look no action changes what is seen. */
    @ParameterizedTest
    @EnumSource(names = {"OTHERS_PAST", "OTHERS_PAST_LOOKS", "OTHERS_PAST_REVEALS"})
    void theOtherNextObservationIsTheOneThatTheOtherSideLeadsTo(ObservationMode mode) {
        AuctionEnvironment asked = environment(mode);
        AuctionEnvironment played = environment(mode);
        Step all = new Step(asked.observationSize(), asked.actionCount(), true);
        Step taken = new Step(played);
        int uav = asked.actionCount() - 1;
        int awarded = 0;
        for (int rounds = 1; rounds <= 20; rounds++) {
            asked.reset(SEEDS, all.observation());
            played.reset(SEEDS, taken.observation());
            for (int t = 1; t < rounds; t++) {
                asked.step(t % 2 * uav, all);
                played.step(t % 2 * uav, taken);
            }
            asked.step(rounds % 2 * uav, all);
            played.step((1 - rounds % 2) * uav, taken);
            boolean look = all.split() == 0;
            assertArrayEquals(taken.observation(), look ? all.observation() : all.otherObservation());
            awarded += look ? 0 : 1;
        }
        assertTrue(mode == ObservationMode.OTHERS_PAST_LOOKS ? awarded > 0 : awarded == 20);
    }

    /** A backlog moves this round's bids, and with them whose view is observed. */
    @ParameterizedTest
    @EnumSource(names = {"OTHERS_PAST", "OTHERS_PAST_LOOKS", "OTHERS_PAST_REVEALS"})
    void theOtherNextObservationIsNotKnownWhereAnAwardMovesBids(ObservationMode mode) {
        assertTrue(environment(mode).tellsOtherStates());
        SimulatedRounds moved = new SimulatedRounds(scenario(mode).with(Scenario.SLOT_SECONDS, 1.0));
        assertFalse(new AuctionEnvironment(moved, 1.0, filter(mode).encoder()).tellsOtherStates());
    }

    private static AuctionEnvironment environment(ObservationMode mode) {
        return new AuctionEnvironment(
                new SimulatedRounds(scenario(mode)), 1.0, filter(mode).encoder());
    }
}
