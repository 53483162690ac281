package dmsb.auction.rule;

import dmsb.auction.round.RoundObserver;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;

/**
 * A rule for the price scaling factor rho of the modified second-bid auction. A {@link PostedRule} fixes rho before the
 * bids arrive; a {@link BidDependentRule} fixes it afterwards. An {@link OthersPastRule} fixes a factor for each
 * station before the bids. All are open for extension. A rule may keep state from
 * the rounds that it has {@link #observe observed}. A rule that keeps state or draws random numbers also saves and
 * restores it. For one thread at a time.
 */
public sealed interface ScalingRule extends RoundObserver, Checkpointed
        permits PostedRule, BidDependentRule, OthersPastRule {
    /**
     * Begins an episode. Does nothing by default.
     *
     * @param random the stream from which the rule draws in this episode, if it draws at all
     */
    default void reset(RandomStream random) {}

    /** Saves what the rule keeps: nothing by default. */
    @Override
    default void save(StateWriter state) {}

    /** Restores what the rule keeps: nothing by default. */
    @Override
    default void restore(StateReader state) {}
}
