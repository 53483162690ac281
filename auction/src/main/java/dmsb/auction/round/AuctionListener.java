package dmsb.auction.round;

import dmsb.core.checkpoint.StateReader;

/** Is notified of every round of a market as soon as its rho is fixed, on the thread that holds the auctions. */
@FunctionalInterface
public interface AuctionListener {
    /** A listener that does nothing. */
    AuctionListener NONE = (announcement, posted) -> RoundFollower.NONE;

    /**
     * Takes note that rho is fixed. If it throws, nothing is posted.
     *
     * @param announcement what was known when rho was fixed. Not modified, not kept.
     * @param posted the round
     * @return who follows the round on
     */
    RoundFollower onPosted(Announcement announcement, Posted posted);

    /**
     * Takes note of a round that was under way when the market was saved: it is open still, or waits for the UAV's value.
     *
     * @param posted the round
     * @param state what its follower saved
     * @return who follows the round on; nobody by default
     * @throws IllegalArgumentException if something is missing in the state or does not fit
     */
    default RoundFollower onRestored(Posted posted, StateReader state) {
        return RoundFollower.NONE;
    }
}
