package dmsb.auction.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.math.ShortestDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModifiedSecondBidTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @Test
    void highestBidWinsAboveRhoTimesTheSecondAndPaysIt() {
        assertEquals(new Outcome(3, 2, 6.0), new ModifiedSecondBid(2.0).clear(3.0, 6.5, 1.0));
    }

    @Test
    void uavServesAtItsContractIfNobodyExceeds() {
        assertEquals(new Outcome(3, 0, 4.5), new ModifiedSecondBid(2.0, 4.5).clear(3.0, 6.0, 1.0));
    }

    @Test
    void tieLeavesTheTaskToTheUav() {
        assertTrue(new ModifiedSecondBid(1.0).clear(5.0, 5.0, 1.0).uavServes());
    }

    @Test
    void singlePositiveBidWinsForNothing() {
        assertEquals(new Outcome(1, 1, 0.0), new ModifiedSecondBid(3.0).clear(Double.MIN_VALUE));
        assertTrue(new ModifiedSecondBid(3.0).clear(0.0).uavServes());
        assertTrue(new ModifiedSecondBid(3.0).clear(-0.0).uavServes());
    }

    @Test
    void zerosLoseAndCostNothing() {
        assertTrue(new ModifiedSecondBid(1.0).clear(0.0, 0.0).uavServes());
        assertEquals(new Outcome(2, 1, 0.0), new ModifiedSecondBid(9.0).clear(1.0, 0.0));
    }

    @Test
    void infiniteRhoMeansThatTheUavAlwaysServes() {
        ModifiedSecondBid always = new ModifiedSecondBid(INFINITE);
        assertTrue(always.clear(5.0, 0.0).uavServes());
        assertTrue(always.clear(Double.MAX_VALUE).uavServes());
        TopBids top = new TopBids();
        top.find(new double[] {5.0, 0.0}, 0, 2);
        assertEquals(INFINITE, top.criticalPayment(INFINITE), "not NaN");
    }

    @Test
    void overflowingReserveLeavesTheTaskToTheUav() {
        assertTrue(new ModifiedSecondBid(4.0)
                .clear(Double.MAX_VALUE, Double.MAX_VALUE / 2)
                .uavServes());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 0.999, 0.0, -1.0, Double.NEGATIVE_INFINITY})
    void refusesAScalingFactorBelowOne(double rho) {
        assertMessage(
                "rho: expected a number from 1 to Infinity, got " + ShortestDecimal.of(rho),
                () -> new ModifiedSecondBid(rho));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1.0})
    void refusesWhatIsNoBidByItsIndex(double bid) {
        double[] bids = {1.0, 2.0, 3.0, bid};
        String message = "bids[3]: expected a finite number from 0, got " + ShortestDecimal.of(bid);
        assertMessage(message, () -> new ModifiedSecondBid(1.0).clear(bids));
        assertMessage(message, () -> new SecondPrice(1.0).clear(bids));
    }

    @Test
    void refusesAnAuctionWithoutBidders() {
        assertThrows(IllegalArgumentException.class, () -> new ModifiedSecondBid(1.0).clear());
    }

    @Test
    void losersPayNothingAndAllocationsSumToOne() {
        Outcome outcome = new ModifiedSecondBid(1.0).clear(3.0, 6.5, 1.0);
        assertEquals(0 + 0 + 1 + 0, outcome.allocation(0) + outcome.allocation(1) + outcome.allocation(2));
        assertEquals(3.0, outcome.payment(2));
        assertEquals(0.0, outcome.payment(0) + outcome.payment(1) + outcome.payment(3));
        assertThrows(IllegalArgumentException.class, () -> outcome.payment(4));
    }

    @Test
    void secondPriceAmongAllLetsTheUavBid() {
        assertEquals(new Outcome(2, 1, 5.0), new SecondPrice(5.0).clear(6.0, 2.0));
        assertEquals(new Outcome(2, 0, 6.0), new SecondPrice(7.0).clear(6.0, 2.0));
        assertEquals(new Outcome(2, 0, 6.0), new SecondPrice(6.0).clear(6.0, 2.0), "a tie goes to the lowest number");
        assertEquals(new Outcome(3, 2, 6.0), new SecondPrice(1.0).clear(2.0, 6.0, 6.0));
    }

    @Test
    void secondPriceAmongGroundStationsIsRhoOne() {
        assertEquals(new Outcome(2, 1, 2.0), SecondPrice.groundOnly().clear(6.0, 2.0));
    }

    private static void assertMessage(String message, Runnable act) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
