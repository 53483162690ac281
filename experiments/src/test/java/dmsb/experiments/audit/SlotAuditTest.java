package dmsb.experiments.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.dense.EachTaskAlone;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.OthersLaggedReserveRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.dense.DenseRules;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Audits of rules for several tasks: the same market with one task says the same, and constants cannot be gamed. */
class SlotAuditTest {
    private static final DynamicAudit.Budget LITTLE = new DynamicAudit.Budget(2, false, 0);
    private static final DynamicAudit.Budget SOME = new DynamicAudit.Budget(4, false, 0);

    private static VectorRule laggedReserve(int tasks) {
        return new EachTaskAlone(tasks, LaggedReserveRule::new);
    }

    private static Scenario dense() {
        return Scenario.preset("dense").with(Scenario.ROUNDS_PER_EPISODE, 40);
    }

    private static void assertSame(PlayedEpisodes one, PlayedEpisodes other) {
        assertArrayEquals(one.utility(), other.utility());
        assertArrayEquals(one.others(), other.others());
        assertArrayEquals(one.surplus(), other.surplus());
        assertArrayEquals(one.firstBest(), other.firstBest(), 1e-9);
    }

    /** Every strategy of the menu's lines, spoilers and absentees: to the bit what the audit of one task plays. */
    @Test
    void withOneTaskItIsTheAuditOfOneTask() {
        Scenario paper = Scenario.preset("paper");
        SeedTree seeds = SeedTree.of(5);
        SlotPlay slots = new SlotPlay(Intersection.of(paper), laggedReserve(1), seeds, 3);
        HorizonPlay rounds = new HorizonPlay(Sellers.of(new LaggedReserveRule()), paper, seeds, 3);
        for (Information information : Information.values()) {
            for (int line = 0; line < MenuStrategy.menu(); line++) {
                MenuStrategy strategy = new MenuStrategy(information, 0, line, 0, line);
                assertSame(rounds.with(strategy, 1), slots.with(strategy, 1));
            }
        }
        assertSame(rounds.with(BidStrategy.SPOILING, 2), slots.with(BidStrategy.SPOILING, 2));
        assertSame(rounds.with(BidStrategy.ABSENCE, 1), slots.with(BidStrategy.ABSENCE, 1));
    }

    /** The same for rules with a factor for each station. */
    @ParameterizedTest
    @ValueSource(strings = {"others-lagged-reserve", "others-filter"})
    void withOneTaskFactorsOfTheOthersPastAreThoseOfOneTask(String name) {
        Scenario paper = Scenario.preset("paper").with(Scenario.ROUNDS_PER_EPISODE, 40);
        SeedTree training = SeedTree.of(9);
        Evaluation episodes = new Evaluation(paper, training);
        VectorRule vector = NamedVectorRule.of(name).make(Intersection.of(paper), training, 30);
        ScalingRule one = name.equals("others-filter")
                ? Sellers.fittedOthersFilter(episodes, 30).strict()
                : new OthersLaggedReserveRule();
        SeedTree seeds = SeedTree.of(5);
        SlotPlay slots = new SlotPlay(Intersection.of(paper), vector, seeds, 3);
        HorizonPlay rounds = new HorizonPlay(Sellers.of(one), paper, seeds, 3);
        for (int line = 0; line < MenuStrategy.menu(); line++) {
            MenuStrategy strategy = new MenuStrategy(Information.FULL, line, line, 0, 5);
            assertSame(rounds.with(strategy, 1), slots.with(strategy, 1));
        }
        assertSame(rounds.with(BidStrategy.SPOILING, 3), slots.with(BidStrategy.SPOILING, 3));
    }

