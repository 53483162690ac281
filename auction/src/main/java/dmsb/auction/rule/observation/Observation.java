package dmsb.auction.rule.observation;

import dmsb.auction.round.Announcement;

/**
 * What a learned rule observes before the bids of a round arrive. It sees the announcement alone, so a model that observes by it
 * fixes rho before the bids, and stays truthful round by round. {@link ObservationEncoder} is the project's; implement this
 * interface to observe something else.
 *
 * <p>What is written is a function of the announcement and of nothing else: the same announcement gives the same floats, whatever
 * was encoded before. With room that is reused; for one thread at a time.
 */
public interface Observation {
    /**
     * The length of an observation.
     *
     * @return the number of floats, at least 1
     */
    int size();

    /**
     * Encodes what is known before the bids arrive.
     *
     * @param announcement what is known. Not modified, not kept.
     * @param target receives the observation, from index 0 to {@link #size} - 1. It may be longer. Modified.
     * @throws IllegalArgumentException if the announcement is of another shape
     */
    void encode(Announcement announcement, float[] target);

    /**
     * Whether the announcement that was encoded last tells enough to decide by. Where a market has just begun there are too few
     * past rounds; a model that prices rounds then takes the action nearest to the {@link dmsb.auction.rule.LaggedReserveRule}.
     * Trainings and learning curves do not ask: their episodes are warmed up.
     *
     * @return false if a policy is not to decide; always true unless overridden
     */
    default boolean isEnough() {
        return true;
    }
}
