package dmsb.auction.pricing;

/**
 * A rule that fixes rho before the bids of the round arrive. The bids are not among its arguments, so for the ground base
 * stations every round is a modified second-bid auction with a constant rho, and Theorem 1 holds round by round.
 *
 * <p>That is not truthfulness over time: a bid of today can move the rho of tomorrow. Nor does it bind the UAV, whose
 * declarations a rule may listen to.
 */
@FunctionalInterface
public non-sealed interface PostedRule extends ScalingRule {
    /**
     * Fixes rho.
     *
     * @param announcement what is known before the bids. Not modified, not kept.
     * @return rho, from 1 to infinity; infinite means that the UAV serves whatever is bid
     */
    double rho(Announcement announcement);
}
