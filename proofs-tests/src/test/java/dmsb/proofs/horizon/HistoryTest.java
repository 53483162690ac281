package dmsb.proofs.horizon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.mechanism.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A history refuses by name what it does not have. */
class HistoryTest {
    private static final double[] ONES = {1, 1};
    private static final HorizonCase MARKET = new HorizonCase(new double[][] {{2, 1, 3}, {5, 4, 0}}, ONES, ONES);
    private static final History PAST =
            new History(3, List.of(new Horizon.Held(new double[] {2, 1, 3}, new Outcome(3, 3, 2.0))), MARKET);

    private static String refusal(Executable question) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, question).getMessage());
    }

    @Test
    void aBidderOfAnotherNumberIsRefused() {
        for (int bidder : new int[] {-1, 0, 4, 99}) {
            String expected = "bidder: expected a whole number from 1 to 3, got " + bidder;
            assertEquals(expected, refusal(() -> PAST.bid(0, bidder)));
            assertEquals(expected, refusal(() -> PAST.highestOfOthers(0, bidder)));
        }
        assertEquals(2.0, PAST.highestOfOthers(0, 3));
        assertEquals(3.0, PAST.bid(0, 3));
    }

    @Test
    void aRoundThatIsNotOverIsRefused() {
        for (int round : new int[] {-1, 1, 7}) {
            String expected = "round: expected a whole number from 0 to 0, got " + round;
            assertEquals(expected, refusal(() -> PAST.bids(round)));
            assertEquals(expected, refusal(() -> PAST.bid(round, 1)));
            assertEquals(expected, refusal(() -> PAST.highestOfOthers(round, 1)));
            assertEquals(expected, refusal(() -> PAST.outcome(round)));
            assertEquals(expected, refusal(() -> PAST.revealed(round)));
        }
        for (int round : new int[] {-1, 2}) {
            assertEquals(
                    "round: expected a whole number from 0 to 1, got " + round, refusal(() -> PAST.estimate(round)));
        }
        History first = new History(3, List.of(), MARKET);
        assertEquals("round: expected none before the first round is over, got 0", refusal(() -> first.outcome(0)));
        assertEquals(1.0, first.estimate(0));
    }
}
