package dmsb.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Market;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BatchAuctioneerTest {
    private static final Scenario SCENARIO = Scenario.preset("paper");
    private static final int STATIONS = SCENARIO.groundStations();

    private static Announcement[] markets(int count) {
        Announcement[] markets = new Announcement[count];
        RandomStream random = SeedTree.of(5).stream();
        for (int i = 0; i < count; i++) {
            markets[i] =
                    new Announcement(Market.conditionCount(STATIONS), new BidHistory(STATIONS, SCENARIO.history()));
            Arrays.setAll(markets[i].conditions(), k -> random.nextDouble());
            markets[i].declare(100 * random.nextDouble(), 50 * random.nextDouble());
        }
        return markets;
    }

    @Test
    void everyAuctionComesOutAsByItself() {
        int count = 700; // more than the rows of one pass
        ModelRule rule = new ModelRule(new LearnedModel(SCENARIO, HashingPolicy.of(SCENARIO, 1)));
        BatchAuctioneer batch = new BatchAuctioneer(rule, STATIONS);
        Announcement[] together = markets(count);
        Announcement[] alone = markets(count);
        RandomStream random = SeedTree.of(6).stream();
        double[] bids = new double[count * STATIONS];
        double[] rhos = new double[count];
        int[] winners = new int[count];
        double[] prices = new double[count];
        for (int round = 0; round < 5; round++) {
            Arrays.setAll(bids, i -> 100 * random.nextDouble());
            batch.clear(count, together, bids, rhos, winners, prices);
            for (int i = 0; i < count; i++) {
                double[] own = Arrays.copyOfRange(bids, i * STATIONS, (i + 1) * STATIONS);
                Clearing clearing = new Auctioneer(rule).clear(alone[i], own);
                assertEquals(clearing.rho(), rhos[i]);
                assertEquals(clearing.winner(), winners[i]);
                assertEquals(clearing.price(), prices[i]);
                assertEquals(
                        alone[i].history().surplus(0), together[i].history().surplus(0));
            }
        }
        assertTrue(Arrays.stream(rhos).distinct().count() > 10, "the policy tells markets apart");
    }

    @Test
    void auctionsThatShareAHistoryAreSimultaneous() {
        BatchAuctioneer batch =
                new BatchAuctioneer(announcement -> 1.0 + announcement.history().size(), STATIONS);
        Announcement market = markets(1)[0];
        double[] rhos = new double[2];
        batch.clear(
                2,
                new Announcement[] {market, market},
                new double[] {3, 2, 1, 9, 8, 7},
                rhos,
                new int[2],
                new double[2]);
        assertEquals(1.0, rhos[0]);
        assertEquals(1.0, rhos[1]);
        assertEquals(2, market.history().size());
        assertEquals(9.0, market.history().bid(0, 0), "recorded in their order");
    }

    @Test
    void whereOneIsRefusedNothingIsRecorded() {
        BatchAuctioneer batch = new BatchAuctioneer(new ConstantRule(1.5), STATIONS);
        Announcement[] two = markets(2);
        double[] bids = {3, 2, 1, 3, Double.NaN, 1};
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> batch.clear(2, two, bids, new double[2], new int[2], new double[2]));
        assertEquals("bids[4]: expected a finite number not below 0, got NaN", refusal.getMessage());
        assertEquals(0, two[0].history().size());
        assertEquals(
                "winners: expected at least 2 elements, got 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> batch.clear(2, two, new double[6], new double[2], new int[1], new double[2]))
                        .getMessage());
        two[1] = new Announcement(0, new BidHistory(9, 1));
        assertEquals(
                "announcements[1]: expected one for groundStations 3, got one for 9",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> batch.clear(2, two, new double[6], new double[2], new int[2], new double[2]))
                        .getMessage());
    }

    @Test
    void theRowsOfAFixedRhoAreThoseOfTheMechanism() {
        int auctions = 2000;
        RandomStream random = SeedTree.of(7).stream();
        for (int stations = 1; stations <= 9; stations++) {
            double[] bids = new double[auctions * stations];
            double[] contracts = new double[auctions];
            Arrays.setAll(bids, i -> random.nextInt(8) == 0 ? -0.0 : random.nextInt(12) * 0.25);
            Arrays.setAll(contracts, i -> random.nextInt(5));
            int[] winners = new int[auctions];
            double[] prices = new double[auctions];
            for (double rho : new double[] {1, 1.25, 3, Double.POSITIVE_INFINITY}) {
                ModifiedSecondBid.clear(auctions, stations, bids, rho, contracts, winners, prices);
                for (int i = 0; i < auctions; i++) {
                    double[] own = Arrays.copyOfRange(bids, i * stations, (i + 1) * stations);
                    var outcome = new ModifiedSecondBid(rho, contracts[i]).clear(own);
                    assertEquals(outcome.winner(), winners[i]);
                    assertEquals(outcome.price(), prices[i]);
                    assertEquals(outcome.winner(), ModifiedSecondBid.winner(bids, i * stations, stations, rho));
                }
            }
        }
    }
}
