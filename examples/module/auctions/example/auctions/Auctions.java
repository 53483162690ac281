package example.auctions;

import dmsb.auction.Auctioneer;
import dmsb.auction.Clearing;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/** Three auctions of a module application, with bids from a named random stream. */
public class Auctions {
    public static void main(String[] args) {
        Auctioneer auctioneer = new Auctioneer(new LaggedReserveRule());
        Announcement announcement = new Announcement(0, new BidHistory(3, 1));
        RandomStream random = SeedTree.of(1).child("bids").stream();
        for (int round = 0; round < 3; round++) {
            announcement.declare(100, 70);
            auctioneer.post(announcement);
            Clearing clearing = auctioneer.clear(random.nextInt(150), random.nextInt(150), random.nextInt(150));
            System.out.println("provider " + clearing.winner() + " pays " + Math.round(clearing.price()));
        }
        System.out.println("in " + Auctioneer.class.getModule());
    }
}