    /** Theorem A on several tasks: no line of the menu brings a station more than the truth, to the last bit. */
    @ParameterizedTest
    @ValueSource(strings = {"others-lagged-reserve", "others-filter"})
    void factorsOfTheOthersPastCannotBeGamedOnSeveralTasks(String name) {
        Scenario market = dense().with(DenseSettings.UAVS, 2);
        VectorRule rule = new DenseRules(30).named(market, NamedVectorRule.of(name), 1);
        DynamicAudit audit = DynamicAudit.ofSlots(rule, ProofClass.STRICT, market, LITTLE, 3);
        for (ManipulationGain played : audit.manipulations()) {
            assertEquals("the truth", played.strategy());
            assertEquals(0.0, played.gain().estimate());
        }
        SlotPlay play = new SlotPlay(Intersection.of(market), rule, SeedTree.of(11), 2);
        double truth = Arrays.stream(play.with(BidStrategy.TRUTH, 1).utility()).sum();
        for (long seed = 0; seed < 12; seed++) {
            RandomStream coins = SeedTree.of(seed).stream();
            BidStrategy random = (announcement, values, station, rho) ->
                    values[station - 1] * (coins.nextInt(3) == 0 ? 4 * coins.nextDouble() : 1.0);
            assertTrue(Arrays.stream(play.with(random, 1).utility()).sum() <= truth, "seed " + seed);
        }
    }

    /** Laws that compare stations, or add some, are not said to hold where stations have factors of their own. */
    @Test
    void lawsThatCompareStationsAreOpenForFactorsOfTheirOwn() {
        SlotAudit audit = SlotAudit.of(laggedReserve(4), ProofClass.STRICT, dense(), 1, 1);
        assertEquals(4, audit.laws().size());
        assertEquals(2, audit.openLaws().size());
    }

    /** A constant vector is truthful over time, so the search finds nothing to its last bit. */
    @ParameterizedTest
    @ValueSource(doubles = {1.0, 1.5})
    void aConstantVectorCannotBeGamed(double rho) {
        VectorRule constant = (announcement, rhos, unitPrices) -> Arrays.fill(rhos, rho);
        DynamicAudit audit = DynamicAudit.ofSlots(constant, ProofClass.CONSTANT, dense(), LITTLE, 3);
        for (ManipulationGain played : audit.manipulations()) {
            assertTrue(played.gain().estimate() <= 0.0, played.toString());
        }
    }

    /** One that looks at past bids can be, by a station that exaggerates on all tasks at once. */
    @Test
    void aFilterIsGamedOnSeveralTasks() {
        VectorRule filter = new DenseRules(60).named(dense(), NamedVectorRule.LINEAR_FILTER, 1);
        DynamicAudit audit = DynamicAudit.ofSlots(filter, ProofClass.POSTED, dense(), SOME, 3);
        assertTrue(audit.manipulations().get(1).gain().estimate() > 0.1, audit.toString());
        assertTrue(audit.gamed().estimate() < audit.obedient().estimate());
        assertTrue(
                audit.spoiled().get(2).fraction().estimate() < audit.obedient().estimate());
    }

    /** What a rule learns as it plays begins anew with every play. */
    @Test
    void playsOfALearningRuleDoNotDependOnEachOther() {
        Scenario market = dense().with(DenseSettings.UAV_TASKS_PER_EPISODE, 20);
        VectorRule rule = new DenseRules(20).named(market, NamedVectorRule.DUAL_PRICE, 1);
        SlotPlay play = new SlotPlay(Intersection.of(market), rule, SeedTree.of(6), 2);
        PlayedEpisodes first = play.with(BidStrategy.TRUTH, 1);
        play.with(BidStrategy.SPOILING, 1);
        assertSame(first, play.with(BidStrategy.TRUTH, 1));
    }

    /** By Clarke's rule a UAV that is told nothing by the past gains nothing that lowers the surplus. */
    @Test
    void clarkesRuleLeavesTheUavNothingFromDeclaringTenTimesAtAConstantVector() {
        VectorRule constant = (announcement, rhos, unitPrices) -> Arrays.fill(rhos, 1.2);
        SlotPlay play = new SlotPlay(Intersection.of(dense()), constant, SeedTree.of(7), 10);
        double truth = play.declaring(1.0, SeedTree.of(8)).total();
        for (double multiple : new double[] {0.5, 2.0, 10.0}) {
            assertTrue(play.declaring(multiple, SeedTree.of(8)).total() <= truth + 1e-9, "times " + multiple);
        }
    }

    @Test
    void lawsWithinASlotHoldByConstruction() {
        SlotAudit audit = SlotAudit.of(laggedReserve(4), ProofClass.POSTED, dense(), 1, 1);
        assertEquals(6, audit.laws().size());
        assertTrue(audit.toMap().containsKey("uav"));
    }
}
