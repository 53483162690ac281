import dmsb.auction.Auctioneer;
import dmsb.auction.round.Posted;

/** Three auctions with a fixed rho. */
public class FirstAuctions {
    public static void main(String[] args) {
        Auctioneer auctioneer = Auctioneer.fixed(1.25, 3); // 3 base stations
        for (double[] bids : new double[][] {{80, 60, 40}, {90, 88, 45}, {130, 40, 20}}) {
            auctioneer.announce(100, 70); // the UAV's estimate of its value, and its contract
            Posted posted = auctioneer.post(); // rho is fixed before the bids arrive
            System.out.println(posted.clear(bids));
        }
    }
}
