package dmsb.proofs.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.CommonValueMarket;
import dmsb.proofs.law.Laws;
import dmsb.proofs.law.Verdict;
import org.junit.jupiter.api.Test;

/** The counterexamples of the theory with their figures, each by direct evaluation. */
class DesignCounterexamplesTest {
    private static final double ROUNDING = 1e-12;

    private static void assertWins(Mechanism mechanism, double price, double... bids) {
        Outcome outcome = mechanism.clear(bids);
        assertEquals(1, outcome.winner());
        assertEquals(price, outcome.price(), ROUNDING);
    }

    private static void assertUav(Mechanism mechanism, double... bids) {
        assertTrue(mechanism.clear(bids).uavServes());
    }

    @Test
    void ownBidMovesTheFactor() {
        assertUav(new OwnBidDependent(), 3.5, 1.5);
        assertWins(new OwnBidDependent(), 1.5, 4, 1.5);
    }

    @Test
    void firstPriceIsPaidInFull() {
        assertWins(new FirstPrice(), 10, 10, 5);
        assertWins(new FirstPrice(), 6, 6, 5);
    }

    @Test
    void factorFallsWithTheHighestOther() {
        assertUav(new FactorByHighestOther(), 3, 1.9);
        assertWins(new FactorByHighestOther(), 1.2 * 3.8, 6, 3.8);
        assertWins(new FactorByHighestOther(), 2.4, 3, 1.9, 2);
    }

    @Test
    void losersRaiseASum() {
        assertWins(new SumOfOthers(), 6, 10, 6);
        assertWins(new SumOfOthers(), 9, 10, 6, 3);
        assertUav(new SumOfOthers(), 10, 6, 5);
    }

    @Test
    void secondBidLowersTheThreshold() {
        assertUav(new TwiceHighestLessSecond(), 3, 2);
        assertWins(new TwiceHighestLessSecond(), 2, 3, 2, 2);
    }

    @Test
    void lowBidLowersTheThreshold() {
        assertUav(new FourTimesLowest(), 3, 1);
        assertWins(new FourTimesLowest(), 1, 3, 1, 0.01);
    }

    @Test
    void reserveDoesNotScale() {
        assertUav(new Reserve(3), 2, 1);
        assertWins(new Reserve(3), 3, 4, 2);
        assertThrows(IllegalArgumentException.class, () -> new Reserve(Double.NaN));
    }

    @Test
    void slotDecides() {
        assertWins(new FactorBySlot(), 3, 3.5, 2);
        assertUav(new FactorBySlot(), 2, 3.5);
    }

    @Test
    void factorFallsWithTheNumberOfBidders() {
        assertEquals(3.0, FactorByCount.rho(2));
        assertEquals(2.5, FactorByCount.rho(3), ROUNDING);
        assertEquals(1.0, FactorByCount.rho(1000));
        assertUav(new FactorByCount(), 2.8, 1);
        assertWins(new FactorByCount(), 2.5, 2.8, 1, 0.01);
    }

    /** P(UAV serves) = 1 - rho^-2: 0.3056 at rho = 1.2 and 0.8889 at rho = 3; seven standard errors of 20,000 rounds. */
    @Test
    void factorTiedToTheCommonValueIsAdverseSelection() {
        CommonValueMarket market = new ParetoMarket(3, new ModifiedSecondBid(3.0), new ModifiedSecondBid(1.2));
        Verdict verdict = Laws.checkIndependence(market, 40_000, 1e-9, 5);
        assertFalse(verdict.holds());
        if (verdict instanceof Verdict.Fails fails
                && fails.counterexample() instanceof dmsb.proofs.law.Counterexample.Dependence dependence) {
            assertEquals(0, dependence.provider());
            assertEquals(8.0 / 9.0, dependence.share(), 7 * Math.sqrt(0.25 / 20_000));
            assertEquals(1.0 - 1.0 / 1.44, dependence.otherShare(), 7 * Math.sqrt(0.25 / 20_000));
        }
    }

    @Test
    void todaysBidMovesTomorrowsFactor() {
        assertEquals(0.0, TwoRounds.utilityOfA(1.0));
        assertEquals(3.959, TwoRounds.gain(4.9), 5e-4);
        assertEquals(6.0 - 2.0 * (5.0 / 4.9), TwoRounds.gain(4.9));
        assertEquals(4.0, TwoRounds.gain(5.0), "a tie in round 1 leaves it to the UAV and makes rho 1");
        for (int i = 1; i <= 1000; i++) {
            assertTrue(TwoRounds.gain(0.02 * i) <= 4.0);
        }
        assertThrows(IllegalArgumentException.class, () -> TwoRounds.gain(0.0));
    }
}
