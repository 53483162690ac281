package dmsb.auction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Comparison;
import dmsb.auction.round.Comparison.Reason;
import dmsb.auction.round.MarketConditions;
import dmsb.auction.round.Posted;
import dmsb.auction.round.PricedBy;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundFollower;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.BidDependentRule;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.core.checkpoint.SavedState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AuctioneerTest {
    private static final RoundTerms TWO = RoundTerms.of(2);

    private static void assertOutcome(
            int winner, double price, double rho, double highest, double second, Reason reason, Settlement settlement) {
        assertEquals(winner, settlement.winner());
        assertEquals(winner == 0, settlement.uavServes());
        assertEquals(price, settlement.price());
        assertEquals(rho, settlement.rho());
        assertEquals(new Comparison(highest, rho, second), settlement.comparison());
        assertEquals(reason, settlement.reason());
        assertTrue(settlement.comparison().proves(winner != 0));
    }

    private static Settlement clear(double rho, double contract, double... bids) {
        return Auctioneer.fixed(rho, bids.length).announce(7, contract).clear(bids);
    }

    @Test
    void clearsAtThePostedRho() {
        Auctioneer auctioneer = Auctioneer.fixed(2.0, 2).announce(7.0, 4.0);
        Posted posted = auctioneer.post();
        assertEquals(2.0, posted.rho());
        assertOutcome(2, 6.0, 2.0, 6.5, 3.0, Reason.GROUND_WINS, posted.clear(3.0, 6.5));
        assertOutcome(
                0,
                4.0,
                2.0,
                6.0,
                3.0,
                Reason.RUNNER_UP_TOO_CLOSE,
                auctioneer.post().clear(3.0, 6.0));
    }

    /** Without a declaration the UAV would be worth 0, and every task sold. */
    @Test
    void nothingIsHeldBeforeTheFirstAnnouncement() {
        Auctioneer posting = Auctioneer.fixed(1.5, 2);
        Auctioneer sighted = Auctioneer.withoutTruthfulness((a, bids, count) -> 1.5, TWO, AuctionListener.NONE);
        assertThrows(IllegalArgumentException.class, () -> posting.announce(Double.NaN, 1), "which announces nothing");
        assertEquals(
                "post: expected what the UAV declares, got no announcement: announce first",
                assertThrows(IllegalStateException.class, posting::post).getMessage());
        for (Auctioneer market : List.of(posting, sighted)) {
            assertEquals(
                    "clear: expected what the UAV declares, got no announcement: announce first",
                    assertThrows(IllegalStateException.class, () -> market.clear(2, 1))
                            .getMessage());
            assertEquals(0, market.announce(0, 0).clear(2, 1).number(), "0 is a declaration too");
            assertEquals(1, market.clear(2, 1).number(), "an announcement holds until the next one");
        }
    }

    @Test
    void refusedBidsLeaveThePostStanding() {
        Posted posted = Auctioneer.fixed(1.0, 2).announce(0, 0).post();
        assertThrows(IllegalArgumentException.class, () -> posted.clear(1.0));
        assertThrows(IllegalArgumentException.class, () -> posted.clear(1.0, Double.NaN));
        assertEquals(1, posted.clear(2.0, 1.0).winner());
    }

    @Test
    void bidsThatAreRefusedInOneCallLeaveNothingPosted() {
        Auctioneer auctioneer = Auctioneer.fixed(1.0, 2).announce(0, 0);
        assertThrows(IllegalArgumentException.class, () -> auctioneer.clear(1.0));
        assertThrows(IllegalArgumentException.class, () -> auctioneer.clear(1.0, Double.NaN));
        assertEquals(List.of(), auctioneer.open());
        assertEquals(0, auctioneer.clear(2.0, 1.0).number());
    }

    @Test
    void aRuleThatLooksBackSeesTheRoundsCleared() {
        Auctioneer auctioneer = new Auctioneer(new LaggedReserveRule(), TWO).announce(6.0, 0.0);
        Posted first = auctioneer.post();
        assertEquals(1.0, first.rho());
        first.clear(3.0, 2.0);
        Posted second = auctioneer.post();
        assertEquals(3.0, second.rho());
        assertEquals(3.0, auctioneer.history().surplus(0));
        second.clear(3.0, 2.0);
        assertEquals(6.0, auctioneer.history().surplus(0), "the estimate stands in for the value of a serving UAV");
    }

    @Test
    void everyOutcomeTellsWhy() {
        double infinite = Double.POSITIVE_INFINITY;
        assertOutcome(1, 4.0, 2.0, 5.0, 2.0, Reason.GROUND_WINS, clear(2, 1, 5, 2));
        assertOutcome(1, 0.0, 2.0, 5.0, 0.0, Reason.GROUND_WINS, clear(2, 1, 5));
        assertOutcome(0, 1.0, 2.0, 4.0, 2.0, Reason.RUNNER_UP_TOO_CLOSE, clear(2, 1, 4, 2));
        assertOutcome(0, 1.0, 1.0, 4.0, 4.0, Reason.TIED, clear(1, 1, 4, 4));
        assertOutcome(0, 1.0, 1.0, 0.0, 0.0, Reason.NO_BID_ABOVE_ZERO, clear(1, 1, 0, 0));
        assertOutcome(0, 1.0, infinite, 9.0, 0.0, Reason.RHO_INFINITE, clear(infinite, 1, 9, 0));
    }

    @Test
    void oneCallIsPostAndClear() {
        LaggedReserveRule rule = new LaggedReserveRule();
        Auctioneer inTwo = new Auctioneer(rule, TWO).announce(6.0, 1.0);
        Auctioneer inOne = new Auctioneer(rule, TWO).announce(6.0, 1.0);
        for (double[] bids : new double[][] {{3, 2}, {3, 2}, {9, 1}, {4, 4}}) {
            assertEquals(inTwo.post().clear(bids).toString(), inOne.clear(bids).toString());
        }
    }

    @Test
    void withoutTruthfulnessThereIsNoPost() {
        Auctioneer sighted = Auctioneer.withoutTruthfulness((a, bids, count) -> bids[0], TWO, AuctionListener.NONE)
                .announce(0, 0);
        assertEquals(3.0, sighted.clear(3.0, 2.0).rho());
        assertTrue(String.valueOf(
                        assertThrows(IllegalStateException.class, sighted::post).getMessage())
                .startsWith("post: expected a rule that does not see the bids, got one without truthfulness"));
        assertEquals(List.of(), sighted.open());
    }

    @Test
    void theListenerSeesTheAuctionBeforeItIsHistory() {
        List<String> seen = new ArrayList<>();
        Auctioneer auctioneer = new Auctioneer(new ConstantRule(1.5), TWO, (before, posted) -> {
            int rounds = before.history().size();
            return new RoundFollower() {
                @Override
                public void onSettled(Settlement settlement) {
                    seen.add(rounds + " " + settlement.bid(1).getAsDouble() + " "
                            + settlement.bid(2).getAsDouble() + " " + settlement.winner());
                }

                @Override
                public void onCancelled(Posted cancelled) {
                    seen.add(rounds + " cancelled " + cancelled.number());
                }

                @Override
                public void onRevealed(Settlement settlement, double uavValue) {
                    seen.add(rounds + " revealed " + uavValue);
                }
            };
        });
        auctioneer.announce(0, 0).clear(3.0, 1.0);
        auctioneer.post().clear(3.0, 2.5).reveal(8.0);
        auctioneer.post().cancel();
        assertEquals(List.of("0 3.0 1.0 1", "1 3.0 2.5 0", "1 revealed 8.0", "1 cancelled 2"), seen);
    }

    @Test
    void aListenerThatFailsAtThePostLeavesNothingPosted() {
        Auctioneer auctioneer = new Auctioneer(new ConstantRule(1.5), TWO, (before, posted) -> {
            throw new IllegalStateException("full disk");
        });
        auctioneer.announce(0, 0);
        assertThrows(IllegalStateException.class, () -> auctioneer.clear(3.0, 1.0));
        assertThrows(IllegalStateException.class, auctioneer::post);
        assertEquals(0, auctioneer.history().size());
        assertEquals(List.of(), auctioneer.open());
    }

    @Test
    void aFollowerThatFailsAtTheSettlementChangesNothing() {
        RoundFollower failing = new RoundFollower() {
            @Override
            public void onSettled(Settlement settlement) {
                throw new IllegalStateException("full disk");
            }
        };
        Auctioneer auctioneer = new Auctioneer(new ConstantRule(1.5), TWO, (before, posted) -> failing).announce(0, 0);
        assertThrows(IllegalStateException.class, () -> auctioneer.clear(3.0, 1.0));
        assertEquals(1, auctioneer.history().size());
        assertEquals(List.of(), auctioneer.open());
    }

    @Test
    void aRuleWithoutAModelSaysSo() {
        assertEquals(
                PricedBy.RULE, Auctioneer.fixed(1, 2).announce(0, 0).clear(2, 1).pricedBy());
    }

    @Test
    void aSecondThreadIsRefused() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Auctioneer auctioneer = new Auctioneer(new ConstantRule(1.5), TWO, (before, posted) -> {
            inside.countDown();
            await(leave);
            return RoundFollower.NONE;
        });
        auctioneer.announce(0, 0);
        Thread first = new Thread(() -> auctioneer.clear(3.0, 1.0));
        first.start();
        inside.await();
        assertTrue(String.valueOf(assertThrows(IllegalStateException.class, () -> auctioneer.clear(3.0, 1.0))
                        .getMessage())
                .contains("every market needs its own auctioneer"));
        leave.countDown();
        first.join();
        assertEquals(1, auctioneer.history().size());
    }

    /** The listener counts without synchronisation: two auctions at once would lose a count. jcstress does this in small. */
    @Test
    void threadsThatRaceForOneAuctioneerAreServedOneByOneOrRefused() throws Exception {
        int threads = 4;
        int attempts = 50_000;
        int[] told = new int[1];
        Auctioneer auctioneer = new Auctioneer(new ConstantRule(1.5), TWO, (before, posted) -> {
            told[0]++;
            return RoundFollower.NONE;
        });
        auctioneer.announce(0, 0);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                counts.add(pool.submit(() -> attempt(auctioneer, attempts)));
            }
            int served = 0;
            for (Future<Integer> count : counts) {
                served += count.get();
            }
            assertEquals(served, told[0]);
            assertTrue(served > 0);
        } finally {
            pool.shutdownNow();
        }
    }

    private static int attempt(Auctioneer auctioneer, int attempts) {
        int served = 0;
        for (int i = 0; i < attempts; i++) {
            try {
                auctioneer.clear(3.0, 1.0);
                served++;
            } catch (IllegalStateException e) {
                Thread.onSpinWait(); // somebody else is at it
            }
        }
        return served;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void conditionsAsTheyAreMeasuredReachTheRuleAndARefusedDeclarationChangesNothing() {
        Scenario scenario = Scenario.preset("paper");
        double[] seen = new double[3];
        Auctioneer market = new Auctioneer(
                announcement -> {
                    seen[0] = announcement.conditions()[ConditionLayout.TASK];
                    seen[1] = announcement.estimate();
                    seen[2] = announcement.contract();
                    return 1.5;
                },
                RoundTerms.of(scenario));
        MarketConditions conditions = new MarketConditions(scenario).taskMB(1e6);
        assertSame(market, market.announce(conditions, 7, 4));
        market.post();
        assertArrayEquals(new double[] {1, 7, 4}, seen);
        conditions.taskMB(0);
        assertThrows(IllegalArgumentException.class, () -> market.announce(conditions, 7, Double.NaN));
        market.post();
        assertArrayEquals(new double[] {1, 7, 4}, seen);
    }

    @Test
    void aRuleWithoutTruthfulnessIsShownTheSettledRounds() {
        List<Long> observed = new ArrayList<>();
        BidDependentRule rule = new BidDependentRule() {
            @Override
            public double rho(Announcement announcement, double[] bids, int count) {
                return 1;
            }

            @Override
            public void observe(Round round) {
                observed.add(round.number());
            }
        };
        Auctioneer market =
                Auctioneer.withoutTruthfulness(rule, TWO, AuctionListener.NONE).announce(0, 0);
        market.clear(3, 1);
        market.clear(3, 1);
        market.clear(3, 1);
        assertEquals(List.of(0L, 1L), observed);
    }

    /** Each call by itself: one that kept the market would hide it from every other thread. */
    @Test
    void everyCallFreesTheMarketForOtherThreads() throws Exception {
        Scenario scenario = Scenario.preset("paper");
        RoundTerms terms = RoundTerms.of(scenario);
        Auctioneer market = new Auctioneer(new ConstantRule(Double.POSITIVE_INFINITY), terms);
        Auctioneer sighted = Auctioneer.withoutTruthfulness(
                        (announcement, bids, count) -> 1, terms, AuctionListener.NONE)
                .announce(0, 0);
        double[] conditions = new double[terms.conditionCount()];
        assertFreedBy(market, () -> market.announce(1, 2));
        assertFreedBy(market, () -> market.announce(conditions, 1, 2));
        assertFreedBy(market, () -> market.announce(new MarketConditions(scenario), 1, 2));
        assertFreedBy(market, market::post);
        assertFreedBy(market, () -> market.open().get(0).clear(3, 2, 1));
        assertFreedBy(market, () -> market.awaiting().get(0).reveal(5));
        assertFreedBy(market, market::post);
        assertFreedBy(market, () -> market.open().get(0).clear(new SealedBids(3)));
        assertFreedBy(market, market::post);
        assertFreedBy(market, () -> market.open().get(0).cancel());
        assertFreedBy(market, () -> market.clear(3, 2, 1));
        assertFreedBy(sighted, () -> sighted.clear(3, 2, 1));
        SavedState[] saved = new SavedState[1];
        assertFreedBy(market, () -> saved[0] = SavedState.of(market));
        assertFreedBy(market, () -> saved[0].restoreTo(market));
        assertFreedBy(market, () -> assertThrows(IllegalArgumentException.class, () -> market.clear(1)));
        assertFreedBy(sighted, () -> assertThrows(IllegalStateException.class, sighted::post));
    }

    private static void assertFreedBy(Auctioneer market, Runnable call) throws InterruptedException {
        call.run();
        List<Throwable> failures = new ArrayList<>();
        Thread other = new Thread(market::open);
        other.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        other.start();
        other.join();
        assertEquals(List.of(), failures);
    }
}
