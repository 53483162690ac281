package dmsb.auction;

import dmsb.auction.round.Announcement;

/** Sees every auction that an {@link Auctioneer} clears, on the thread that cleared it. */
@FunctionalInterface
public interface ClearingListener {
    /** A listener that does nothing. */
    ClearingListener NONE = (announcement, bids, clearing) -> {};

    /**
     * Takes note of an auction. What it throws goes to whoever cleared the auction, which then stands and is recorded all
     * the same.
     *
     * @param announcement what was known before the bids; its history does not hold this auction yet. Not modified, not
     *     kept.
     * @param bids the bids. Not modified, not kept.
     * @param clearing how it came out
     */
    void onClearing(Announcement announcement, double[] bids, Clearing clearing);
}
