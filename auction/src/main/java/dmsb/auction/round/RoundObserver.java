package dmsb.auction.round;

/**
 * Sees how the rounds of one market come out, as far as the auctioneer is told: a rule for rho is one. Each settled round is
 * shown once, in the order of the rounds, at the latest before the next rho is fixed.
 */
public interface RoundObserver {
    /**
     * Sees a settled round. Does nothing by default.
     *
     * @param round the round. If the UAV served and its value is revealed in time for the next rho, it is in it. Not
     *     modified, not kept.
     */
    default void observe(Round round) {}
}
