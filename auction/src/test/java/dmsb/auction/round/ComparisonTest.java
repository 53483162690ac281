package dmsb.auction.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.round.Comparison.Reason;
import org.junit.jupiter.api.Test;

/** A settlement carries the comparison that decided it, and whoever has it can check it. */
class ComparisonTest {
    private static Comparison settled(double rho, double... bids) {
        Settlement settlement =
                Auctioneer.fixed(rho, bids.length).announce(0, 0).clear(bids);
        Comparison comparison = settlement.comparison();
        assertTrue(comparison.proves(!settlement.uavServes()), comparison.toString());
        assertFalse(comparison.proves(settlement.uavServes()), comparison.toString());
        assertEquals(comparison.reason() == Reason.GROUND_WINS, !settlement.uavServes());
        return comparison;
    }

    @Test
    void theOperandsAreThoseOfTheRound() {
        assertEquals(new Comparison(6, 1.1, 5), settled(1.1, 2, 6, 5));
        assertEquals(new Comparison(6, 3, 0), settled(3, 6));
    }

    /** 1.2 is a little below 6/5: rounded to a double the threshold is 6, and so seems to contradict that 6 wins. */
    @Test
    void whatARoundedThresholdWouldContradictIsProved() {
        Comparison comparison = settled(1.2, 6, 5);
        assertEquals(6, comparison.rho() * comparison.second());
        assertTrue(comparison.proves(true));
        Comparison lost = settled(Math.nextUp(1.2), 6, 5);
        assertEquals(Reason.RUNNER_UP_TOO_CLOSE, lost.reason());
    }

    @Test
    void subnormalAndHugeOperandsAreProved() {
        double tiny = Double.MIN_VALUE;
        assertEquals(Reason.GROUND_WINS, settled(1.5, 2 * tiny, tiny).reason());
        assertEquals(Reason.RUNNER_UP_TOO_CLOSE, settled(2.0, 2 * tiny, tiny).reason());
        assertEquals(
                Reason.RUNNER_UP_TOO_CLOSE,
                settled(Math.nextUp(2.0), 2 * tiny, tiny).reason());
        assertEquals(
                Reason.GROUND_WINS, settled(Math.nextDown(2.0), 2 * tiny, tiny).reason());
        double huge = Double.MAX_VALUE;
        assertEquals(Reason.RUNNER_UP_TOO_CLOSE, settled(4.0, huge, huge / 2).reason());
        assertEquals(Reason.RUNNER_UP_TOO_CLOSE, settled(2.0, huge, huge / 2).reason());
        assertEquals(
                Reason.GROUND_WINS, settled(Math.nextDown(2.0), huge, huge / 2).reason());
        assertEquals(Reason.GROUND_WINS, settled(1e300, huge, tiny).reason());
        assertEquals(Reason.TIED, settled(1.0, huge, huge).reason());
        assertEquals(Reason.TIED, settled(huge, tiny, tiny).reason());
    }

    @Test
    void anInfiniteRhoProvesThatTheUavServes() {
        assertEquals(
                Reason.RHO_INFINITE, settled(Double.POSITIVE_INFINITY, 5, 0).reason());
        assertEquals(
                Reason.RHO_INFINITE, settled(Double.POSITIVE_INFINITY, 0, 0).reason());
        assertEquals(Reason.NO_BID_ABOVE_ZERO, settled(1, 0, 0).reason());
    }
}
