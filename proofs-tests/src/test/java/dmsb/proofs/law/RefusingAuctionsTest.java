package dmsb.proofs.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An auction that refuses some sales is examined on all others: a refusal is no evidence, and takes none away. */
class RefusingAuctionsTest {
    private static final Search SEARCH = Search.DEFAULT.withTries(60);
    private static final Mechanism MSB = new ModifiedSecondBid(1.5);

    /** What an auction refuses. */
    enum Refusal {
        ZEROS(bids -> Arrays.stream(bids).anyMatch(bid -> bid == 0.0)),
        TIES(bids -> Arrays.stream(bids).distinct().count() < bids.length),
        ABOVE_A_CAP(bids -> Arrays.stream(bids).anyMatch(bid -> bid > 30.0)),
        BELOW_A_RESERVE(bids -> Arrays.stream(bids).anyMatch(bid -> bid < 0.7));

        @SuppressWarnings("ImmutableEnumChecker") // not changed
        private final Predicate<double[]> refused;

        Refusal(Predicate<double[]> refused) {
            this.refused = refused;
        }

        Mechanism of(Mechanism mechanism) {
            return bids -> {
                if (refused.test(bids)) {
                    throw new IllegalArgumentException("bids: expected others");
                }
                return mechanism.clear(bids);
            };
        }
    }

    /** The highest bidder wins at the second bid, times a factor that looks at the winner's own bid. */
    private static Mechanism rebate(double above, double factor) {
        return bids -> {
            int n = Bids.highest(bids, bids.length);
            double price = Bids.highestOfOthers(bids, bids.length, n);
            return new Outcome(bids.length, n + 1, bids[n] > above ? factor * price : price);
        };
    }

    private static Evidence.Searched searched(Verdict verdict) {
        return assertInstanceOf(
                Evidence.Searched.class,
                assertInstanceOf(Verdict.Holds.class, verdict, verdict::toString)
                        .evidence());
    }

    @Test
    void aRebateForHighBidsIsCaughtBelowACap() {
        Mechanism auction = bids -> {
            if (Arrays.stream(bids).anyMatch(bid -> bid > 100.0)) {
                throw new IllegalArgumentException("bids: expected at most 100");
            }
            return rebate(10.0, 0.9).clear(bids);
        };
        Verdict verdict = Laws.check(Law.STRATEGY_PROOF, auction, Search.DEFAULT);
        Counterexample found = assertInstanceOf(Verdict.Fails.class, verdict, verdict::toString)
                .counterexample();
        assertTrue(assertInstanceOf(Counterexample.Contradiction.class, found).isConfirmedBy(auction), found::toString);
        assertTrue(found.toString().startsWith("bids {1, 1}: bidder 1 "), found::toString);
    }

    @ParameterizedTest
    @EnumSource
    void aSoundAuctionHoldsWithManyProbes(Refusal refusal) {
        Search few = Search.DEFAULT.withTries(30);
        Map<Law, Verdict> clearing = Laws.checkAll(MSB, few);
        Laws.checkAll(refusal.of(MSB), few).forEach((law, verdict) -> {
            if (law != Law.FEASIBLE && law != Law.INDEPENDENT_OF_COMMON_VALUE) {
                Evidence.Searched evidence = searched(verdict);
                long all = searched(Objects.requireNonNull(clearing.get(law))).probes();
                assertTrue(evidence.probes() > all / 5, () -> verdict + ", without refusals " + all);
                assertTrue(evidence.refused() > 0, evidence::toString);
                assertTrue(evidence.mostBidders() >= 4, evidence::toString);
            }
        });
    }

