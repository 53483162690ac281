import dmsb.auction.Auctioneer;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;

/** Three auctions with a fixed rho. */
public class FirstAuctions {
    public static void main(String[] args) {
        Auctioneer auctioneer = Auctioneer.fixed(1.25);
        Announcement announcement = new Announcement(0, new BidHistory(3, 1)); // 3 base stations, no conditions
        for (double[] bids : new double[][] {{80, 60, 40}, {90, 88, 45}, {130, 40, 20}}) {
            announcement.declare(100, 70); // the UAV's estimate of its value, and its contract
            auctioneer.post(announcement);
            System.out.println(auctioneer.clear(bids));
        }
    }
}
