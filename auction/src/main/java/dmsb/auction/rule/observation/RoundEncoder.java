package dmsb.auction.rule.observation;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;

/**
 * The observation of a learned rule in training and evaluation, where the bids of the round are known: an encoder shows of
 * them what its kind allows. With room that is reused; for one thread at a time.
 */
public interface RoundEncoder {
    /**
     * The length of an observation.
     *
     * @return the number of floats
     */
    int size();

    /**
     * Encodes what may be known of a round.
     *
     * @param announcement what is known before the bids. Not modified.
     * @param round the opened round. Not modified.
     * @param target receives the observation. Modified.
     * @throws IllegalArgumentException if the announcement is of another shape
     */
    void encode(Announcement announcement, Round round, float[] target);

    /**
     * Whether the round that was encoded last is a look, in which the UAV serves whatever is decided.
     *
     * @return false where there are no looks
     */
    boolean isLook();

    /**
     * What rewards of the round that was encoded last are measured by.
     *
     * @return the forecast level in the unit of bids, 0 if there is none
     */
    double level();

    /**
     * By which factor the UAV's value in the round that was encoded last is taken for more than it is.
     *
     * @return the factor, 1 without forecasts
     */
    double uavOptimism();
}
