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

    /**
     * Chooses an action for each of several observations, with the result that {@link #act(float[], RandomStream)} has
     * for each by itself: a row draws from its own stream, and no row has any influence on another. By default the rows
     * are taken one by one; a policy that computes them together is faster.
     *
     * @param rows the number of observations, from 0 to the length of {@code streams}
     * @param observations the observations, row after row; room for as many rows as there are streams. Not modified.
     * @param streams the stream of each row, all different where the policy draws
     * @param actions receives the action of each row. Modified.
     */
    default void act(int rows, float[] observations, RandomStream[] streams, int[] actions) {
        float[] observation = new float[streams.length == 0 ? 0 : observations.length / streams.length];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(observations, row * observation.length, observation, 0, observation.length);
            actions[row] = act(observation, streams[row]);
        }
    }
}
