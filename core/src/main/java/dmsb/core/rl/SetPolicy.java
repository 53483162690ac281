package dmsb.core.rl;

import dmsb.core.random.RandomStream;

/** A rule that chooses an action for each element of a set, whose number may vary from choice to choice. */
@FunctionalInterface
public interface SetPolicy {
    /**
     * Chooses an action for each element.
     *
     * @param elements how many, at least 1
     * @param own the observation of each element, one after the other. Not modified.
     * @param shared the observation that all elements share. Not modified.
     * @param random the stream that a randomised policy draws from
     * @param actions receives the action of each element. Modified.
     */
    void act(int elements, float[] own, float[] shared, RandomStream random, int[] actions);
}
