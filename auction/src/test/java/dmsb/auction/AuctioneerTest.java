package dmsb.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.Clearing.Reason;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.LaggedReserveRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AuctioneerTest {
    private final Announcement announcement = new Announcement(0, new BidHistory(2, 1));

    @Test
    void clearsAtThePostedRho() {
        Auctioneer auctioneer = Auctioneer.fixed(2.0);
        announcement.declare(7.0, 4.0);
        assertEquals(2.0, auctioneer.post(announcement));
        assertEquals(new Clearing(2, 6.0, 2.0, 6.0, Reason.GROUND_WINS), auctioneer.clear(3.0, 6.5));
        auctioneer.post(announcement);
        assertEquals(new Clearing(0, 4.0, 2.0, 6.0, Reason.RUNNER_UP_TOO_CLOSE), auctioneer.clear(3.0, 6.0));
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

    @Test
    void everyOutcomeTellsWhy() {
        double infinite = Double.POSITIVE_INFINITY;
        assertEquals(new Clearing(1, 4.0, 2.0, 4.0, Reason.GROUND_WINS), Clearing.of(new double[] {5, 2}, 2, 1));
        assertEquals(new Clearing(1, 0.0, 2.0, 0.0, Reason.GROUND_WINS), Clearing.of(new double[] {5}, 2, 1));
        assertEquals(
                new Clearing(0, 1.0, 2.0, 4.0, Reason.RUNNER_UP_TOO_CLOSE), Clearing.of(new double[] {4, 2}, 2, 1));
        assertEquals(new Clearing(0, 1.0, 1.0, 4.0, Reason.TIED), Clearing.of(new double[] {4, 4}, 1, 1));
        assertEquals(new Clearing(0, 1.0, 1.0, 0.0, Reason.NO_BID_ABOVE_ZERO), Clearing.of(new double[] {0, 0}, 1, 1));
        assertEquals(
                new Clearing(0, 1.0, infinite, infinite, Reason.RHO_INFINITE),
                Clearing.of(new double[] {9, 0}, infinite, 1));
    }

    @Test
    void oneCallIsPostAndClear() {
        LaggedReserveRule rule = new LaggedReserveRule();
        Announcement other = new Announcement(0, new BidHistory(2, 1));
        announcement.declare(6.0, 1.0);
        other.declare(6.0, 1.0);
        Auctioneer inTwo = new Auctioneer(rule);
        Auctioneer inOne = new Auctioneer(rule);
        for (double[] bids : new double[][] {{3, 2}, {3, 2}, {9, 1}, {4, 4}}) {
            inTwo.post(announcement);
            assertEquals(inTwo.clear(bids), inOne.clear(other, bids));
        }
    }

    @Test
    void withoutTruthfulnessThereIsNoPost() {
        Auctioneer sighted = Auctioneer.withoutTruthfulness((a, bids, count) -> bids[0], ClearingListener.NONE);
        assertEquals(3.0, sighted.clear(announcement, 3.0, 2.0).rho());
        assertTrue(String.valueOf(assertThrows(IllegalStateException.class, () -> sighted.post(announcement))
                        .getMessage())
                .startsWith("post: expected a rule that does not see the bids, got one without truthfulness"));
    }

    @Test
    void theListenerSeesTheAuctionBeforeItIsHistory() {
        List<String> seen = new ArrayList<>();
        Auctioneer auctioneer = new Auctioneer(
                new ConstantRule(1.5),
                (before, bids, clearing) ->
                        seen.add(before.history().size() + " " + Arrays.toString(bids) + " " + clearing.winner()));
        auctioneer.clear(announcement, 3.0, 1.0);
        auctioneer.post(announcement);
        auctioneer.clear(3.0, 2.5);
        assertEquals(List.of("0 [3.0, 1.0] 1", "1 [3.0, 2.5] 0"), seen);
    }

    @Test
    void aListenerThatFailsChangesNothing() {
        Auctioneer auctioneer = new Auctioneer(new ConstantRule(1.5), (before, bids, clearing) -> {
            throw new IllegalStateException("full disk");
        });
        assertThrows(IllegalStateException.class, () -> auctioneer.clear(announcement, 3.0, 1.0));
        assertEquals(1, announcement.history().size());
        assertThrows(IllegalStateException.class, () -> auctioneer.clear(3.0, 1.0), "nothing is posted");
    }

    @Test
    void aSecondThreadIsRefused() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Auctioneer auctioneer = new Auctioneer(new ConstantRule(1.5), (before, bids, clearing) -> {
            inside.countDown();
            await(leave);
        });
        Thread first = new Thread(() -> auctioneer.clear(announcement, 3.0, 1.0));
        first.start();
        inside.await();
        Announcement own = new Announcement(0, new BidHistory(2, 1));
        assertTrue(String.valueOf(assertThrows(IllegalStateException.class, () -> auctioneer.clear(own, 3.0, 1.0))
                        .getMessage())
                .contains("every market needs its own auctioneer"));
        leave.countDown();
        first.join();
        assertEquals(1, announcement.history().size());
        assertEquals(0, own.history().size());
    }

    /** The listener counts without synchronisation: two auctions at once would lose a count. jcstress does this in small. */
    @Test
    void threadsThatRaceForOneAuctioneerAreServedOneByOneOrRefused() throws Exception {
        int threads = 4;
        int attempts = 50_000;
        int[] told = new int[1];
        Auctioneer auctioneer = new Auctioneer(new ConstantRule(1.5), (before, bids, clearing) -> told[0]++);
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

    private int attempt(Auctioneer auctioneer, int attempts) {
        int served = 0;
        for (int i = 0; i < attempts; i++) {
            try {
                auctioneer.clear(announcement, 3.0, 1.0);
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
}
