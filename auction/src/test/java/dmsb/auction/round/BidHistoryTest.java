package dmsb.auction.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.rule.ActionGrid;
import dmsb.core.checkpoint.SavedState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BidHistoryTest {
    private final BidHistory history = PastRounds.history(2, 3);

    @Test
    void keepsTheLastRoundsTheNewestFirstAndBidsFromTheHighest() {
        for (int t = 1; t <= 5; t++) {
            if (t % 2 == 0) {
                PastRounds.uav(history, 100 + t, 1000 + t, t, 10 + t);
            } else {
                PastRounds.ground(history, 100 + t, t, 10 + t);
            }
        }
        assertEquals(3, history.size());
        for (int age = 0; age < 3; age++) {
            int t = 5 - age;
            assertEquals(10 + t, history.bid(age, 0));
            assertEquals(t, history.bid(age, 1));
            assertEquals(100 + t, history.estimate(age));
            assertEquals(t % 2 == 0 ? 1000 + t : 10 + t, history.surplus(age));
            assertEquals(t, history.bidOf(age, 1));
            assertEquals(10 + t, history.bidOf(age, 2));
            assertEquals(t % 2 == 0, history.uavServed(age));
        }
        assertThrows(IllegalArgumentException.class, () -> history.bid(3, 0));
        assertThrows(IllegalArgumentException.class, () -> history.bid(-1, 0));
    }

    /** A rank or station out of range must not read the bids of another round. */
    @Test
    void whatIsNoRankAndNoStationIsRefusedByName() {
        for (int t = 0; t < 3; t++) {
            PastRounds.ground(history, 1, t, 10 + t);
        }
        for (int age = 0; age < 3; age++) {
            int asked = age;
            for (int rank : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                String refusal = "rank: expected a whole number from 0 to 1, got " + rank;
                assertEquals(refusal, refusal(() -> history.bid(asked, rank)));
                assertEquals(refusal, refusal(() -> history.bidLogSignificand(asked, rank)));
                assertEquals(refusal, refusal(() -> history.bidExponent(asked, rank)));
            }
            for (int station : new int[] {0, 3, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                String refusal = "station: expected a whole number from 1 to 2, got " + station;
                assertEquals(refusal, refusal(() -> history.bidOf(asked, station)));
                assertEquals(refusal, refusal(() -> history.hasBidOf(asked, station)));
            }
        }
    }

    @Test
    void roundsAndAnnouncementsRefuseAStationThatIsNone() {
        Round round = PastRounds.open(1, 1, 2);
        Announcement announcement = PastRounds.announcement(2, 0, 1);
        for (int station : new int[] {0, 3}) {
            String refusal = "station: expected a whole number from 1 to 2, got " + station;
            assertEquals(refusal, refusal(() -> round.isPresent(station)));
            assertEquals(refusal, refusal(() -> announcement.isInvited(station)));
        }
    }

    private static String refusal(Executable call) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void whatIsNoAmountIsRefusedAndLeavesTheHistoryAlone() {
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> PastRounds.ground(history, 1, 1, wrong));
            assertThrows(IllegalArgumentException.class, () -> PastRounds.ground(history, wrong, 1, 2));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> PastRounds.open(1, 1, 2).reveal(wrong));
        }
        assertThrows(IllegalArgumentException.class, () -> PastRounds.ground(history, 1, 1, 2, 3));
        assertEquals(0, history.size());
        PastRounds.ground(history, 0, 1, Double.MAX_VALUE);
        PastRounds.uav(history, Double.MAX_VALUE, 0, 1, 2);
        assertEquals(2, history.size());
    }

    @Test
    void aValueThatIsNotRevealedIsTheEstimateUntilItIs() {
        PastRounds.uav(history, 7, Double.NaN, 1, 2);
        PastRounds.ground(history, 8, 3, 4);
        assertEquals(7, history.surplus(1));
        assertFalse(history.uavValueRevealed(1));
        history.reveal(0, 9);
        history.reveal(1, 11);
        history.reveal(5, 13);
        assertEquals(9, history.surplus(1));
        assertTrue(history.uavValueRevealed(1));
        assertEquals(4, history.surplus(0), "a ground base station served");
        assertFalse(history.uavValueRevealed(0));
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

    /** Looks among rounds that the UAV served without one: which were looks is not to be told from anything else. */
    @Test
    void aHistoryThatIsRestoredKnowsItsLooks() {
        boolean[] looks = {true, false, true, true, false};
        BidHistory saved = PastRounds.history(3, 5);
        for (int t = 0; t < 5; t++) {
            Round round = new Round(RoundTerms.of(3));
            round.announce(t, PastRounds.announcement(3, 0, 1));
            System.arraycopy(new double[] {5, 4, 3}, 0, round.bids(), 0, 3);
            round.open();
            round.awardBy(new Factors(List.of(Double.POSITIVE_INFINITY), looks[t]));
            round.reveal(7);
            saved.record(round);
        }
        BidHistory restored = PastRounds.history(3, 5);
        for (int t = 0; t < 2; t++) { // what it held before is forgotten
            PastRounds.ground(restored, 1, 1, 1, 1);
        }
        SavedState.of(saved).restoreTo(restored);
        for (int t = 0; t < 5; t++) {
            assertEquals(looks[t], saved.wasLook(4 - t));
            assertEquals(looks[t], restored.wasLook(4 - t), "round " + t);
            assertTrue(restored.uavServed(4 - t) && restored.uavValueRevealed(4 - t));
        }
    }

    /** Rounds with a missing bid, a value that is revealed and one that is not, read back by every getter. */
    @Test
    void aHistoryThatIsRestoredReadsAsTheOneThatWasSaved() {
        BidHistory saved = PastRounds.history(3, 3);
        PastRounds.sealed(saved, 7, 9, new SealedBids(3).bid(1, 5).bid(3, 4));
        PastRounds.sealed(saved, 8, Double.NaN, new SealedBids(3).bid(2, 6));
        PastRounds.ground(saved, 9, 1, 2, 3);
        BidHistory restored = PastRounds.history(3, 3);
        for (int i = 0; i < 4; i++) {
            PastRounds.uav(restored, 1, 1, 1, 1, 1);
        }
        for (int times = 0; times < 2; times++) {
            SavedState.of(saved).restoreTo(restored);
            assertEquals(3, restored.size());
            for (int age = 0; age < 3; age++) {
                assertEquals(saved.number(age), restored.number(age));
                assertEquals(saved.estimate(age), restored.estimate(age));
                assertEquals(saved.estimateLogSignificand(age), restored.estimateLogSignificand(age));
                assertEquals(saved.surplus(age), restored.surplus(age));
                assertEquals(saved.surplusLogSignificand(age), restored.surplusLogSignificand(age));
                assertEquals(age > 0, restored.uavServed(age));
                assertEquals(age == 2, restored.uavValueRevealed(age));
                for (int station = 1; station <= 3; station++) {
                    assertEquals(saved.bidOf(age, station), restored.bidOf(age, station));
                    assertEquals(age == 0 || (age == 1) == (station == 2), restored.hasBidOf(age, station));
                    assertEquals(saved.bid(age, station - 1), restored.bid(age, station - 1));
                    assertEquals(
                            saved.bidLogSignificand(age, station - 1), restored.bidLogSignificand(age, station - 1));
                    assertEquals(saved.bidExponent(age, station - 1), restored.bidExponent(age, station - 1));
                }
            }
            PastRounds.ground(restored, 3, 9, 9, 9);
        }
    }
}