    /** All of these are sound on the grid {0, 0.5, ..., 4}. */
    @ParameterizedTest
    @EnumSource
    void aBrokenAuctionIsCaughtBesideTheGrid(Refusal refusal) {
        assertFails(Law.STRATEGY_PROOF, refusal.of(rebate(7.3, 0.9)));
        assertFails(Law.INDIVIDUALLY_RATIONAL, refusal.of(bids -> {
            Outcome outcome = MSB.clear(bids);
            boolean dear = !outcome.uavServes() && bids[outcome.winner() - 1] > 7.3;
            return dear ? new Outcome(bids.length, outcome.winner(), 100.0) : outcome;
        }));
        assertFails(
                Law.MONOTONE,
                refusal.of(bids -> Bids.highestOfOthers(bids, bids.length, -1) > 7.3
                        ? new Outcome(bids.length, 0, 0.0)
                        : MSB.clear(bids)));
        assertFails(Law.HOMOGENEOUS, refusal.of(bids -> {
            int n = Bids.highest(bids, bids.length);
            double others = Bids.highestOfOthers(bids, bids.length, n);
            return new ModifiedSecondBid(others > 7.3 ? 1.2 : 1.5).clear(bids);
        }));
        assertFails(Law.WINNER_FALSE_NAME_PROOF, refusal.of(bids -> {
            int n = Bids.highest(bids, bids.length);
            double others = Bids.highestOfOthers(bids, bids.length, n);
            return new ModifiedSecondBid(others < 7.3 ? 1.3 : 1.25).clear(bids);
        }));
    }

    private static void assertFails(Law law, Mechanism auction) {
        Verdict verdict = Laws.check(law, auction, SEARCH);
        Counterexample found = assertInstanceOf(Verdict.Fails.class, verdict, verdict::toString)
                .counterexample();
        assertTrue(assertInstanceOf(Counterexample.Contradiction.class, found).isConfirmedBy(auction), found::toString);
    }

    /** Critical bids by hand: 1.5 times the other's bid, with what is refused on one side of it or at it. */
    @Test
    void theCriticalBidIsFoundAmongTheBidsThatAreCleared() {
        double[] bids = {9, 4};
        for (Refusal refusal : Refusal.values()) {
            CriticalBid found = CriticalSearch.find(refusal.of(MSB), bids, 1);
            assertNotNull(found);
            assertEquals(new CriticalBid(6.0, Math.nextUp(6.0)), found, refusal::toString);
        }
        CriticalBid capped = CriticalSearch.find(Refusal.ABOVE_A_CAP.of(MSB), new double[] {1, 25}, 1);
        assertEquals(new CriticalBid(30.0, Math.nextUp(30.0)), capped, "no bid up to the cap wins");
        assertEquals(null, CriticalSearch.find(Refusal.ABOVE_A_CAP.of(MSB), new double[] {1, 31}, 1));
        Mechanism second = Refusal.TIES.of(new ModifiedSecondBid(1.0));
        CriticalBid tie = CriticalSearch.find(second, new double[] {9, 4}, 1);
        assertNotNull(tie);
        assertTrue(tie.losing() >= Math.nextDown(4.0) && tie.winning() <= Math.nextUp(4.0), tie::toString);
    }

    /** What rounding may have made is told by bids a few ulps off; where those are refused, nothing is excused. */
    @Test
    void anAuctionThatClearsWholeTicksOnlyIsExamined() {
        Mechanism ticks = bids -> {
            if (Arrays.stream(bids).anyMatch(bid -> 2.0 * bid != Math.rint(2.0 * bid))) {
                throw new IllegalArgumentException("bids: expected multiples of 0.5");
            }
            int n = Bids.highest(bids, bids.length);
            double others = Bids.highestOfOthers(bids, bids.length, n);
            return new ModifiedSecondBid(others < 2.0 ? 2.0 : 1.0).clear(bids);
        };
        assertFails(Law.WINNER_FALSE_NAME_PROOF, ticks);
        assertFails(Law.HOMOGENEOUS, ticks);
        searched(Laws.check(Law.MONOTONE, ticks, SEARCH));
    }

    @Test
    void refusedExperimentsAreToldApart() {
        Verdict verdict = Laws.check(Law.STRATEGY_PROOF, Refusal.TIES.of(MSB), SEARCH);
        assertFalse(verdict.toString().contains("all "), verdict::toString);
        assertTrue(
                verdict.toString()
                        .matches(
                                ".*; the auction refused a sale of [0-9]+ other experiments, of which nothing is known"),
                verdict::toString);
    }
}
