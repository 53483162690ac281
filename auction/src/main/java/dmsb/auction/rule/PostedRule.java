package dmsb.auction.rule;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.PricedBy;

/**
 * A rule that fixes rho before the bids of the round arrive. The bids are not among its arguments. So for the ground
 * base stations every round is a modified second-bid auction with a constant rho, and Theorem 1 holds for each round.
 *
 * <p>Truthfulness over several rounds does not follow: a bid of one round can change the rho of a later one. Nor does
 * the theorem cover the UAV, whose declarations a rule may use.
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

    /**
     * Fixes rho for several auctions, each as by {@link #rho}. By default one after the other; a rule that computes them
     * together is faster.
     *
     * @param announcements what is known before the bids of each. Not modified, not kept.
     * @param count how many auctions
     * @param rhos receives rho of each. Modified.
     * @return what has set all of them; a rule without a model by default
     */
    default PricedBy rhos(Announcement[] announcements, int count, double[] rhos) {
        for (int i = 0; i < count; i++) {
            rhos[i] = rho(announcements[i]);
        }
        return PricedBy.RULE;
    }
}
