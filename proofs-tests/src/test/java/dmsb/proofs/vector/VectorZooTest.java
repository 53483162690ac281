package dmsb.proofs.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.rule.SlotMechanism;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

    /** Refuses its first calls, or every slot so many times, and answers then. */
    @Test
    void whatRefusesAtFirstAndAnswersLaterIsNoFunctionOfTheBids() {
        for (long seed = 1; seed <= 3; seed++) {
            VectorSearch search = new VectorSearch(seed, 2, 2, 1, 4, 300, 1.0);
            for (int refusals : new int[] {1, 2, 3, 50, 1000}) {
                for (VectorLaw law : VectorLaw.values()) {
                    assertNoFunction(VectorLaws.check(law, warmingUp(refusals), search));
                    if (refusals <= 3) {
                        assertNoFunction(VectorLaws.check(law, shy(refusals), search));
                    }
                }
                VectorLaws.checkAll(warmingUp(refusals), search).values().forEach(VectorZooTest::assertNoFunction);
            }
        }
    }

    private static void assertNoFunction(VectorVerdict verdict) {
        assertInstanceOf(VectorVerdict.Unexamined.class, verdict, verdict.toString());
        assertTrue(verdict.toString().contains("no function of the bids"), verdict.toString());
    }

    private static VectorAuction warmingUp(int refusals) {
        int[] calls = {0};
        return bids -> {
            if (calls[0]++ < refusals) {
                throw new IllegalStateException("warming up");
            }
            return VectorZoo.FACTORS.clear(bids);
        };
    }

    private static VectorAuction shy(int refusals) {
        Map<String, Integer> seen = new HashMap<>();
        return bids -> {
            if (seen.merge(Arrays.deepToString(bids), 1, Integer::sum) <= refusals) {
                throw new IllegalStateException("not yet");
            }
            return VectorZoo.FACTORS.clear(bids);
        };
    }

    /** A slot of three bidders is dearer when its bids come again. */
    @Test
    void whatIsDearerTheSecondTimeIsNoFunctionOfTheBids() {
        for (long seed = 1; seed <= 3; seed++) {
            for (VectorLaw law : VectorLaw.values()) {
                Map<String, Integer> seen = new HashMap<>();
                VectorAuction dearer = bids -> {
                    boolean isKnown = seen.merge(Arrays.deepToString(bids), 1, Integer::sum) > 1;
                    return priced(isKnown && bids[0].length == 3 ? 0.0 : 1e9, 1.0, 1.0)
                            .clear(bids);
                };
                assertNoFunction(VectorLaws.check(law, dearer, new VectorSearch(seed, 1, 4, 1, 4, 300, 1.0)));
            }
        }
    }

    /** The last call of 500 is another one: whichever law notices it, nothing is known of any. */
    @Test
    void whatOneLawNoticesIsSaidOfAll() {
        for (int period : new int[] {50, 500, 2000}) {
            int[] calls = {0};
            VectorAuction seldom = bids -> {
                List<Outcome> outcomes = VectorZoo.FACTORS.clear(bids);
                if (++calls[0] % period == 0) {
                    outcomes.replaceAll(outcome -> new Outcome(outcome.groundStations(), 0, 0.0));
                }
                return outcomes;
            };
            VectorLaws.checkAll(seldom, SEARCH).values().forEach(verdict -> {
                assertInstanceOf(VectorVerdict.Unexamined.class, verdict, period + ": " + verdict);
                assertTrue(verdict.toString().contains("no function of the bids"), verdict.toString());
            });
        }
    }

    /** Whoever wins with a bid above an amount pays 1,000 more; or, above it, less. */
    @Test
    void whatHappensBeyondTheUsualAmountsIsFound() {
        for (double above : new double[] {60, 100, 500}) {
            VectorAuction dear = priced(above, 1.0, 1000.0);
            VectorAuction cheap = priced(above, 0.9, 0.0);
            for (VectorLaw law : List.of(VectorLaw.INDIVIDUALLY_RATIONAL, VectorLaw.STRATEGY_PROOF)) {
                VectorVerdict verdict = VectorLaws.check(law, dear, VectorSearch.DEFAULT);
                assertInstanceOf(VectorVerdict.Violated.class, verdict, above + ": " + verdict);
            }
            VectorVerdict verdict = VectorLaws.check(VectorLaw.STRATEGY_PROOF, cheap, VectorSearch.DEFAULT);
            assertInstanceOf(VectorVerdict.Violated.class, verdict, above + ": " + verdict);
        }
    }

    /** Whoever wins several tasks at once pays more for each: random values hardly ever let one bidder win so many. */
    @Test
    void aSurchargeForWinningSeveralTasksIsFound() {
        for (long seed = 1; seed <= 3; seed++) {
            VectorSearch search = new VectorSearch(seed, 1, 4, 1, 4, 300, 1.0);
            for (int tasks = 2; tasks <= 4; tasks++) {
                for (double surcharge : new double[] {1.3, 2.0}) {
                    VectorAuction auction = surcharged(tasks, surcharge);
                    for (VectorLaw law : List.of(VectorLaw.INDIVIDUALLY_RATIONAL, VectorLaw.STRATEGY_PROOF)) {
                        VectorVerdict verdict = VectorLaws.check(law, auction, search);
                        VectorVerdict.Violated found =
                                assertInstanceOf(VectorVerdict.Violated.class, verdict, tasks + ": " + verdict);
                        assertTrue(found.counterexample().isConfirmedBy(auction), found::toString);
                    }
                }
            }
            VectorLaws.checkAll(surcharged(1, 1.0), search)
                    .values()
                    .forEach(verdict -> assertTrue(verdict.holds(), verdict.toString()));
        }
    }

    private static VectorAuction surcharged(int tasks, double surcharge) {
        return bids -> {
            List<Outcome> outcomes = new ArrayList<>();
            int[] won = new int[bids[0].length + 1];
            for (double[] task : bids) {
                Outcome outcome = new ModifiedSecondBid(1.5).clear(task);
                outcomes.add(outcome);
                won[outcome.winner()]++;
            }
            outcomes.replaceAll(outcome -> outcome.winner() > 0 && won[outcome.winner()] >= tasks
                    ? new Outcome(outcome.groundStations(), outcome.winner(), surcharge * outcome.price())
                    : outcome);
            return outcomes;
        };
    }

    /** A price that differs is found beside one that is infinite in both slots. */
    @Test
    void anInfinitePriceHidesNoOther() {
        VectorAuction auction = bids -> {
            List<Outcome> outcomes = new ArrayList<>();
            boolean isHigh = bids[0][0] > 3.0;
            outcomes.add(new Outcome(bids[0].length, 1, 1.0));
            outcomes.add(new Outcome(bids[1].length, 1, Double.POSITIVE_INFINITY));
            outcomes.add(new Outcome(bids[2].length, 1, isHigh ? 3.0 : 2.0));
            return outcomes;
        };
        VectorVerdict verdict = VectorLaws.check(VectorLaw.TASK_BY_TASK, auction, SEARCH.withTasks(3));
        assertInstanceOf(VectorVerdict.Violated.class, verdict, verdict.toString());
    }

    @Test
    void aVerdictDoesNotBoastOfAGridThatWasNotSearched() {
        String text = VectorLaws.check(
                        VectorLaw.STRATEGY_PROOF, VectorZoo.FACTORS, new VectorSearch(1, 3, 3, 3, 3, 5, 1.0))
                .toString();
        assertTrue(text.matches("strategy proof holds in [0-9]+ cases of random markets with seed 1 .*"), text);
    }

    /** First price for tiny bids: what it brings to bid less is told, however little. */
    @Test
    void aTinyGainIsNotToldAsNothing() {
        VectorAuction first = bids -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (double[] task : bids) {
                int highest = Bids.highest(task, task.length);
                outcomes.add(
                        task[highest] < 1e-9
                                ? new Outcome(task.length, highest + 1, task[highest])
                                : new ModifiedSecondBid(1.5).clear(task));
            }
            return outcomes;
        };
        VectorVerdict verdict = VectorLaws.check(VectorLaw.STRATEGY_PROOF, first, SEARCH.withStep(0x1p-40));
        assertTrue(verdict.toString().endsWith("e-13") || verdict.toString().endsWith("e-12"), verdict.toString());
    }

    private static VectorAuction priced(double above, double factor, double more) {
        return bids -> {
            List<Outcome> outcomes = new ArrayList<>();
            for (double[] task : bids) {
                Outcome outcome = new ModifiedSecondBid(1.0).clear(task);
                boolean isHigh = outcome.winner() > 0 && task[outcome.winner() - 1] > above;
                outcomes.add(
                        isHigh ? new Outcome(task.length, outcome.winner(), factor * outcome.price() + more) : outcome);
            }
            return outcomes;
        };
    }

    @Test
    void aVerdictNamesTheAmounts() {
        VectorSearch search = SEARCH.withStep(16).withTries(5);
        VectorVerdict verdict = VectorLaws.check(VectorLaw.SCALE_FREE, VectorZoo.FACTORS, search);
        assertTrue(
                verdict.toString()
                        .matches(
                                "scale free holds in [0-9]+ cases on the grid \\{0, 16, 32, 64} and 15 of random markets with"
                                        + " seed 1 and amounts up to 16384, with up to 4 tasks and [34] bidders"),
                verdict.toString());
    }

    /** An auction that refuses ties, zeros or high bids is examined on all other slots. */
    @Test
    void whatRefusesSomeSlotsIsExaminedOnTheOthers() {
        List<Predicate<double[]>> refusals = List.of(
                task -> Arrays.stream(task).distinct().count() < task.length,
                task -> Arrays.stream(task).anyMatch(bid -> bid == 0.0),
                task -> Arrays.stream(task).anyMatch(bid -> bid > 100.0));
        for (Predicate<double[]> refusal : refusals) {
            VectorLaws.checkAll(refusing(VectorZoo.FACTORS, refusal), SEARCH.withTries(50))
                    .values()
                    .forEach(verdict -> {
                        VectorVerdict.Observed observed =
                                assertInstanceOf(VectorVerdict.Observed.class, verdict, verdict.toString());
                        assertTrue(observed.randomCases() > 30, verdict.toString());
                    });
            VectorVerdict broken =
                    VectorLaws.check(VectorLaw.STRATEGY_PROOF, refusing(priced(60, 0.9, 0.0), refusal), SEARCH);
            assertInstanceOf(VectorVerdict.Violated.class, broken, broken.toString());
        }
        VectorVerdict some =
                VectorLaws.check(VectorLaw.INDIVIDUALLY_RATIONAL, refusing(VectorZoo.FACTORS, refusals.get(1)), SEARCH);
        assertTrue(
                some.toString()
                        .matches(".*; the auction refused a slot of [0-9]+ other cases, of which nothing is known"),
                some.toString());
    }

    private static VectorAuction refusing(VectorAuction auction, Predicate<double[]> refusal) {
        return bids -> {
            if (Arrays.stream(bids).anyMatch(refusal)) {
                throw new IllegalArgumentException("bids: expected others");
            }
            return auction.clear(bids);
        };
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
        assertThrows(IllegalArgumentException.class, () -> VectorSearch.DEFAULT.withStep(Double.MIN_VALUE));
        assertTrue(VectorLaws.check(VectorLaw.SCALE_FREE, VectorZoo.FACTORS, SEARCH.withStep(0x1p-100))
                .holds());
        assertThrows(IllegalArgumentException.class, () -> SlotMechanism.of(0.5));
    }
}
