package dmsb.auction;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.PricedBy;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.PostedRule;
import dmsb.core.argument.Require;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Posts rounds of many markets at a time: a trained model prices them in one pass through its networks. All rhos are fixed
 * before any of the rounds is posted, and each is what it would be by itself; from then on every round has a handle of its
 * own.
 *
 * <p>For one thread at a time; the rule may be shared if it is safe for many threads. A rule that keeps what it has observed
 * keeps it of all the markets together, so it is for a batch of one market only.
 */
public final class BatchAuctioneer {
    private final PostedRule rule;
    private final RoundTerms terms;
    private final AuctionListener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private Announcement[] announcements = {};
    private double[] rhos = {};

    /**
     * A batch auctioneer.
     *
     * @param rule the rule that prices all rounds
     * @param terms the terms of the rounds of all markets
     */
    public BatchAuctioneer(PostedRule rule, RoundTerms terms) {
        this(rule, terms, AuctionListener.NONE);
    }

    /**
     * A batch auctioneer that tells of every round.
     *
     * @param rule the rule that prices all rounds
     * @param terms the terms of the rounds of all markets
     * @param listener told of every round, in their order
     */
    public BatchAuctioneer(PostedRule rule, RoundTerms terms, AuctionListener listener) {
        this.rule = rule;
        this.terms = terms;
        this.listener = listener;
    }

    /**
     * A new market.
     *
     * @return its auctioneer, which may also be used by itself
     */
    public Auctioneer newMarket() {
        return new Auctioneer(rule, terms, listener);
    }

    /**
     * Fixes rho for the next round of some markets by what was announced in each. If anything throws, nothing is posted.
     *
     * @param count how many rounds
     * @param markets the markets, from {@link #newMarket}; one that stands in several places has several rounds, which are
     *     simultaneous
     * @param posted receives the posted rounds. Modified.
     * @throws IllegalStateException if nothing was announced yet in a market, or another thread is using this batch auctioneer
     *     or one of the markets
     * @throws IllegalArgumentException if an array is too short, a market has another rule, or an announcement is not of the
     *     shape that the rule looks at
     */
    public void post(int count, Auctioneer[] markets, Posted[] posted) {
        Require.atLeast("count", count, 0);
        Require.room("markets", markets.length, count);
        Require.room("posted", posted.length, count);
        if (!lock.tryLock()) {
            throw new IllegalStateException("batch auctioneer: expected one thread at a time, got a second one");
        }
        try {
            postTogether(count, markets, posted);
        } finally {
            lock.unlock();
        }
    }

    private void postTogether(int count, Auctioneer[] markets, Posted[] posted) {
        if (announcements.length < count) {
            announcements = new Announcement[count];
            rhos = new double[count];
        }
        int entered = 0;
        int done = 0;
        try {
            for (; entered < count; entered++) {
                if (markets[entered].rule() != rule) {
                    throw new IllegalArgumentException(
                            "markets[" + entered + "]: expected one that this batch auctioneer made, got another one");
                }
                markets[entered].ledger().enter();
            }
            for (int i = 0; i < count; i++) {
                markets[i].requireAnnounced("markets[" + i + "]");
            }
            for (int i = 0; i < count; i++) {
                markets[i].ledger().tell(rule);
                announcements[i] = markets[i].ledger().announcement();
            }
            PricedBy pricedBy = rule.rhos(announcements, count, rhos);
            for (; done < count; done++) {
                posted[done] = markets[done].post("", rhos[done], pricedBy);
            }
        } catch (RuntimeException | Error e) {
            for (int i = 0; i < done; i++) {
                cancel(posted[i], e);
            }
            throw e;
        } finally {
            for (int i = 0; i < entered; i++) {
                markets[i].ledger().leave();
            }
            Arrays.fill(announcements, null);
        }
    }

    /** Cancels a round of a batch that has failed; what a follower throws is added to the reason. */
    private static void cancel(Posted round, Throwable reason) {
        try {
            round.cancel();
        } catch (RuntimeException | Error e) {
            reason.addSuppressed(e);
        }
    }
}
