package dmsb.experiments.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.log.BidLog;
import dmsb.auction.log.BidLogBuilder;
import dmsb.auction.market.RhoGrid;
import dmsb.auction.market.Scenario;
import dmsb.experiments.config.UsageException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RhoQuantilesTest {
    private static final Scenario FOUR = Scenario.standard().with(Scenario.ACTIONS, 4);

    /** A log of two bidders, the second of whom bids 1. */
    private static BidLog log(double... firstBids) {
        BidLogBuilder log = new BidLogBuilder(2, 0);
        log.beginMarket();
        for (double bid : firstBids) {
            log.add(new double[] {bid, 1.0}, 1.0, 1.0, 1.0, new double[0], new double[] {1.0, 1.0, 1.0});
        }
        return log.build();
    }

    private static RhoGrid grid(double... factors) {
        return new RhoGrid.Listed(Arrays.stream(factors).boxed().toList());
    }

    @Test
    void theFactorsAreOneAndTheQuantiles() {
        Scenario fitted = RhoQuantiles.fitted(log(8, 2, 0.25, 1.5, 3, 5, 1.25, 1.1), FOUR);
        assertEquals(grid(1, 1.25, 2, 4), fitted.rhoGrid()); // 2nd, 4th and 6th of 1.1 1.25 1.5 2 3 4 5 8
        assertEquals(4, fitted.actions());
    }

    @Test
    void equalQuantilesCountOnceAndRoundsWithoutASecondBidDoNotCount() {
        Scenario fitted = RhoQuantiles.fitted(log(1, 1, 1, 2, 0), FOUR);
        assertEquals(grid(1, 2), RhoQuantiles.fitted(log(2, 2, 2), FOUR).rhoGrid());
        assertEquals(grid(1), fitted.rhoGrid()); // 1 1 1 2: all three quantiles are 1
        assertEquals(1, fitted.actions());
        assertThrows(UsageException.class, () -> RhoQuantiles.fitted(log(0, 0), FOUR));
    }
}
