package dmsb.auction.rule;

import dmsb.auction.round.LooksPast;
import dmsb.auction.round.OthersPastWithLooks;
import dmsb.core.random.RandomStream;

/**
 * A rule whose factors come from the others' past bids, the UAV's declarations and what <em>looks</em> have shown. A look
 * is a round that the UAV serves whatever is bid. When to look is decided without a bid, so no bid decides what is seen,
 * and theorem A holds.
 */
public non-sealed interface StrictRuleWithLooks extends OthersPastRule {
    /**
     * Decides whether the coming round is a look. A function of its arguments, which keeps nothing.
     *
     * @param past what it may depend on; no bid is in it. Not kept.
     * @param coins a stream that belongs to this round alone, whatever was drawn in others
     * @return true if the UAV is to serve whatever is bid
     */
    boolean isLook(LooksPast past, RandomStream coins);

    /**
     * Fixes the factor of a station in a round that is no look. A function of the view, which keeps nothing.
     *
     * @param past what the factor may depend on. Not kept.
     * @return rho_n, from 1 to infinity
     */
    double factor(OthersPastWithLooks past);
}
