package dmsb.auction.round;

import dmsb.core.checkpoint.StateWriter;

/**
 * Follows one round of a market from the posting of its rho, on the thread that holds the auctions. All methods do
 * nothing by default.
 */
public interface RoundFollower {
    /** A follower that does nothing. */
    RoundFollower NONE = new RoundFollower() {};

    /**
     * Takes note that the round is settled. What it throws goes to whoever cleared the round, which stands and is recorded
     * all the same.
     *
     * @param settlement how it came out
     */
    default void onSettled(Settlement settlement) {}

    /**
     * Takes note of what serving was worth to the UAV. What it throws goes to whoever revealed it; the revelation stands.
     *
     * @param settlement the settled round
     * @param uavValue v_0
     */
    default void onRevealed(Settlement settlement, double uavValue) {}

    /**
     * Takes note that the round is cancelled: no bids will come.
     *
     * @param posted the round
     */
    default void onCancelled(Posted posted) {}

    /**
     * Saves what is kept of the round, for {@link AuctionListener#onRestored}: a market that is saved has rounds under way.
     *
     * @param state receives it. Modified.
     */
    default void save(StateWriter state) {}
}
