package dmsb.core.rl;

import dmsb.core.random.SeedTree;

/**
 * A process with discrete actions that is played in episodes.
 *
 * <p>An episode is a function of its seed and of the actions. Nothing else has any influence, in particular no earlier
 * episode. {@link EnvironmentChecker} tests this promise.
 */
public interface Environment {
    /**
     * The length of an observation.
     *
     * @return the number of floats, at least 1
     */
    int observationSize();

    /**
     * The number of actions; actions are 0 to this number minus 1.
     *
     * @return the number of actions, at least 1
     */
    int actionCount();

    /**
     * Whether an action can change the rewards that actions have after its own step. Where it cannot, the rewards of all
     * actions of a step can be learned from together. What is <em>observed</em> of the process may depend on the action
     * all the same, and with it how well later actions are chosen. So discount 0 can lose rewards even there.
     *
     * @return false if later rewards of every action are the same whatever is done now
     */
    boolean actionsMoveState();

    /**
     * Begins an episode.
     *
     * @param episode the source of all the episode's randomness
     * @param observation receives the first observation. Modified.
     */
    void reset(SeedTree episode, float[] observation);

    /**
     * Plays one step.
     *
     * @param action the action
     * @param step receives what followed. Modified.
     * @throws IllegalArgumentException if there is no such action
     * @throws IllegalStateException if no episode is under way
     */
    void step(int action, Step step);
}
