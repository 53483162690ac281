package dmsb.auction;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.auction.rule.PostedRule;

/**
 * Holds many auctions at a time: arrays in, arrays out. All rhos are fixed before any bid is looked at or recorded, so the
 * auctions of a batch are simultaneous; a trained model prices them in one pass through its networks. Each comes out as it
 * would by itself.
 *
 * <p>With a fixed rho and nothing to record, {@link ModifiedSecondBid#clear(int, int, double[], double, double[], int[],
 * double[])} is all that is needed. For one thread at a time; the rule may be shared if it is safe for many threads. Nothing
 * is allocated beyond what the rule does and what a listener is told.
 */
public final class BatchAuctioneer {
    private final PostedRule rule;
    private final int groundStations;
    private final ClearingListener listener;
    private final Round round;

    /**
     * A batch auctioneer.
     *
     * @param rule the rule that prices all auctions
     * @param groundStations the number of bids in each auction, N, at least 1
     * @throws IllegalArgumentException if the number is not positive
     */
    public BatchAuctioneer(PostedRule rule, int groundStations) {
        this(rule, groundStations, ClearingListener.NONE);
    }

    /**
     * A batch auctioneer that tells of every auction.
     *
     * @param rule the rule that prices all auctions
     * @param groundStations the number of bids in each auction, N, at least 1
     * @param listener told of every auction, in their order; what it throws ends the batch after that auction
     * @throws IllegalArgumentException if the number is not positive
     */
    public BatchAuctioneer(PostedRule rule, int groundStations, ClearingListener listener) {
        if (groundStations < 1) {
            throw new IllegalArgumentException("groundStations: expected a whole number from 1, got " + groundStations);
        }
        this.rule = rule;
        this.groundStations = groundStations;
        this.listener = listener;
        this.round = new Round(groundStations, 1.0);
    }

    /**
     * Prices and clears auctions, and records each in the history of its announcement, in their order. Where anything is
     * refused nothing has been recorded.
     *
     * @param count how many auctions
     * @param announcements what is known before the bids of each, one an auction; may repeat. Their histories are modified.
     * @param bids the sealed bids, N an auction, auction after auction. Not modified.
     * @param rhos receives rho of each auction. Modified.
     * @param winners receives who serves: 0 for the UAV, n for ground base station n. Modified.
     * @param prices receives what the winners pay. Modified.
     * @throws IllegalArgumentException if an array is too short, a bid is negative, infinite or NaN, or an announcement is
     *     of another shape
     */
    public void clear(
            int count, Announcement[] announcements, double[] bids, double[] rhos, int[] winners, double[] prices) {
        requireRoom("announcements", count, announcements.length);
        requireRoom("bids", Math.multiplyExact(count, groundStations), bids.length);
        requireRoom("rhos", count, rhos.length);
        requireRoom("winners", count, winners.length);
        requireRoom("prices", count, prices.length);
        for (int i = 0; i < count; i++) {
            if (announcements[i].history().groundStations() != groundStations) {
                throw new IllegalArgumentException("announcements[" + i + "]: expected one for groundStations "
                        + groundStations + ", got one for "
                        + announcements[i].history().groundStations());
            }
        }
        Bids.requireAll(bids, count * groundStations);
        rule.rhos(announcements, count, rhos);
        for (int i = 0; i < count; i++) {
            ModifiedSecondBid.requireRho(rhos[i]);
        }
        for (int i = 0; i < count; i++) {
            Announcement announcement = announcements[i];
            System.arraycopy(bids, i * groundStations, round.bids(), 0, groundStations);
            round.open(announcement, announcement.estimate());
            round.awardBy(rhos[i]);
            winners[i] = round.winner();
            prices[i] = round.price();
            try {
                if (listener != ClearingListener.NONE) {
                    listener.onClearing(
                            announcement, round.bids(), Clearing.of(round.bids(), rhos[i], announcement.contract()));
                }
            } finally {
                announcement.history().record(round.bids(), round.estimate(), round.uavServes(), round.surplus());
                rule.observe(round);
            }
        }
    }

    private static void requireRoom(String name, int expected, int length) {
        if (expected < 0 || length < expected) {
            throw new IllegalArgumentException(name + ": expected at least " + expected + " elements, got " + length);
        }
    }
}
