package dmsb.auction.mechanism;

/**
 * A rule that sells one task to the ground base stations or leaves it to the UAV.
 *
 * <p>An implementation is a function of the bids and of what it was made with: the same bids give the same outcome.
 */
@FunctionalInterface
public interface Mechanism {
    /**
     * Clears one auction.
     *
     * @param bids the ground base stations' sealed bids b_1..b_N, b_1 at index 0; at least one, all finite and not
     *     negative. Not modified.
     * @return who serves and what is paid
     * @throws IllegalArgumentException if a bid is negative, infinite or NaN, naming it, or there is none
     */
    Outcome clear(double... bids);
}
