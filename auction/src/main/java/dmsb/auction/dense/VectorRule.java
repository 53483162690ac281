package dmsb.auction.dense;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;

/**
 * A rule that fixes the factors of all of a slot's tasks before the bids arrive. The bids are not among its arguments, so
 * for stations with additive values every task is a modified second-bid auction with a constant factor. For one thread
 * at a time.
 */
@FunctionalInterface
public interface VectorRule extends Checkpointed {
    /**
     * Begins an episode. Does nothing by default.
     *
     * @param random the stream from which the rule draws in this episode, if it draws at all
     */
    default void reset(RandomStream random) {}

    /**
     * Fixes the factors.
     *
     * @param announcement what is known before the bids. Not modified, not kept.
     * @param rhos receives the factor of each task, from 1 to infinity; NaN if each station has a {@link #factor} of its own.
     *     Modified.
     * @param unitPrices receives what a unit of each UAV's battery has to be worth at the least; holds 0. Modified.
     */
    void post(SlotAnnouncement announcement, double[] rhos, double[] unitPrices);

    /**
     * The factor of a station for a task for which no common one is posted. A function of what was known before the bids.
     *
     * @param announcement what was known before the bids of the slot. Not modified, not kept.
     * @param task the task, from 0
     * @param station the station, 1 to N
     * @return rho_nm, from 1 to infinity
     * @throws IllegalStateException if the rule posts common factors, as most do
     */
    default double factor(SlotAnnouncement announcement, int task, int station) {
        throw new IllegalStateException("factor: expected a rule with a factor for each station, got " + this);
    }

    /**
     * Sees a settled slot. Does nothing by default.
     *
     * @param slot the slot. Not modified, not kept.
     */
    default void observe(Slot slot) {}

    /** Saves what the rule has learned as it played. Nothing by default. */
    @Override
    default void save(StateWriter state) {}

    /** Takes up what a rule made alike has saved. Nothing by default. */
    @Override
    default void restore(StateReader state) {}
}
