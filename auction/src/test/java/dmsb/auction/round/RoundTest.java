package dmsb.auction.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RoundTest {
    private final Round round = new Round(3, 0.5);

    private Round open(double estimate, double contract, double uavValue, double... bids) {
        Announcement announcement = new Announcement(0, new BidHistory(3, 1));
        announcement.declare(estimate, contract);
        System.arraycopy(bids, 0, round.bids(), 0, 3);
        round.open(announcement, uavValue);
        return round;
    }

    @Test
    void anOpenedRoundShowsWhatItWasOpenedWith() {
        open(7, 4, 9, 2, 6, 5);
        assertEquals(7, round.estimate());
        assertEquals(4, round.contract());
        assertEquals(9, round.uavValue());
        assertEquals(2, round.leader());
        assertEquals(6, round.highest());
        assertEquals(5, round.second());
        assertTrue(Double.isNaN(round.rho()));
    }

    @Test
    void bidsThatAreNotAmountsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> open(7, 4, 9, 2, -1, 5));
        assertThrows(IllegalArgumentException.class, () -> open(7, 4, 9, 2, Double.NaN, 5));
    }

    @Test
    void theModifiedSecondBidAwardsAboveTheScaledRunnerUp() {
        open(7, 4, 9, 2, 6, 5).awardBy(1.1);
        round.settle(0.25);
        assertEquals(1.1, round.rho());
        assertEquals(2, round.winner());
        assertFalse(round.uavServes());
        assertEquals(1.1 * 5, round.price());
        assertEquals(6, round.surplus());
        assertEquals(6, round.groundSurplus());
        assertEquals(0, round.uavSurplus());
        assertEquals(0.25, round.delay());

        open(7, 4, 9, 2, 6, 5).awardBy(1.25);
        assertTrue(round.uavServes());
        assertEquals(4, round.price());
        assertEquals(4.5, round.surplus());
        assertEquals(4.5, round.uavSurplus());
        assertEquals(0, round.groundSurplus());
    }

    /** 1.2 is the double 1.19999999999999996, so its exact product with 5 is below 6, though it rounds to 6. */
    @Test
    void theComparisonIsExactWhereTheProductRounds() {
        open(7, 4, 9, 2, 6, 5).awardBy(1.2);
        assertEquals(2, round.winner());
        assertEquals(6, round.price());
    }

    @Test
    void theSecondPriceAuctionCountsTheContractAsABid() {
        open(7, 5.5, 9, 2, 6, 5).awardBySecondPrice();
        assertEquals(2, round.winner());
        assertEquals(5.5, round.price());
        open(7, 8, 9, 2, 6, 5).awardBySecondPrice();
        assertEquals(0, round.winner());
        assertEquals(6, round.price());
        assertTrue(Double.isNaN(round.rho()));
    }

    @Test
    void theFirstBestGoesToTheLargerWeightedValueAndToTheUavInATie() {
        open(7, 4, 11, 2, 6, 5).awardToBest();
        assertEquals(2, round.winner());
        assertEquals(6, round.firstBest());
        open(7, 4, 12, 2, 6, 5).awardToBest();
        assertEquals(0, round.winner());
        open(7, 4, 13, 2, 6, 5).awardToBest();
        assertEquals(0, round.winner());
        assertEquals(6.5, round.firstBest());
    }

    @Test
    void theSurplusUnderAnotherFactorIsKnownWhateverWasAwarded() {
        open(7, 4, 9, 2, 6, 5).awardBy(2);
        assertEquals(6, round.surplusUnder(1.1));
        assertEquals(4.5, round.surplusUnder(1.25));
    }
}
