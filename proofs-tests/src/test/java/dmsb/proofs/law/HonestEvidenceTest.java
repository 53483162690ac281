package dmsb.proofs.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.proofs.zoo.ParetoMarket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is no evidence is not counted, and what cannot be repeated is not reported. */
class HonestEvidenceTest {
    private static final Search SEARCH = Search.DEFAULT.withTries(30);
    private static final Mechanism MSB = new ModifiedSecondBid(1.5);

    @SuppressWarnings("NullAway") // an auction that returns null is what is tested
    private static final Mechanism NULL = bids -> (Outcome) nothing();

    private static @Nullable Object nothing() {
        return null;
    }

    @Test
    void anAuctionThatReturnsNullIsNeitherFeasibleNorAnythingElse() {
        Laws.checkAll(NULL, SEARCH).forEach((law, verdict) -> assertFalse(verdict.holds(), verdict::toString));
        assertEquals(
                "feasible fails: bids {0}: null instead of an outcome",
                Laws.check(Law.FEASIBLE, NULL, SEARCH).toString());
        assertTrue(Laws.check(Law.MONOTONE, NULL, SEARCH)
                .toString()
                .matches(
                        "monotone is unknown: the auction refused all [0-9]+ experiments, the first by null instead of an"
                                + " outcome"));
    }

    @Test
    void anErrorIsARefusalToo() {
        Mechanism failing = bids -> {
            throw new AssertionError("broken\ninvariant");
        };
        Mechanism endless = bids -> {
            throw new StackOverflowError();
        };
        assertEquals(
                "feasible fails: bids {0}: refused by java.lang.AssertionError: broken invariant",
                Laws.check(Law.FEASIBLE, failing, SEARCH).toString());
        assertInstanceOf(Verdict.Unknown.class, Laws.check(Law.ANONYMOUS, failing, SEARCH));
        assertEquals(
                "feasible fails: bids {0}: refused by java.lang.StackOverflowError",
                Laws.check(Law.FEASIBLE, endless, SEARCH).toString());
    }

    @Test
    void aVirtualMachineThatIsOutOfMemoryIsNoVerdict() {
        Mechanism greedy = bids -> {
            throw new OutOfMemoryError("bids");
        };
        assertThrows(OutOfMemoryError.class, () -> Laws.check(Law.FEASIBLE, greedy, SEARCH));
        assertThrows(OutOfMemoryError.class, () -> Laws.check(Law.MONOTONE, greedy, SEARCH));
    }

    @Test
    void theOutcomeOfAnotherSaleIsNoEvidence() {
        Mechanism other = bids -> new Outcome(bids.length + 1, bids.length + 1, 0.0);
        Laws.checkAll(other, SEARCH).forEach((law, verdict) -> assertFalse(verdict.holds(), verdict::toString));
        assertThrows(
                IllegalStateException.class, () -> Experiment.run(other, new double[] {2, 1}, 1, new Change.Rebid(3)));
        assertThrows(IllegalStateException.class, () -> CriticalBid.of(other, new double[] {2, 1}, 1));
    }

    /** The factor grows from sale to sale: any two sales may be told apart by when they were held. */
    private static Mechanism growing() {
        double[] rho = {1.0};
        return bids -> new ModifiedSecondBid(rho[0] *= 1.01).clear(bids);
    }

    /** The factor is the last sale's: what is asked before moves what comes after. */
    private static Mechanism remembering() {
        double[] rho = {1.5};
        return bids -> {
            Outcome outcome = new ModifiedSecondBid(rho[0]).clear(bids);
            rho[0] = bids.length > 1 && bids[1] > 2.0 ? 2.0 : 1.5;
            return outcome;
        };
    }

    private static Mechanism drawing() {
        RandomStream random = SeedTree.of(4).stream();
        return bids -> new ModifiedSecondBid(1.0 + random.nextDouble()).clear(bids);
    }

    /** Sound for the first sales, so that only a sale that is held again much later shows it. */
    private static Mechanism tiring() {
        int[] sales = {0};
        return bids -> sales[0]++ < 1000 ? MSB.clear(bids) : new Outcome(bids.length, 0, 0.0);
    }

