package dmsb.proofs.horizon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Where manipulations are looked for: large bids too, and beside plays that the rule refuses. */
class HorizonSearchTest {
    private static final HorizonSearch SEARCH = HorizonSearch.DEFAULT.withTries(60);

    /** A factor of 1 for who bid more than an amount in all rounds before, else 2. */
    private static FactorRule rewarding(double above) {
        return (past, n) -> {
            for (int t = 0; t < past.rounds(); t++) {
                if (past.bid(t, n) <= above) {
                    return 2.0;
                }
            }
            return past.rounds() == 0 ? 2.0 : 1.0;
        };
    }

    private static FactorRule refusingZeros(FactorRule rule) {
        return (past, n) -> {
            for (int t = 0; t < past.rounds(); t++) {
                for (double bid : past.bids(t)) {
                    if (bid == 0.0) {
                        throw new IllegalArgumentException("bid: expected a positive one, got 0");
                    }
                }
            }
            return rule.factor(past, n);
        };
    }

    @Test
    void largeBidsThatCostNothingAreTried() {
        FactorRule first = (past, n) -> past.rounds() < 1 ? 1 : past.bid(0, n) > 50 ? 1 : 2;
        assertFalse(HorizonLaws.checkTruthful(first, HorizonSearch.DEFAULT).holds());
        for (double above : new double[] {50, 500, 5000, 15_000}) {
            HorizonVerdict verdict = HorizonLaws.checkTruthful(rewarding(above), SEARCH);
            Manipulation found = assertInstanceOf(HorizonVerdict.Manipulable.class, verdict, verdict::toString)
                    .manipulation();
            assertTrue(found.isGain() && found.isConfirmedBy(rewarding(above)), found::toString);
        }
    }

    /** In two rounds nothing is to be had: it takes two large bids, one after the other. */
    @Test
    void severalLargeBidsAreTried() {
        FactorRule rule = (past, n) -> past.rounds() < 2 ? 1 : rewarding(300).factor(past, n);
        assertFalse(HorizonLaws.checkTruthful(rule, SEARCH).holds());
        assertTrue(HorizonLaws.checkTruthful(rule, SEARCH.withRounds(2)).holds());
    }

    @Test
    void amountsAreMultiplesOfTheStep() {
        assertFalse(
                HorizonLaws.checkTruthful(rewarding(0.4), SEARCH.withStep(0.01)).holds());
        HorizonVerdict usual = HorizonLaws.checkTruthful(rewarding(1e6), SEARCH);
        assertTrue(usual.holds(), usual::toString);
        assertTrue(
                usual.toString().contains("on the grid {0, 1, 2, 4} and ")
                        && usual.toString().contains("values up to 64 and bids up to 65536, and"),
                usual::toString);
        assertFalse(
                HorizonLaws.checkTruthful(rewarding(1e6), SEARCH.withStep(1000)).holds());
        HorizonVerdict small = HorizonLaws.checkTruthful(rewarding(1e6), SEARCH.withStep(0.25));
        assertTrue(
                small.toString().contains("on the grid {0, 0.25, 0.5, 1} and ")
                        && small.toString().contains("values up to 16 and bids up to 16384, and"),
                small::toString);
    }

    /** A refused play ends nothing but itself: those with other bids are held. */
    @Test
    void whatARuleRefusesTakesNoEvidenceAway() {
        HorizonVerdict.Truthful holds = assertInstanceOf(
                HorizonVerdict.Truthful.class, HorizonLaws.checkTruthful(refusingZeros((past, n) -> 1.5), SEARCH));
        assertTrue(holds.gridPlays() > 20_000 && holds.randomPlays() > 10_000 && holds.refused() > 0, holds::toString);
        HorizonSearch gridOnly = SEARCH.withTries(0);
        FactorRule broken = refusingZeros(rewarding(1.5));
        assertFalse(HorizonLaws.checkTruthful(broken, gridOnly).holds());
    }

    @Test
    void everyPartOfASearchCanBeChosen() {
        assertEquals(
                new HorizonSearch(1, 3, 2, 7, 0.5),
                HorizonSearch.DEFAULT.withBidders(3).withRounds(2).withTries(7).withStep(0.5));
        assertThrows(IllegalArgumentException.class, () -> SEARCH.withBidders(1));
        assertThrows(IllegalArgumentException.class, () -> SEARCH.withRounds(5));
        assertThrows(IllegalArgumentException.class, () -> SEARCH.withStep(Double.NaN));
        HorizonVerdict.Truthful few = assertInstanceOf(
                HorizonVerdict.Truthful.class,
                HorizonLaws.checkTruthful(
                        (past, n) -> 1.5, SEARCH.withBidders(2).withRounds(4)));
        assertEquals(2, few.mostBidders());
        assertEquals(4, few.mostRounds());
    }
}
