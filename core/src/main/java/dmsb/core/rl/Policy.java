package dmsb.core.rl;

import dmsb.core.random.RandomStream;

/** A rule that chooses an action from an observation. */
@FunctionalInterface
public interface Policy {
    /**
     * Chooses an action.
     *
     * @param observation the observation. Not modified.
     * @param random the stream that a randomised policy draws from
     * @return the action
     */
    int act(float[] observation, RandomStream random);
}