    @Test
    void anAuctionWithAStateIsNoFunctionOfTheBids() {
        for (int kind = 0; kind < 4; kind++) {
            for (Law law : Law.values()) {
                if (SEARCH.canExamine(law)) {
                    Mechanism mechanism = List.of(growing(), remembering(), drawing(), tiring())
                            .get(kind);
                    Verdict verdict = Laws.check(law, mechanism, SEARCH);
                    if (law == Law.FEASIBLE) {
                        assertInstanceOf(
                                Counterexample.Inconsistency.class,
                                assertInstanceOf(Verdict.Fails.class, verdict).counterexample());
                    } else {
                        assertTrue(
                                verdict.toString().matches(".*no function of the bids, bids .* and another time .*"),
                                kind + ": " + verdict);
                    }
                }
            }
        }
    }

    /** Whichever law notices that every 500th sale is another one, nothing is known of those that were examined before it. */
    @Test
    void whatOneLawNoticesIsSaidOfAll() {
        int[] sales = {0};
        Mechanism seldom = bids -> ++sales[0] % 500 == 0 ? new Outcome(bids.length, 0, 1.0) : MSB.clear(bids);
        Laws.checkAll(seldom, SEARCH).forEach((law, verdict) -> {
            if (law == Law.FEASIBLE) {
                assertInstanceOf(
                        Counterexample.Inconsistency.class,
                        assertInstanceOf(Verdict.Fails.class, verdict).counterexample());
            } else {
                assertInstanceOf(Verdict.Unknown.class, verdict, verdict::toString);
            }
        });
    }

    /** From the first refusal on every sale is refused, so the refusal comes out again; the sales before it do not. */
    @Test
    void anAuctionThatAnswersFirstAndThrowsLaterIsNoFunctionOfTheBids() {
        int[] sales = {0};
        Mechanism failing = bids -> {
            if (sales[0]++ >= 1000) {
                throw new IllegalStateException("tired");
            }
            return MSB.clear(bids);
        };
        assertInstanceOf(
                Counterexample.Inconsistency.class,
                assertInstanceOf(Verdict.Fails.class, Laws.check(Law.FEASIBLE, failing, SEARCH))
                        .counterexample());
    }

    /** What is asked is answered only from the second time on, or after the first calls of all. */
    private static Mechanism warmingUp(int calls) {
        int[] sales = {0};
        return bids -> {
            if (sales[0]++ < calls) {
                throw new IllegalStateException("warming up");
            }
            return MSB.clear(bids);
        };
    }

    private static Mechanism refusing(int times) {
        Map<String, Integer> seen = new HashMap<>();
        return bids -> {
            if (seen.merge(Arrays.toString(bids), 1, Integer::sum) <= times) {
                throw new IllegalStateException("not yet");
            }
            return MSB.clear(bids);
        };
    }

    private static void assertNoFunction(Mechanism mechanism, Law law, long seed) {
        Verdict verdict = Laws.check(law, mechanism, new Search(seed, 1, 5, 200, 0.5));
        if (law == Law.FEASIBLE) {
            assertInstanceOf(
                    Counterexample.Inconsistency.class,
                    assertInstanceOf(Verdict.Fails.class, verdict).counterexample(),
                    verdict::toString);
        } else {
            assertTrue(verdict.toString().contains("no function of the bids"), verdict::toString);
        }
    }

    @Test
    void anAuctionThatRefusesAtFirstAndAnswersLaterIsNoFunctionOfTheBids() {
        for (Law law : Law.values()) {
            for (long seed = 1; seed <= 3 && SEARCH.canExamine(law); seed++) {
                for (int calls : new int[] {1, 2, 5, 50, 500}) {
                    assertNoFunction(warmingUp(calls), law, seed);
                }
                for (int times : new int[] {1, 2, 3}) {
                    assertNoFunction(refusing(times), law, seed);
                }
            }
        }
    }

