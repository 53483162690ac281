package dmsb.auction.rule;

import dmsb.auction.round.Round;
import dmsb.core.random.RandomStream;

/**
 * A rule for the price scaling factor rho of the modified second-bid auction. It is either a {@link PostedRule}, which
 * fixes rho before the bids arrive, or a {@link BidDependentRule}, which does not; both are open for extension. A rule may
 * keep what it has seen, and is used by one thread at a time.
 */
public sealed interface ScalingRule permits PostedRule, BidDependentRule {
    /**
     * Begins an episode. Does nothing by default.
     *
     * @param random the stream from which the rule draws in this episode, if it draws at all
     */
    default void reset(RandomStream random) {}

    /**
     * Sees how a round came out, whoever set its rho. Does nothing by default.
     *
     * @param round the settled round. Not modified, not kept.
     */
    default void observe(Round round) {}
}
