package dmsb.auction.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.checkpoint.SavedState;
import dmsb.core.math.ShortestDecimal;
import org.junit.jupiter.api.Test;

class RoundTest {
    private final Round round = new Round(RoundTerms.of(3).withZeta(0.5));

    private Round open(double estimate, double contract, double... bids) {
        Announcement announcement = PastRounds.announcement(3, 0, 1);
        announcement.declare(estimate, contract);
        round.announce(5, announcement);
        System.arraycopy(bids, 0, round.bids(), 0, 3);
        round.open();
        return round;
    }

    @Test
    void anOpenedRoundShowsWhatItWasOpenedWith() {
        open(7, 4, 2, 6, 5);
        assertEquals(5, round.number());
        assertEquals(7, round.estimate());
        assertEquals(4, round.contract());
        assertEquals(2, round.leader());
        assertEquals(6, round.highest());
        assertEquals(5, round.second());
        assertTrue(Double.isNaN(round.rho()));
        assertFalse(round.uavValueRevealed());
        assertTrue(Double.isNaN(round.uavValue()));
    }

    @Test
    void bidsThatAreNotAmountsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> open(7, 4, 2, -1, 5));
        assertThrows(IllegalArgumentException.class, () -> open(7, 4, 2, Double.NaN, 5));
        assertThrows(IllegalArgumentException.class, () -> open(7, 4, 2, 6, 5).award(4, 0));
        assertThrows(IllegalArgumentException.class, () -> open(7, 4, 2, 6, 5).award(0, Double.NaN));
    }

    @Test
    void theModifiedSecondBidAwardsAboveTheScaledRunnerUp() {
        open(7, 4, 2, 6, 5).awardBy(1.1);
        assertEquals(1.1, round.rho());
        assertEquals(2, round.winner());
        assertFalse(round.uavServes());
        assertEquals(1.1 * 5, round.price());
        assertEquals(6, round.surplus());

        open(7, 4, 2, 6, 5).awardBy(1.25);
        assertTrue(round.uavServes());
        assertEquals(4, round.price());
        assertEquals(3.5, round.surplus(), "zeta times the estimate, until the value is revealed");
        round.reveal(9);
        assertEquals(4.5, round.surplus());
        assertEquals(4.5, round.uavWorth());
    }

    /** 1.2 is the double 1.19999999999999996, so its exact product with 5 is below 6, though it rounds to 6. */
    @Test
    void theComparisonIsExactWhereTheProductRounds() {
        open(7, 4, 2, 6, 5).awardBy(1.2);
        assertEquals(2, round.winner());
        assertEquals(6, round.price());
        assertTrue(round.comparison().proves(true));
    }

    @Test
    void theSecondPriceAuctionCountsTheContractAsABid() {
        open(7, 5.5, 2, 6, 5).awardBySecondPrice();
        assertEquals(2, round.winner());
        assertEquals(5.5, round.price());
        open(7, 8, 2, 6, 5).awardBySecondPrice();
        assertEquals(0, round.winner());
        assertEquals(6, round.price());
        assertTrue(Double.isNaN(round.rho()));
    }

    @Test
    void theSurplusUnderAnotherFactorIsKnownWhateverWasAwarded() {
        open(7, 4, 2, 6, 5).awardBy(2);
        round.reveal(9);
        assertEquals(6, round.surplusUnder(1.1));
        assertEquals(4.5, round.surplusUnder(1.25));
    }

    @Test
    void aRoundThatIsAnnouncedAnewForgetsTheOneBefore() {
        open(7, 4, 2, 6, 5).awardBy(2);
        round.reveal(9);
        open(3, 1, 9, 1, 1);
        assertFalse(round.uavValueRevealed());
        assertEquals(1.5, round.uavWorth());
        assertEquals(0, round.price());
    }

    @Test
    void aBargainingPowerThatIsNotPositiveAndFiniteIsRefused() {
        for (double zeta : new double[] {-1, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
            Exception e = assertThrows(
                    IllegalArgumentException.class, () -> RoundTerms.of(3).withZeta(zeta));
            assertEquals("zeta: expected a positive finite number, got " + ShortestDecimal.of(zeta), e.getMessage());
        }
    }

    @Test
    void aRoundThatIsRestoredIsAsItWasSaved() {
        Announcement announcement = PastRounds.announcement(3, 0, 1);
        announcement.declare(7, 4);
        round.announce(5, announcement);
        round.open(new SealedBids(3).bid(2, 6).bid(3, 5));
        round.awardBy(1.25);
        round.reveal(9);
        Round restored = new Round(RoundTerms.of(3).withZeta(0.5));
        SavedState.of(round).restoreTo(restored);
        assertEquals(5, restored.number());
        assertEquals(7, restored.estimate());
        assertEquals(4, restored.contract());
        assertFalse(restored.isPresent(1));
        assertTrue(restored.isPresent(2));
        assertTrue(restored.isPresent(3));
        assertEquals(2, restored.leader());
        assertEquals(6, restored.highest());
        assertEquals(5, restored.second());
        assertEquals(1.25, restored.rho());
        assertEquals(4, restored.price());
        assertEquals(4.5, restored.surplus());
        assertEquals(6, restored.surplusUnder(1.1));
    }

    @Test
    void aStateWhoseBidsAreNoAmountsIsRefusedByTheirIndex() {
        open(7, 4, 2, 6, 5).awardBy(1.1);
        round.bids()[1] = -6; // as in a file that was written by something else
        SavedState state = SavedState.of(round);
        assertEquals(
                "bids[1]: expected a finite number from 0, got -6",
                assertThrows(IllegalArgumentException.class, () -> state.restoreTo(new Round(RoundTerms.of(3))))
                        .getMessage());
    }
}
