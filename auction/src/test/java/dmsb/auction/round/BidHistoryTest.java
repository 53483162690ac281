package dmsb.auction.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.rule.ActionGrid;
import org.junit.jupiter.api.Test;

class BidHistoryTest {
    private final BidHistory history = new BidHistory(2, 3);

    @Test
    void keepsTheLastRoundsTheNewestFirstAndBidsFromTheHighest() {
        for (int t = 1; t <= 5; t++) {
            history.record(new double[] {t, 10 + t}, 100 + t, t % 2 == 0, 1000 + t);
        }
        assertEquals(3, history.size());
        for (int age = 0; age < 3; age++) {
            int t = 5 - age;
            assertEquals(10 + t, history.bid(age, 0));
            assertEquals(t, history.bid(age, 1));
            assertEquals(100 + t, history.estimate(age));
            assertEquals(1000 + t, history.surplus(age));
            assertEquals(t % 2 == 0, history.uavServed(age));
        }
        assertThrows(IllegalArgumentException.class, () -> history.bid(3, 0));
        assertThrows(IllegalArgumentException.class, () -> history.bid(-1, 0));
    }

    @Test
    void whatIsNoAmountIsRefusedAndLeavesTheHistoryAlone() {
        double[] bids = {1, 2};
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> history.record(new double[] {1, wrong}, 1, true, 1));
            assertThrows(IllegalArgumentException.class, () -> history.record(bids, wrong, true, 1));
            assertThrows(IllegalArgumentException.class, () -> history.record(bids, 1, true, wrong));
        }
        assertEquals(0, history.size());
        history.record(bids, 0, false, Double.MAX_VALUE);
        history.record(bids, Double.MAX_VALUE, true, 0);
        assertEquals(2, history.size());
    }

    @Test
    void magnitudesOfSubnormalNumbersAreExact() {
        assertEquals(-1074, Magnitude.exponent(Double.MIN_VALUE));
        assertEquals(-1073, Magnitude.exponent(3 * Double.MIN_VALUE));
        assertEquals(-1022, Magnitude.exponent(Double.MIN_NORMAL));
        assertEquals(-1023, Magnitude.exponent(Double.MIN_NORMAL / 2));
        assertEquals(Magnitude.ZERO, Magnitude.exponent(0));
        assertEquals(0, Magnitude.exponent(1));
        assertEquals(0, Magnitude.logSignificand(0));
        assertEquals(0, Magnitude.logSignificand(Double.MIN_VALUE));
        assertEquals(0, Magnitude.logSignificand(Double.MIN_NORMAL));
        assertEquals(StrictMath.log(1.5), Magnitude.logSignificand(3 * Double.MIN_VALUE));
        assertEquals(StrictMath.log(1.5), Magnitude.logSignificand(1.5 * Double.MIN_NORMAL));
        assertEquals(StrictMath.log(1.25), Magnitude.logSignificand(10));
    }

    @Test
    void theGridRunsFromOneToJustBelowTen() {
        ActionGrid grid = new ActionGrid(20);
        assertEquals(1, grid.rho(0));
        assertEquals(StrictMath.sqrt(10), grid.rho(10), 1e-15);
        assertEquals(StrictMath.pow(10, 0.35), grid.rho(7), 1e-15);
        assertEquals(StrictMath.pow(10, 0.95), grid.rho(19), 1e-14);
    }
}
