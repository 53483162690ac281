package dmsb.auction.evaluation;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.core.random.RandomStream;

/** A way of selling the task of a round. {@link Sellers} has the usual ones. For one thread at a time. */
@FunctionalInterface
public interface Seller {
    /**
     * Begins an episode. Does nothing by default.
     *
     * @param random the stream to draw from in this episode
     */
    default void reset(RandomStream random) {}

    /**
     * Sells: calls one of the round's award methods.
     *
     * @param announcement what was known before the bids. Not modified.
     * @param round the opened round. Modified: awarded.
     */
    void sell(Announcement announcement, Round round);

    /**
     * Sees how a round came out, those of the warm-up included. Does nothing by default.
     *
     * @param round the settled round. Not modified, not kept.
     */
    default void observe(Round round) {}
}
