package dmsb.auction.rule.observation;

import dmsb.auction.round.OthersPast;

/**
 * The observation by which the factor of one station is decided: what its view of the others' past holds, and no more. With
 * room that is reused; for one thread at a time.
 */
public interface OthersEncoder {
    /**
     * The length of an observation.
     *
     * @return the number of floats
     */
    int size();

    /**
     * Encodes a view.
     *
     * @param past the view. Not modified, not kept.
     * @param target receives the observation. Modified.
     */
    void encode(OthersPast past, float[] target);

    /**
     * The factor in place of the policy's in the view that was encoded last, where it is unlike all that a policy is trained
     * on: the others seem to bid only where they are the highest. So spoilers, whom that costs nothing, cannot lead a
     * policy where it knows nothing.
     *
     * @return the factor, at least 1; NaN where the policy decides
     */
    double guard();

    /**
     * What rewards of the view that was encoded last are measured by.
     *
     * @return the forecast level in the unit of bids, 0 if there is none
     */
    double level();

    /**
     * By which factor the UAV's value is taken for more than it is, in the view that was encoded last.
     *
     * @return the factor, at least 1
     */
    double uavOptimism();
}
