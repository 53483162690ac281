package dmsb.auction.evaluation;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.RoundObserver;
import dmsb.core.random.RandomStream;

/**
 * Allocates the task of a round and sets the payment. A seller is an auction mechanism, or a benchmark such as the
 * first best. {@link Sellers} has the usual ones. For one thread at a time.
 */
@FunctionalInterface
public interface Seller extends RoundObserver {
    /**
     * Begins an episode. Does nothing by default.
     *
     * @param random the stream to draw from in this episode
     */
    default void reset(RandomStream random) {}

    /**
     * Sells: calls one of the award methods of the round.
     *
     * @param announcement what was known before the bids. Not modified.
     * @param round the opened round. Modified: awarded.
     */
    void sell(Announcement announcement, HindsightRound round);
}
