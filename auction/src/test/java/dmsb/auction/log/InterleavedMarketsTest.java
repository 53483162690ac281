package dmsb.auction.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InterleavedMarketsTest {
    private static BidLog log() {
        BidLogBuilder builder = new BidLogBuilder(2, 1);
        for (int row = 0; row < 6; row++) {
            double value = row % 2 == 0 ? 100 + row : Double.NaN;
            double[] latencies = {row, Double.NaN, 2 * row};
            builder.add(new double[] {row, 10 + row}, 50 + row, Double.NaN, value, new double[] {row / 8.0}, latencies);
        }
        return builder.build();
    }

    @Test
    void rowsOfAMarketComeTogetherInTheirOrder() {
        BidLog sorted = log().byMarket(new int[] {4, 2, 4, 4, 2, 9});
        assertEquals(3, sorted.markets());
        int[] rows = {0, 2, 3, 1, 4, 5};
        assertEquals(3, sorted.marketStart(1));
        assertEquals(5, sorted.marketStart(2));
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            assertEquals(row, sorted.bid(i, 1));
            assertEquals(10 + row, sorted.bid(i, 2));
            assertEquals(50 + row, sorted.estimate(i));
            assertTrue(Double.isNaN(sorted.contract(i)));
            assertEquals(row % 2 == 0, sorted.uavValueKnown(i));
            assertEquals(row % 2 == 0 ? 100 + row : 50 + row, sorted.uavValue(i));
            assertEquals(row / 8.0, sorted.condition(i, 0));
            assertEquals(2 * row, sorted.latency(i, 2));
        }
    }

    @Test
    void everyRowNeedsAMarket() {
        assertThrows(IllegalArgumentException.class, () -> log().byMarket(new int[5]));
    }
}
