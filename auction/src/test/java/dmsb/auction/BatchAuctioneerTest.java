package dmsb.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Posted;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundFollower;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchAuctioneerTest {
    private static final Scenario SCENARIO = Scenario.preset("paper");
    private static final RoundTerms TERMS = RoundTerms.of(SCENARIO);
    private static final int STATIONS = SCENARIO.groundStations();

    private static void announce(RandomStream random, Auctioneer market) {
        double[] conditions = new double[TERMS.conditionCount()];
        Arrays.setAll(conditions, k -> random.nextDouble());
        market.announce(conditions, 100 * random.nextDouble(), 50 * random.nextDouble());
    }

    private static Auctioneer[] markets(BatchAuctioneer batch, int count) {
        Auctioneer[] markets = new Auctioneer[count];
        Arrays.setAll(markets, i -> batch.newMarket().announce(0, 0));
        return markets;
    }

    @Test
    void everyAuctionComesOutAsByItself() {
        int count = 700; // more than the rows of one pass
        ModelRule rule = new ModelRule(LearnedModel.of(SCENARIO, HashingPolicy.of(SCENARIO, 1)));
        BatchAuctioneer batch = new BatchAuctioneer(rule, TERMS);
        Auctioneer[] together = markets(batch, count);
        Auctioneer[] alone = markets(batch, count);
        RandomStream first = SeedTree.of(5).stream();
        RandomStream second = SeedTree.of(5).stream();
        RandomStream random = SeedTree.of(6).stream();
        Posted[] posted = new Posted[count];
        List<Double> rhos = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < count; i++) {
                announce(first, together[i]);
                announce(second, alone[i]);
            }
            batch.post(count, together, posted);
            for (int i = 0; i < count; i++) {
                double[] bids = random.doubles(STATIONS).map(u -> 100 * u).toArray();
                Settlement expected = alone[i].clear(bids);
                Settlement settlement = posted[i].clear(bids);
                assertEquals(expected.rho(), settlement.rho());
                assertEquals(expected.winner(), settlement.winner());
                assertEquals(expected.price(), settlement.price());
                assertEquals(expected.pricedBy(), settlement.pricedBy());
                assertEquals(expected.number(), settlement.number());
                assertEquals(
                        alone[i].history().surplus(0), together[i].history().surplus(0));
                rhos.add(settlement.rho());
            }
        }
        assertTrue(rhos.stream().distinct().count() > 10, "the policy tells markets apart");
    }

    @Test
    void auctionsThatShareAHistoryAreSimultaneous() {
        BatchAuctioneer batch =
                new BatchAuctioneer(announcement -> 1.0 + announcement.history().size(), TERMS);
        Auctioneer market = batch.newMarket().announce(0, 0);
        Posted[] posted = new Posted[2];
        batch.post(2, new Auctioneer[] {market, market}, posted);
        assertEquals(1.0, posted[0].rho());
        assertEquals(1.0, posted[1].rho());
        posted[1].clear(9, 8, 7);
        posted[0].clear(3, 2, 1);
        assertEquals(2, market.history().size());
        assertEquals(9.0, market.history().bid(0, 0), "recorded in their order");
    }

    @Test
    void whereOneIsRefusedNothingIsPosted() {
        BatchAuctioneer batch =
                new BatchAuctioneer(announcement -> announcement.estimate() == 13 ? Double.NaN : 1.5, TERMS);
        Auctioneer[] two = markets(batch, 2);
        two[1].announce(13, 0);
        assertEquals(
                "rho: expected a number from 1 to Infinity, got NaN", refusal(() -> batch.post(2, two, new Posted[2])));
        assertEquals(List.of(), two[0].open());
        assertEquals(List.of(), two[1].open());
        assertEquals(0, two[0].history().size());
        assertEquals("posted: expected at least 2 elements, got 1", refusal(() -> batch.post(2, two, new Posted[1])));
        assertEquals("markets: expected at least 3 elements, got 2", refusal(() -> batch.post(3, two, new Posted[3])));
        two[1] = new Auctioneer(new ConstantRule(1.5), TERMS);
        assertEquals(
                "markets[1]: expected one that this batch auctioneer made, got another one",
                refusal(() -> batch.post(2, two, new Posted[2])));
        two[0].announce(1, 1); // nobody is left inside
        assertEquals(1.5, two[0].post().rho());
    }

    @Test
    void whereOneMarketHasNoAnnouncementNothingIsPosted() {
        BatchAuctioneer batch = new BatchAuctioneer(new ConstantRule(1.5), TERMS);
        Auctioneer[] two = {batch.newMarket().announce(7, 3), batch.newMarket()};
        Posted[] posted = new Posted[2];
        assertEquals(
                "markets[1]: expected what the UAV declares, got no announcement: announce first",
                assertThrows(IllegalStateException.class, () -> batch.post(2, two, posted))
                        .getMessage());
        assertEquals(List.of(), two[0].open());
        two[1].announce(7, 3); // nobody is left inside
        batch.post(2, two, posted);
        assertEquals(0, posted[0].number());
    }

    @Test
    void aRefusedBidLeavesItsRoundOpenAndTheOthersSettled() {
        BatchAuctioneer batch = new BatchAuctioneer(new ConstantRule(1.5), TERMS);
        Auctioneer[] two = markets(batch, 2);
        Posted[] posted = new Posted[2];
        batch.post(2, two, posted);
        posted[0].clear(3, 2, 1);
        assertEquals(
                "bids[1]: expected a finite number from 0, got NaN", refusal(() -> posted[1].clear(3, Double.NaN, 1)));
        assertEquals(1, two[0].history().size());
        assertEquals(0, two[1].history().size());
        assertEquals(List.of(posted[1]), two[1].open());
    }

    private static String refusal(Runnable use) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, use::run).getMessage());
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
                    Settlement live = Auctioneer.fixed(rho, stations)
                            .announce(1, contracts[i])
                            .clear(own);
                    assertEquals(outcome.winner(), live.winner());
                    assertEquals(outcome.price(), live.price());
                }
            }
        }
    }

    @Test
    void theRuleOfABatchIsShownTheSettledRounds() {
        List<Long> observed = new ArrayList<>();
        PostedRule rule = new PostedRule() {
            @Override
            public double rho(Announcement announcement) {
                return 1;
            }

            @Override
            public void observe(Round round) {
                observed.add(round.number());
            }
        };
        BatchAuctioneer batch = new BatchAuctioneer(rule, TERMS);
        Auctioneer[] markets = markets(batch, 2);
        Posted[] posted = new Posted[2];
        batch.post(2, markets, posted);
        posted[1].clear(3, 2, 1);
        batch.post(2, markets, posted);
        assertEquals(List.of(0L), observed);
    }

    @Test
    void aBatchThatFailsCancelsItsOwnRoundsAloneAndTellsWhatFailsOnTheWay() {
        boolean[] full = new boolean[1];
        RoundFollower failing = new RoundFollower() {
            @Override
            public void onCancelled(Posted cancelled) {
                throw new IllegalStateException("round " + cancelled.number() + " not written");
            }
        };
        BatchAuctioneer batch = new BatchAuctioneer(new ConstantRule(1.5), TERMS, (before, round) -> {
            if (full[0] && round.estimate() == 13) {
                throw new IllegalStateException("full disk");
            }
            return failing;
        });
        Auctioneer[] markets = markets(batch, 2);
        markets[1].announce(13, 0);
        Posted[] posted = new Posted[2];
        batch.post(2, markets, posted);
        Posted[] earlier = posted.clone();
        full[0] = true;
        Throwable failure = assertThrows(IllegalStateException.class, () -> batch.post(2, markets, posted));
        assertEquals("full disk", failure.getMessage());
        assertEquals(1, failure.getSuppressed().length);
        assertEquals("round 1 not written", failure.getSuppressed()[0].getMessage());
        assertEquals(List.of(earlier[0]), markets[0].open());
        assertEquals(List.of(earlier[1]), markets[1].open());
    }

    @Test
    void aBatchFreesItselfAndItsMarketsForOtherThreads() throws Exception {
        BatchAuctioneer batch =
                new BatchAuctioneer(announcement -> announcement.estimate() == 13 ? Double.NaN : 1.5, TERMS);
        Auctioneer[] markets = markets(batch, 2);
        batch.post(2, markets, new Posted[2]);
        assertUsableElsewhere(batch, markets);
        markets[1].announce(13, 0);
        assertThrows(IllegalArgumentException.class, () -> batch.post(2, markets, new Posted[2]));
        markets[1].announce(1, 0);
        assertUsableElsewhere(batch, markets);
    }

    private static void assertUsableElsewhere(BatchAuctioneer batch, Auctioneer[] markets) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        Thread other = new Thread(() -> batch.post(markets.length, markets, new Posted[markets.length]));
        other.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        other.start();
        other.join();
        assertEquals(List.of(), failures);
    }
}