    @Test
    void whatIsRefusedAtFirstIsSaidOfAllLaws() {
        for (int calls : new int[] {1, 2, 50, 5000}) {
            Laws.checkAll(warmingUp(calls), SEARCH).forEach((law, verdict) -> {
                assertFalse(verdict.holds(), verdict::toString);
                if (verdict instanceof Verdict.Fails fails) {
                    assertInstanceOf(Counterexample.Inconsistency.class, fails.counterexample(), verdict::toString);
                }
            });
        }
    }

    /** Changes the bids that it is given in its first calls; its outcomes are those of any other. */
    @Test
    void anAuctionThatChangesBidsAtFirstIsNoFunctionOfTheBids() {
        int[] sales = {0};
        Mechanism mechanism = bids -> {
            Outcome outcome = MSB.clear(bids);
            bids[0] = sales[0]++ < 5000 ? 77.0 : bids[0];
            return outcome;
        };
        Laws.checkAll(mechanism, SEARCH).forEach((law, verdict) -> {
            assertFalse(verdict.holds(), verdict::toString);
            if (verdict instanceof Verdict.Fails fails) {
                assertEquals(
                        "bids {0}: changed to {77}, and another time cleared as they should be",
                        fails.counterexample().toString());
            }
        });
    }

    /** Five bids of which the last is high are refused when they come first: a few refusals among many answers. */
    @Test
    void aFewRefusalsThatDoNotComeAgainAreNoticed() {
        Set<String> seen = new HashSet<>();
        Mechanism five = bids -> {
            if (bids.length == 5 && bids[4] > 4.0 && seen.add(Arrays.toString(bids))) {
                throw new IllegalStateException("not yet");
            }
            return MSB.clear(bids);
        };
        Laws.checkAll(five, Search.DEFAULT).forEach((law, verdict) -> assertFalse(verdict.holds(), verdict::toString));
    }

    /** The first outcome counts, too: from the second time on the same bids bring another one, or none. */
    @Test
    void bidsThatAreClearedInAnotherWayFromTheSecondTimeOnAreNoticed() {
        for (Law law : Law.values()) {
            for (long seed = 1; seed <= 3 && SEARCH.canExamine(law); seed++) {
                Map<String, Integer> seen = new HashMap<>();
                Mechanism dearer = bids -> new ModifiedSecondBid(
                                seen.merge(Arrays.toString(bids), 1, Integer::sum) > 1 ? 2.0 : 1.2)
                        .clear(bids);
                assertNoFunction(dearer, law, seed);
                Map<String, Integer> asked = new HashMap<>();
                Mechanism once = bids -> {
                    if (asked.merge(Arrays.toString(bids), 1, Integer::sum) > 1) {
                        throw new IllegalStateException("asked before");
                    }
                    return MSB.clear(bids);
                };
                assertNoFunction(once, law, seed);
            }
        }
    }

    /** Sound but for zeros, which are refused in words that differ from time to time. */
    @Test
    void aRefusalMayBeToldInOtherWords() {
        int[] refusals = {0};
        Mechanism sound = bids -> {
            for (double bid : bids) {
                if (bid == 0.0) {
                    throw new IllegalArgumentException("zero in " + new Object() + ", refusal " + ++refusals[0]);
                }
            }
            return MSB.clear(bids);
        };
        Laws.checkAll(sound, SEARCH).forEach((law, verdict) -> {
            boolean isExamined = law != Law.FEASIBLE && law != Law.INDEPENDENT_OF_COMMON_VALUE;
            assertEquals(isExamined, verdict.holds(), verdict::toString);
            if (verdict instanceof Verdict.Fails fails) {
                assertInstanceOf(Counterexample.Misclearing.class, fails.counterexample(), verdict::toString);
                assertTrue(verdict.toString().contains("zero in java.lang.Object, refusal "), verdict::toString);
            }
        });
    }

