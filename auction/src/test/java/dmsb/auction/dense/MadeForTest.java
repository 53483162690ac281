package dmsb.auction.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.OthersLaggedReserveRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules in slots that they were not made for. */
class MadeForTest {
    private static final SeedTree SEEDS = SeedTree.of(7);
    private static final LinearFilterModel MODEL =
            Sellers.fittedFilter(new Evaluation(Scenario.standard(), SEEDS.child("fit")), 20);

    /** Every rule of the library, made for two tasks and one UAV. */
    private static List<VectorRule> rules() {
        Intersection two = Intersection.of(Scenario.standard(), 2, 1);
        return List.of(
                new EachTaskAlone(2, LaggedReserveRule::new),
                new EachTaskByOthers(2, 1, new OthersLaggedReserveRule()),
                new MeanFieldRule(two, MODEL),
                new DualPriceRule(two, MODEL),
                new PlannerRule(two, MODEL, 8, SEEDS.child("draws").stream()),
                new LearnedVectorRule(
                        two, MODEL, (tasks, own, shared, random, actions) -> Arrays.fill(actions, 0, tasks, 0)));
    }

    private static SlotAuctioneer auctioneer(int tasks, int uavs, VectorRule rule) {
        return new SlotAuctioneer(Intersection.of(Scenario.standard(), tasks, uavs), rule);
    }

    private static String refusal(SlotAuctioneer auctioneer) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> auctioneer.post(1))
                .getMessage());
    }

    @Test
    void moreTasksAreRefusedAtThePost() {
        for (VectorRule rule : rules()) {
            assertEquals(
                    rule.getClass().getSimpleName() + ": expected at most the tasks that it was made for, 2, got 3",
                    refusal(auctioneer(4, 1, rule).begin(3)));
        }
    }

    @Test
    void aSlotOfFewerTasksIsNotRefused() {
        for (VectorRule rule : rules()) {
            assertEquals(2, auctioneer(4, 1, rule).begin(2).announce(0, 1, 5, 0).post(1).length);
        }
    }

    @Test
    void otherUavsAreRefusedAtThePostButForARuleThatSeesTheKeenest() {
        for (VectorRule rule : rules()) {
            SlotAuctioneer auctioneer = auctioneer(2, 3, rule).begin(2);
            if (rule instanceof EachTaskAlone) {
                assertEquals(2, auctioneer.post(1).length);
            } else {
                assertEquals(
                        rule.getClass().getSimpleName() + ": expected the UAVs that it was made for, 1, got 3",
                        refusal(auctioneer));
            }
        }
    }
}
