package example.auctions;

import dmsb.auction.Auctioneer;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/** Three auctions of a module application, with bids from a named random stream. */
public class Auctions {
    public static void main(String[] args) {
        Auctioneer auctioneer = new Auctioneer(new LaggedReserveRule(), RoundTerms.of(3));
        RandomStream random = SeedTree.of(1).child("bids").stream();
        for (int round = 0; round < 3; round++) {
            Settlement settlement = auctioneer
                    .announce(100, 70)
                    .clear(random.nextInt(150), random.nextInt(150), random.nextInt(150));
            System.out.println("provider " + settlement.winner() + " pays " + Math.round(settlement.price()));
        }
        System.out.println("in " + Auctioneer.class.getModule());
    }
}