    @Test
    void whatIsThrownNeedsNoText() {
        RuntimeException failing = new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalArgumentException("no message");
            }
        };
        RuntimeException silent = new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            @SuppressWarnings({"NullAway", "OverrideThrowableToString"}) // what is tested
            public String toString() {
                return (String) nothing();
            }
        };
        for (RuntimeException thrown : List.of(failing, silent)) {
            Laws.checkAll(
                            bids -> {
                                throw thrown;
                            },
                            SEARCH)
                    .forEach((law, verdict) -> assertFalse(verdict.holds(), verdict::toString));
            assertEquals(thrown.getClass().getName(), Thrown.text(thrown));
            assertInstanceOf(
                    Verdict.Unknown.class,
                    Laws.checkIndependence(
                            random -> {
                                throw thrown;
                            },
                            1));
        }
        assertEquals(
                "java.lang.IllegalStateException: [D and a.B$$Lambda, to me@home.example",
                Thrown.text(new IllegalStateException("[D@1f and a.B$$Lambda/0x00007f@3c,\n to me@home.example")));
    }

    @Test
    void counterexamplesAreRepeatedBeforeTheyAreReported() {
        Mechanism mechanism = new dmsb.proofs.zoo.OwnBidDependent();
        Counterexample.Contradiction found = assertInstanceOf(
                Counterexample.Contradiction.class,
                assertInstanceOf(Verdict.Fails.class, Laws.check(Law.STRATEGY_PROOF, mechanism, SEARCH))
                        .counterexample());
        assertTrue(found.isConfirmedBy(mechanism));
        assertFalse(found.isConfirmedBy(MSB));
        assertFalse(found.isConfirmedBy(NULL));
        Counterexample.Misclearing miscleared = new Counterexample.Misclearing(
                List.of(2.0), Counterexample.Misclearing.Fault.REFUSED, "null instead of an outcome");
        assertTrue(miscleared.isConfirmedBy(NULL));
        assertFalse(miscleared.isConfirmedBy(MSB));
    }

    @Test
    void evidenceSaysUpToHowManyBiddersItLooked() {
        Mechanism few = bids -> {
            if (bids.length > 2) {
                throw new IllegalArgumentException("bids: expected at most 2, got " + bids.length);
            }
            return MSB.clear(bids);
        };
        assertEquals(2, looked(few, SEARCH).mostBidders());
        assertEquals(5, looked(MSB, SEARCH).mostBidders());
        assertEquals(7, looked(MSB, new Search(1, 1, 7, 200, 0.5)).mostBidders());
        assertTrue(looked(few, SEARCH).toString().contains("with up to 2 bidders"));
    }

    private static Evidence.Searched looked(Mechanism mechanism, Search search) {
        return assertInstanceOf(
                Evidence.Searched.class,
                assertInstanceOf(Verdict.Holds.class, Laws.check(Law.ANONYMOUS, mechanism, search))
                        .evidence());
    }

    @Test
    void aSearchThatHoldsNothingKnowsNothing() {
        Search nothing = new Search(1, 6, 6, 0, 0.5);
        Laws.checkAll(MSB, nothing).forEach((law, verdict) -> assertInstanceOf(Verdict.Unknown.class, verdict));
        Search alone = new Search(1, 1, 1, 10, 0.5);
        assertEquals(
                "anonymous is unknown: no experiment of this search concerned it",
                Laws.check(Law.ANONYMOUS, MSB, alone).toString());
    }

    @Test
    void aMarketThatFailsOrCannotBeRepeatedGivesNoVerdict() {
        CommonValueMarket failing = random -> {
            throw new IllegalStateException("no market today");
        };
        CommonValueMarket refusing = ParetoMarket.of(2, bids -> {
            throw new IllegalStateException("closed");
        });
        double[] count = {0.0};
        CommonValueMarket counting = random -> new CommonValueMarket.MarketRound(1.0 + count[0]++, MSB, 2.0, 1.0);
        assertEquals(
                "independent of C is unknown: the market refused a round by java.lang.IllegalStateException: no market today",
                Laws.checkIndependence(failing, 1).toString());
        assertTrue(Laws.checkIndependence(refusing, 1).toString().endsWith("IllegalStateException: closed"));
        assertTrue(Laws.checkIndependence(counting, 1).toString().contains("no function of its seed"));
    }
}
