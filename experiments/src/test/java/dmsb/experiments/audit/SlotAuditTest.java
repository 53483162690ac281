package dmsb.experiments.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.dense.EachTaskAlone;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.LaggedReserveRule;
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
