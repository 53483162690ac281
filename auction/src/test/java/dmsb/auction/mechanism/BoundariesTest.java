package dmsb.auction.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BoundariesTest {
    @Test
    void theLargestAndTheSmallestAmountsAreAmounts() {
        assertEquals(
                Double.MAX_VALUE,
                new ModifiedSecondBid(1, Double.MAX_VALUE).clear(0, 0).price());
        assertEquals(0, new ModifiedSecondBid(1, 0).clear(0, 0).price());
        assertEquals(0, new SecondPrice(Double.MAX_VALUE).clear(1, 2).winner());
        assertEquals(2, new SecondPrice(0).clear(1, 2).winner());
        assertThrows(IllegalArgumentException.class, () -> new SecondPrice(-Double.MIN_VALUE));
        assertThrows(IllegalArgumentException.class, () -> new ModifiedSecondBid(1, Double.POSITIVE_INFINITY));
    }

    @Test
    void providersThatDoNotExistAreRefused() {
        Outcome outcome = new ModifiedSecondBid(1).clear(3, 2);
        assertEquals(1, outcome.allocation(1));
        for (int n : new int[] {-1, 3}) {
            assertThrows(IllegalArgumentException.class, () -> outcome.allocation(n));
            assertThrows(IllegalArgumentException.class, () -> outcome.payment(n));
        }
    }

    @Test
    void theUavServesExactlyWhereItIsTheWinner() {
        assertTrue(new Outcome(2, 0, 3).uavServes());
        assertFalse(new Outcome(2, 1, 3).uavServes());
    }
}
