package dmsb.auction.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.SealedBids;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slots in which each station has a factor of its own: in a program as in the simulator, saved and restored, by hand. */
class OthersPastVectorTest {
    private static SlotAuctioneer auctioneer() {
        Intersection shape = Intersection.of(Scenario.preset("dense"));
        return new SlotAuctioneer(shape, NamedVectorRule.OTHERS_LAGGED_RESERVE.make(shape, SeedTree.of(1), 1));
    }

    private static SlotAuctioneer announced(SlotAuctioneer auctioneer) {
        return auctioneer.begin(1).announce(0, 0, 12, 5);
    }

    private static SealedBids bids(double first, double second, double third) {
        return new SealedBids(3).bid(1, first).bid(2, second).bid(3, third);
    }

    /** Lagged reserve of the others' past: max(1, 12 / the highest of the others), 8 for station 2 and 3, 4 for station 1. */
    @Test
    void eachStationHasTheFactorOfTheOthersPast() {
        SlotAuctioneer auctioneer = auctioneer();
        announced(auctioneer).post(2);
        auctioneer.clear(bids(8, 4, 2));
        auctioneer.close();
        double[] rhos = announced(auctioneer).post(1);
        assertTrue(Double.isNaN(rhos[0]), "there is no common factor");
        assertEquals(3.0, auctioneer.factor(0, 1));
        assertEquals(1.5, auctioneer.factor(0, 2));
        assertEquals(1.5, auctioneer.factor(0, 3));
        SlotSettlement.TaskOutcome outcome =
                auctioneer.clear(bids(1, 10, 6)).tasks().get(0);
        assertEquals(2, outcome.server());
        assertEquals(1.5, outcome.rho());
        assertEquals(9.0, outcome.price());
    }

    /** Whatever a station bid in the slot before, its own factor is the same; those of the others are not. */
    @Test
    void noBidMovesOnesOwnFactor() {
        List<Double> own = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        for (double bid : new double[] {0, 1, 5, 100}) {
            SlotAuctioneer auctioneer = auctioneer();
            announced(auctioneer).post(2);
            auctioneer.clear(bids(bid, 4, 2));
            auctioneer.close();
            announced(auctioneer).post(1);
            own.add(auctioneer.factor(0, 1));
            others.add(auctioneer.factor(0, 2));
        }
        assertEquals(1, own.stream().distinct().count());
        assertTrue(others.stream().distinct().count() > 2);
    }

    /** Saved between posting and clearing, it goes on with the same factors. */
    @Test
    void aSlotThatIsPostedIsSaved() {
        SlotAuctioneer first = auctioneer();
        announced(first).post(2);
        first.clear(bids(8, 4, 2));
        first.close();
        announced(first).post(1);
        SlotAuctioneer second = auctioneer();
        SavedState.parse(SavedState.of(first).toBytes()).restoreTo(second);
        assertEquals(first.factor(0, 3), second.factor(0, 3));
        assertEquals(first.clear(bids(1, 10, 6)), second.clear(bids(1, 10, 6)));
    }

    @Test
    void factorsAreToldWhileTheyArePosted() {
        SlotAuctioneer auctioneer = auctioneer();
        assertThrows(IllegalStateException.class, () -> auctioneer.factor(0, 1));
        announced(auctioneer).post(1);
        assertThrows(IllegalArgumentException.class, () -> auctioneer.factor(0, 4));
        assertThrows(IllegalArgumentException.class, () -> auctioneer.factor(1, 1));
    }
}
