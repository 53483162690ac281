package dmsb.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.pricing.Announcement;
import dmsb.auction.pricing.BidHistory;
import dmsb.auction.pricing.LaggedReserveRule;
import org.junit.jupiter.api.Test;

class AuctioneerTest {
    private final Announcement announcement = new Announcement(0, new BidHistory(2, 1));

    @Test
    void clearsAtThePostedRho() {
        Auctioneer auctioneer = Auctioneer.fixed(2.0);
        announcement.declare(7.0, 4.0);
        assertEquals(2.0, auctioneer.post(announcement));
        assertEquals(new Clearing(2, 6.0, 2.0), auctioneer.clear(3.0, 6.5));
        auctioneer.post(announcement);
        assertEquals(new Clearing(0, 4.0, 2.0), auctioneer.clear(3.0, 6.0));
    }

    @Test
    void everyAuctionNeedsItsOwnPost() {
        Auctioneer auctioneer = Auctioneer.fixed(1.0);
        assertThrows(IllegalStateException.class, () -> auctioneer.clear(1.0, 2.0));
        auctioneer.post(announcement);
        auctioneer.clear(1.0, 2.0);
        assertThrows(IllegalStateException.class, () -> auctioneer.clear(1.0, 2.0));
    }

    @Test
    void refusedBidsLeaveThePostStanding() {
        Auctioneer auctioneer = Auctioneer.fixed(1.0);
        auctioneer.post(announcement);
        assertThrows(IllegalArgumentException.class, () -> auctioneer.clear(1.0));
        assertThrows(IllegalArgumentException.class, () -> auctioneer.clear(1.0, Double.NaN));
        assertEquals(1, auctioneer.clear(2.0, 1.0).winner());
    }

    @Test
    void aRuleThatLooksBackSeesTheRoundsCleared() {
        Auctioneer auctioneer = new Auctioneer(new LaggedReserveRule());
        announcement.declare(6.0, 0.0);
        assertEquals(1.0, auctioneer.post(announcement));
        auctioneer.clear(3.0, 2.0);
        assertEquals(3.0, auctioneer.post(announcement));
        assertEquals(3.0, announcement.history().surplus(0));
        auctioneer.clear(3.0, 2.0);
        assertEquals(6.0, announcement.history().surplus(0), "the estimate stands in for the value of a serving UAV");
    }
}
