package dmsb.auction.round;

/**
 * Observes the outcomes of one market's rounds, as far as the auctioneer is told. Every rule for rho is an observer.
 * Each settled round is shown once, in the order of the rounds, at the latest before the next rho is fixed.
 */
public interface RoundObserver {
    /** Observes nothing. */
    RoundObserver NONE = new RoundObserver() {};

    /**
     * Sees a settled round. Does nothing by default.
     *
     * @param round the round. If the UAV served and its value is revealed in time for the next rho, it is in it. Not
     *     modified, not kept.
     */
    default void observe(Round round) {}
}
