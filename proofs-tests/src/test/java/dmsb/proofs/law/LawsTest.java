package dmsb.proofs.law;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.zoo.OwnBidDependent;
import dmsb.proofs.zoo.ParetoMarket;
import dmsb.proofs.zoo.Reserve;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LawsTest {
    private static final Search SEARCH = Search.DEFAULT;

    private static String counterexample(Law law, Mechanism mechanism) {
        return assertInstanceOf(Verdict.Fails.class, Laws.check(law, mechanism, SEARCH))
                .counterexample()
                .toString();
    }

    private static final Mechanism MSB = new ModifiedSecondBid(1.5);

    /** A modified second-bid auction that is spoiled for some bids. */
    private static Mechanism spoiled(Mechanism elsewhere) {
        return bids -> bids[0] == 2.0 ? elsewhere.clear(bids) : MSB.clear(bids);
    }

    @Test
    void counterexamplesAreTheSimplestAndReadAsSentences() {
        assertEquals(
                "bids {2, 1}: bidder 1 loses; bidding 4 it wins at 1: gain 1",
                counterexample(Law.STRATEGY_PROOF, new OwnBidDependent()));
        assertEquals(
                "bids {2}: the UAV serves; all times 2, {4}: bidder 1 wins at 3",
                counterexample(Law.SCALE_FREE, new Reserve(3)));
    }

    private static final List<Mechanism> ALWAYS_REFUSING = List.of(
            bids -> {
                throw new IllegalStateException("my own bug");
            },
            bids -> new Outcome(bids.length, 1, Double.NaN),
            bids -> new Outcome(bids.length, bids.length + 1, 0.0),
            bids -> bids.length < 0 ? new Outcome(1, 0, 0.0) : new Outcome(1, 1, bids[bids.length]));

    @Test
    void ofAnAuctionThatAlwaysRefusesNothingIsKnown() {
        for (Mechanism mechanism : ALWAYS_REFUSING) {
            Laws.checkAll(mechanism, SEARCH.withTries(500)).forEach((law, verdict) -> {
                assertFalse(verdict.holds(), verdict::toString);
                if (law != Law.FEASIBLE) {
                    Verdict.Unknown unknown = assertInstanceOf(Verdict.Unknown.class, verdict);
                    String expected = law == Law.INDEPENDENT_OF_COMMON_VALUE ? "needs a market" : "refused all [1-9]";
                    assertTrue(unknown.reason().matches(".*" + expected + ".*"), verdict::toString);
                }
            });
        }
        assertTrue(Laws.check(Law.STRATEGY_PROOF, ALWAYS_REFUSING.get(0), SEARCH)
                .toString()
                .matches("strategy-proof is unknown: the auction refused all [0-9]+ experiments, the first by"
                        + " java.lang.IllegalStateException: my own bug"));
    }

    @Test
    void experimentsThatAnAuctionRefusesAreNoEvidence() {
        Mechanism needsTwo = bids -> {
            if (bids.length < 2) {
                throw new IllegalArgumentException("bids: expected two, got one");
            }
            return MSB.clear(bids);
        };
        Search gridOnly = SEARCH.withTries(0);
        Evidence.Searched all = searched(MSB, gridOnly);
        Evidence.Searched some = searched(needsTwo, gridOnly);
        assertEquals(0, all.refused());
        assertTrue(some.refused() > 0);
        assertTrue(some.gridCases() < all.gridCases() && some.gridCases() > 0);
        assertEquals(all.gridCases(), some.gridCases() + some.refused(), some.toString());
        assertTrue(some.toString()
                .endsWith("refused a sale of " + some.refused() + " other experiments, of which nothing is known"));
        assertTrue(searched(needsTwo, SEARCH).refused() > some.refused(), "refused probes are counted, too");
    }

    private static Evidence.Searched searched(Mechanism mechanism, Search search) {
        Verdict verdict = Laws.check(Law.INDIVIDUALLY_RATIONAL, mechanism, search);
        return assertInstanceOf(
                Evidence.Searched.class,
                assertInstanceOf(Verdict.Holds.class, verdict).evidence());
    }

    @Test
    void misclearedBidsAreInfeasible() {
        assertTrue(Laws.check(Law.FEASIBLE, MSB, SEARCH).holds());
        assertEquals(
                "bids {2}: an outcome for 2 bidders, not 1",
                counterexample(Law.FEASIBLE, spoiled(bids -> new Outcome(bids.length + 1, 0, 0.0))));
        assertEquals(
                "bids {2}: bidder 1 wins at an infinite price",
                counterexample(Law.FEASIBLE, spoiled(bids -> new Outcome(bids.length, 1, Double.POSITIVE_INFINITY))));
        assertEquals(
                "bids {2}: refused by java.lang.IllegalStateException: closed",
                counterexample(Law.FEASIBLE, spoiled(bids -> {
                    throw new IllegalStateException("closed");
                })));
        assertEquals(
                "bids {2}: changed to {7}",
                counterexample(Law.FEASIBLE, spoiled(bids -> {
                    bids[0] = 7.0;
                    return new Outcome(bids.length, 0, 0.0);
                })));
        double[] calls = {0.0};
        assertTrue(counterexample(Law.FEASIBLE, spoiled(bids -> new Outcome(bids.length, 0, calls[0]++)))
                .matches("bids \\{2}: the UAV serves for [0-9]+, and another time the UAV serves for [0-9]+"));
    }

    @Test
    void refusedBidsAreNoCounterexamplesOfOtherLaws() {
        Mechanism refusing = spoiled(bids -> {
            throw new IllegalStateException("closed");
        });
        Laws.checkAll(refusing, SEARCH.withTries(20))
                .forEach((law, verdict) -> assertEquals(
                        law != Law.FEASIBLE && law != Law.INDEPENDENT_OF_COMMON_VALUE,
                        verdict.holds(),
                        verdict::toString));
    }

    @Test
    void winnerThatRaisesItsBidAndLosesIsNotMonotone() {
        Mechanism capped = bids -> bids[0] > 3.0 ? new Outcome(bids.length, 0, 0.0) : MSB.clear(bids);
        assertEquals("bids {1}: bidder 1 wins at 0; bidding 4 it loses", counterexample(Law.MONOTONE, capped));
    }

    @Test
    void winnerThatPaysMoreThanItBidIsFound() {
        Mechanism dear = bids -> {
            Outcome outcome = MSB.clear(bids);
            return outcome.uavServes() ? outcome : new Outcome(bids.length, outcome.winner(), outcome.price() + 1.0);
        };
        assertEquals(
                "bids {0.5}: bidder 1 wins at 1, more than its value", counterexample(Law.INDIVIDUALLY_RATIONAL, dear));
    }

    /** What the grid does not show is found at the critical bids, and made simple. */
    @Test
    void counterexamplesOffTheGridAreFoundAndShrunk() {
        Mechanism large = bids -> new ModifiedSecondBid(1.5).clear(bids).winner() == 1 && bids[0] > 17.25
                ? new Outcome(bids.length, 1, 1.5 * (bids.length > 1 ? bids[1] : 0.0) + 0.5)
                : MSB.clear(bids);
        Verdict verdict = Laws.check(Law.STRATEGY_PROOF, large, SEARCH);
        Counterexample.Contradiction found = assertInstanceOf(
                Counterexample.Contradiction.class,
                assertInstanceOf(Verdict.Fails.class, verdict).counterexample());
        assertTrue(found.isConfirmedBy(large));
        assertFalse(found.isConfirmedBy(MSB));
        assertEquals("bids {20}: bidder 1 wins at 0.5; bidding 1 it wins at 0: gain 0.5", found.toString());
    }

    @Test
    void oneUlpAboveTheThresholdIsProbed() {
        Mechanism generous = bids -> {
            Outcome outcome = MSB.clear(bids);
            boolean tied = bids.length == 2 && bids[1] > 5.0 && bids[0] == bids[1];
            return tied ? new Outcome(2, 1, bids[0]) : outcome;
        };
        assertFalse(Laws.check(Law.MONOTONE, generous, SEARCH).holds());
        assertFalse(Laws.check(Law.ANONYMOUS, generous, SEARCH).holds());
    }

    @Test
    void sameSearchSameVerdict() {
        for (Law law : Law.values()) {
            if (SEARCH.canExamine(law)) {
                assertEquals(
                        Laws.check(law, new OwnBidDependent(), SEARCH).toString(),
                        Laws.check(law, new OwnBidDependent(), SEARCH).toString());
            }
        }
    }

    @Test
    void fixedNumberOfBiddersLeavesOutNewIdentities() {
        Search three = SEARCH.withBidders(3).withTries(20);
        Mechanism forThree = bids -> {
            if (bids.length != 3) {
                throw new IllegalArgumentException("bids: expected 3 of them, got " + bids.length);
            }
            return MSB.clear(bids);
        };
        var verdicts = Laws.checkAll(forThree, three);
        assertEquals(EnumSet.allOf(Law.class), verdicts.keySet());
        verdicts.forEach((law, verdict) -> assertEquals(three.canExamine(law), verdict.holds(), verdict::toString));
        assertEquals(
                "winner false-name is unknown: it needs new identities, and the number of bidders is fixed at 3",
                String.valueOf(verdicts.get(Law.WINNER_FALSE_NAME_PROOF)));
        assertThrows(IllegalArgumentException.class, () -> Laws.check(Law.WINNER_FALSE_NAME_PROOF, forThree, three));
        assertThrows(
                IllegalArgumentException.class, () -> Laws.check(Law.INDEPENDENT_OF_COMMON_VALUE, forThree, SEARCH));
        assertThrows(IllegalArgumentException.class, () -> new Search(1, 0, 3, 1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new Search(1, 3, 2, 1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new Search(1, 1, 2, -1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> SEARCH.withStep(0.0));
        assertThrows(IllegalArgumentException.class, () -> SEARCH.withStep(Double.NaN));
    }

    @Test
    void aCounterexampleMustBeOne() {
        Experiment harmless = Experiment.run(MSB, new double[] {2, 1}, 1, new Change.Rebid(3));
        assertThrows(
                IllegalArgumentException.class, () -> new Counterexample.Contradiction(Law.STRATEGY_PROOF, harmless));
        assertThrows(
                IllegalArgumentException.class,
                () -> Experiment.run(MSB, new double[] {2, 1}, 3, new Change.Nothing()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Experiment.run(MSB, new double[] {2, 1}, 1, new Change.Rebid(Double.NaN)));
        assertThrows(IllegalArgumentException.class, () -> new Change.Join(List.of(), 1));
        assertThrows(
                IllegalArgumentException.class, () -> Experiment.run(MSB, new double[] {2, 1}, 1, new Change.Swap(3)));
    }

    @Test
    void criticalBidIsEnclosedByNeighbours() {
        CriticalBid critical = CriticalBid.of(MSB, new double[] {0, 2, 1}, 1);
        assertEquals(new CriticalBid(3.0, Math.nextUp(3.0)), critical);
        assertTrue(critical.encloses(3.0));
        assertFalse(critical.encloses(3.1));
        assertEquals(new CriticalBid(0.0, Double.MIN_VALUE), CriticalBid.of(MSB, new double[] {9}, 1));
        Mechanism never = new ModifiedSecondBid(Double.POSITIVE_INFINITY);
        CriticalBid none = CriticalBid.of(never, new double[] {1, 1}, 2);
        assertTrue(none.encloses(Double.POSITIVE_INFINITY));
        Mechanism always = bids -> new Outcome(bids.length, 1, 0.0);
        assertEquals(new CriticalBid(0.0, 0.0), CriticalBid.of(always, new double[] {1}, 1));
        assertThrows(IllegalArgumentException.class, () -> CriticalBid.of(MSB, new double[] {1}, 2));
    }

    /** 200 tests of what is true at a false-alarm rate of 1/100 each: at most 12 alarms but for a probability of 1e-6. */
    @Test
    void falseAlarmsAreAsRareAsStated() {
        int alarms = 0;
        for (int seed = 0; seed < 200; seed++) {
            alarms += Laws.checkIndependence(ParetoMarket.of(2, MSB), 400, 0.01, seed)
                            .holds()
                    ? 0
                    : 1;
        }
        assertTrue(alarms <= 12, "alarms: " + alarms);
    }

    @Test
    void continuousCommonValuesAreSplitAtTheMedian() {
        CommonValueMarket tied = random -> {
            double common = 1.0 + random.nextDouble();
            double[] match = {1.0 + random.nextDouble(), 1.0 + random.nextDouble()};
            return new CommonValueMarket.MarketRound(common, new ModifiedSecondBid(common), match);
        };
        Counterexample.Dependence found = assertInstanceOf(
                Counterexample.Dependence.class,
                assertInstanceOf(Verdict.Fails.class, Laws.checkIndependence(tied, 3))
                        .counterexample());
        assertEquals(1.5, found.to(), 0.02);
        assertEquals(Laws.ROUNDS, found.rounds() + found.otherRounds());
        assertTrue(found.otherShare() > found.share());
    }

    /** rho is another one where C is middling: the halves by C do not differ, and the eighths do. */
    @Test
    void aDependenceThatIsNotMonotoneIsFound() {
        for (long seed = 1; seed <= 3; seed++) {
            for (double middling : new double[] {3.0, 1.2}) {
                Counterexample.Dependence found = assertInstanceOf(
                        Counterexample.Dependence.class,
                        assertInstanceOf(Verdict.Fails.class, Laws.checkIndependence(quarters(middling), seed))
                                .counterexample());
                assertEquals(Laws.ROUNDS / 8, found.rounds());
                assertEquals(7 * Laws.ROUNDS / 8, found.otherRounds());
            }
            Verdict sound = Laws.checkIndependence(quarters(2.0), seed);
            assertTrue(sound.holds(), sound::toString);
            assertTrue(sound.toString().contains("by halves and eighths of C"), sound::toString);
        }
    }

    /** rho is 2 but for the middle half of all values of C. */
    private static CommonValueMarket quarters(double middling) {
        return random -> {
            double uniform = random.nextDouble();
            double rho = uniform > 0.25 && uniform < 0.75 ? middling : 2.0;
            double[] match = new double[3];
            for (int i = 0; i < match.length; i++) {
                match[i] = 1.0 / Math.sqrt(1.0 - random.nextDouble());
            }
            return new CommonValueMarket.MarketRound(StrictMath.exp(2.0 * uniform), new ModifiedSecondBid(rho), match);
        };
    }

    @Test
    void independenceNeedsACommonValueThatVaries() {
        CommonValueMarket still = random -> new CommonValueMarket.MarketRound(1.0, MSB, random.nextDouble(), 1.0);
        assertThrows(IllegalArgumentException.class, () -> Laws.checkIndependence(still, 1));
        assertThrows(IllegalArgumentException.class, () -> Laws.checkIndependence(still, 1, 0.1, 1));
        assertThrows(IllegalArgumentException.class, () -> Laws.checkIndependence(still, 10, 0.0, 1));
        assertThrows(IllegalArgumentException.class, () -> new CommonValueMarket.MarketRound(0.0, MSB, 1.0));
        assertThrows(IllegalArgumentException.class, () -> new CommonValueMarket.MarketRound(1.0, MSB, Double.NaN));
    }

    @Test
    void changesLeaveTheirArgumentsAlone() {
        double[] bids = {3, 2, 1};
        assertArrayEquals(new double[] {5, 2, 1}, new Change.Rebid(5).applyTo(bids, 1));
        assertArrayEquals(new double[] {1, 2, 3}, new Change.Swap(3).applyTo(bids, 1));
        assertArrayEquals(new double[] {3, 2, 1, 4}, new Change.Join(List.of(4.0), Change.BEHIND).applyTo(bids, 1));
        assertArrayEquals(new double[] {6, 4, 2}, new Change.Scale(2).applyTo(bids, 1));
        assertArrayEquals(new double[] {3, 2, 1}, bids);
        assertTrue(new Change.Scale(0.25).isExact());
        assertFalse(new Change.Scale(3).isExact());
    }
}
