package dmsb.core.rl;

/** A policy that learns from the steps it is shown. Its {@link Policy} methods explore. */
public interface Agent extends Policy {
    /**
     * Takes in one step and learns from it as it sees fit.
     *
     * @param observation the observation before the step. Not modified, not kept.
     * @param action the action taken
     * @param step what followed. Not modified, not kept.
     */
    void learn(float[] observation, int action, Step step);

    /**
     * Whether it learns from the next states of the actions that were not taken. Not by default.
     *
     * @return true if {@link Step#otherObservation} is to be written
     */
    default boolean needsOtherStates() {
        return false;
    }

    /**
     * How often the weights have been updated so far.
     *
     * @return the number of updates
     */
    long updates();
}
