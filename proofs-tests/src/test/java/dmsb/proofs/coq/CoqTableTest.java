package dmsb.proofs.coq;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Auctioneer;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.auction.mechanism.TopBids;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.auction.round.Settlement;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every class that clears a modified second-bid auction has the winner and the price that Coq has computed by the procedure
 * {@code decide}, which it proves to be the auction of its theorems. The bids are exact as doubles, so winners have to be
 * equal; prices have to be equal, too, or, where the exact price is no double, the double next to it.
 */
class CoqTableTest {
    private static final double CONTRACT = 7.25;
    private static final List<ClearedAuction> AUCTIONS = ClearedAuction.all();

    /** The way of an embedding program: announced, posted, sealed bids, settled. */
    @Test
    void theLiveAuctioneerSettlesAsCoqDecides() {
        for (ClearedAuction auction : AUCTIONS) {
            double[] bids = auction.exactBids();
            SealedBids sealed = new SealedBids(bids.length);
            for (int station = 1; station <= bids.length; station++) {
                sealed.bid(station, bids[station - 1]);
            }
            Settlement settlement = Auctioneer.fixed(auction.exactRho(), bids.length)
                    .announce(10, CONTRACT)
                    .post()
                    .clear(sealed);
            assertDecided(auction, settlement.winner(), settlement.price());
        }
    }

    /** A bid of 0 can neither win nor set a price: a station that is absent changes as little. */
    @Test
    void aMissingBidIsAsGoodAsNone() {
        for (ClearedAuction auction : AUCTIONS) {
            double[] bids = auction.exactBids();
            SealedBids sealed = new SealedBids(bids.length);
            for (int station = 1; station <= bids.length; station++) {
                if (bids[station - 1] > 0) {
                    sealed.bid(station, bids[station - 1]);
                }
            }
            Round round = announced(bids.length);
            round.open(sealed);
            round.awardBy(auction.exactRho());
            assertDecided(auction, round.winner(), round.price());
        }
    }

    @Test
    void theRoundAwardsAsCoqDecides() {
        for (ClearedAuction auction : AUCTIONS) {
            double[] bids = auction.exactBids();
            Round round = announced(bids.length);
            System.arraycopy(bids, 0, round.bids(), 0, bids.length);
            round.open();
            round.awardBy(auction.exactRho());
            assertDecided(auction, round.winner(), round.price());
            assertEquals(auction.winner() != 0, round.groundWinsUnder(auction.exactRho()));
        }
    }

    @Test
    void theMechanismClearsAsCoqDecides() {
        for (ClearedAuction auction : AUCTIONS) {
            Outcome outcome = new ModifiedSecondBid(auction.exactRho(), CONTRACT).clear(auction.exactBids());
            assertDecided(auction, outcome.winner(), outcome.price());
        }
    }

    /** The same bids after others in one array, as batches hold them. */
    @Test
    void batchesAndTheTwoHighestBidsDecideAsCoq() {
        for (ClearedAuction auction : AUCTIONS) {
            double[] bids = auction.exactBids();
            double[] twice = new double[2 * bids.length];
            System.arraycopy(bids, 0, twice, 0, bids.length);
            System.arraycopy(bids, 0, twice, bids.length, bids.length);
            int[] winners = new int[2];
            double[] prices = new double[2];
            double[] contracts = {CONTRACT, CONTRACT};
            ModifiedSecondBid.clear(2, bids.length, twice, auction.exactRho(), contracts, winners, prices);
            assertDecided(auction, winners[0], prices[0]);
            assertDecided(auction, winners[1], prices[1]);
            TopBids top = new TopBids();
            top.find(twice, bids.length, bids.length);
            assertEquals(auction.winner() != 0, top.groundWins(auction.exactRho()));
        }
    }

    /** That the table is worth comparing with: sizes, ties, prices on the bid, products that are no doubles. */
    @Test
    void theTableHoldsTheCasesThatMatter() {
        long uavServes = AUCTIONS.stream().filter(a -> a.winner() == 0).count();
        long rounded = AUCTIONS.stream().filter(a -> !a.priceIsADouble()).count();
        long atThePrice = AUCTIONS.stream().filter(a -> excess(a) == 0).count();
        long roundedToTheBid = AUCTIONS.stream()
                .filter(a -> a.exactRho() * ordered(a)[1] == ordered(a)[0] && excess(a) != 0)
                .count();
        long ties = AUCTIONS.stream()
                .filter(a -> a.groundStations() > 1 && ordered(a)[0] == ordered(a)[1])
                .count();
        assertAll(
                () -> assertTrue(AUCTIONS.size() >= 400, "auctions: " + AUCTIONS.size()),
                () -> assertTrue(AUCTIONS.stream().anyMatch(a -> a.groundStations() == 1), "one station"),
                () -> assertEquals(
                        5,
                        AUCTIONS.stream()
                                .filter(a -> a.groundStations() == 1000)
                                .count(),
                        "1,000 stations"),
                () -> assertTrue(uavServes >= 100 && AUCTIONS.size() - uavServes >= 100, "UAV: " + uavServes),
                () -> assertTrue(rounded >= 20, "prices that are no doubles: " + rounded),
                () -> assertTrue(atThePrice >= 20, "bids at the price: " + atThePrice),
                () -> assertTrue(roundedToTheBid >= 20, "products that round to the bid: " + roundedToTheBid),
                () -> assertTrue(ties >= 20, "ties: " + ties));
    }

    private static Round announced(int groundStations) {
        RoundTerms terms = RoundTerms.of(groundStations);
        Announcement announcement = new Announcement(0, new BidHistory(terms));
        announcement.declare(10, CONTRACT);
        Round round = new Round(terms);
        round.announce(0, announcement);
        return round;
    }

    private static void assertDecided(ClearedAuction auction, int winner, double price) {
        String label = "rho " + auction.rho() + ", " + auction.groundStations() + " bids";
        assertEquals(auction.winner(), winner, label);
        assertEquals(auction.winner() == 0 ? CONTRACT : auction.nearestPrice(), price, label);
    }

    /** The two highest bids, 0 if there is no second. */
    private static double[] ordered(ClearedAuction auction) {
        double[] bids = auction.exactBids();
        Arrays.sort(bids);
        return new double[] {bids[bids.length - 1], bids.length == 1 ? 0 : bids[bids.length - 2]};
    }

    /** The sign of the highest bid less rho times the second, exactly. */
    private static int excess(ClearedAuction auction) {
        double[] top = ordered(auction);
        return new BigDecimal(top[0]).compareTo(auction.rho().multiply(new BigDecimal(top[1])));
    }
}
