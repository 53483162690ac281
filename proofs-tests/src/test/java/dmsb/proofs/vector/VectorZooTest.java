package dmsb.proofs.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.rule.SlotMechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws of several tasks: broken auctions are caught, sound ones are not, and what cannot be known is said. */
class VectorZooTest {
    private static final VectorSearch SEARCH = VectorSearch.DEFAULT.withTries(100);

    @ParameterizedTest
    @EnumSource
    void everyLawIsBrokenThatShouldBeAndNoOther(VectorZoo auction) {
        VectorLaws.checkAll(auction, SEARCH).forEach((law, verdict) -> {
            assertEquals(auction.breaks(law), verdict instanceof VectorVerdict.Violated, auction + ": " + verdict);
            assertEquals(!auction.breaks(law), verdict.holds(), auction + ": " + verdict);
            if (verdict instanceof VectorVerdict.Violated violated) {
                assertTrue(violated.counterexample().isConfirmedBy(auction));
                assertTrue(violated.counterexample().bidsBefore().length <= 2, "not minimal: " + verdict);
            }
        });
    }

    /** Three tasks by the slot that is deployed, one of which is never sold. */
    @Test
    void theSlotOfTheMarketIsSound() {
        VectorAuction slot = SlotMechanism.of(1.25, Double.POSITIVE_INFINITY, 2.0);
        VectorSearch three = SEARCH.withTasks(3);
        VectorLaws.checkAll(slot, three).values().forEach(verdict -> {
            assertTrue(verdict.holds(), verdict.toString());
            VectorVerdict.Observed observed = assertInstanceOf(VectorVerdict.Observed.class, verdict);
            assertEquals(0, observed.refused());
            assertEquals(3, observed.mostTasks());
        });
    }

    /** The same factors, but rounded prices that another task moves by a millionth. */
    @Test
    void aSmallInfluenceIsFound() {
        VectorAuction moved = bids -> {
            List<Outcome> outcomes = new ArrayList<>(SlotMechanism.of(1.5, 1.5).clear(bids));
            Outcome second = outcomes.get(1);
            if (second.winner() > 0 && outcomes.get(0).winner() == second.winner()) {
                outcomes.set(1, new Outcome(second.groundStations(), second.winner(), second.price() * (1 - 1e-6)));
            }
            return outcomes;
        };
        Map<VectorLaw, VectorVerdict> verdicts = VectorLaws.checkAll(moved, SEARCH.withTasks(2));
        assertInstanceOf(VectorVerdict.Violated.class, verdicts.get(VectorLaw.TASK_BY_TASK));
    }

    @Test
    void counterexamplesAreThoseOfAPage() {
        assertEquals(
                "strategy proof fails: tasks worth {2, 1} and {1, 1}: bidder 1 wins at 1 and loses; bidding 2 and 2 it wins at 0.5"
                        + " and wins at 0.5: gain 1",
                VectorLaws.check(VectorLaw.STRATEGY_PROOF, VectorZoo.BUNDLE_REBATE, SEARCH)
                        .toString());
    }

    @Test
    void whatThrowsOrAnswersNothingIsNoEvidence() {
        for (VectorAuction broken : List.<VectorAuction>of(
                bids -> {
                    throw new IllegalStateException("closed");
                },
                bids -> List.of(),
                bids -> List.of(new Outcome(9, 1, 0.0)))) {
            VectorLaws.checkAll(broken, SEARCH.withTries(5))
                    .values()
                    .forEach(verdict -> assertInstanceOf(VectorVerdict.Unexamined.class, verdict, verdict.toString()));
        }
    }

    @Test
    void whatRemembersIsNoFunctionOfTheBids() {
        int[] slots = {0};
        VectorAuction counting = bids -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (double[] task : bids) {
                outcomes.add(new Outcome(task.length, slots[0]++ % 3 == 0 ? 0 : 1, 0.0));
            }
            return outcomes;
        };
        VectorLaws.checkAll(counting, SEARCH)
                .values()
                .forEach(verdict -> assertInstanceOf(VectorVerdict.Unexamined.class, verdict, verdict.toString()));
    }

    /** One number of bidders: identities cannot be examined, and no verdict says that they were. */
    @Test
    void anAuctionOfOneNumberOfBiddersLeavesIdentitiesUnexamined() {
        VectorAuction three = bids -> {
            if (bids[0].length != 3) {
                throw new IllegalArgumentException("expected 3 bidders");
            }
            return VectorZoo.FACTORS.clear(bids);
        };
        Map<VectorLaw, VectorVerdict> verdicts = VectorLaws.checkAll(three, SEARCH.withBidders(3));
        assertInstanceOf(VectorVerdict.Unexamined.class, verdicts.get(VectorLaw.NO_GAIN_FROM_IDENTITIES));
        assertInstanceOf(VectorVerdict.Observed.class, verdicts.get(VectorLaw.STRATEGY_PROOF));
    }

    @Test
    void aSearchIsRefusedByName() {
        assertThrows(IllegalArgumentException.class, () -> VectorSearch.DEFAULT.withTasks(0));
        assertThrows(IllegalArgumentException.class, () -> VectorSearch.DEFAULT.withStep(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> SlotMechanism.of(0.5));
    }
}
