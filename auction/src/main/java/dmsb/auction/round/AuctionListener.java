package dmsb.auction.round;

/** Hears of every round of a market as soon as its rho is fixed, on the thread that holds the auctions. */
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
}
