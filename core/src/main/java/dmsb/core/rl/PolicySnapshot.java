package dmsb.core.rl;

/**
 * A policy as it is at one moment: weights that never change, from which any number of threads opens policies of its own.
 * Where policies of trained weights are handed from one module to another, this is what is handed. Immutable and safe for
 * use by many threads.
 */
public interface PolicySnapshot {
    /**
     * The length of the observations it decides by.
     *
     * @return the number of floats
     */
    int observationSize();

    /**
     * The number of actions it chooses from.
     *
     * @return the number of actions
     */
    int actionCount();

    /**
     * Whether its policies draw from the stream that they are given. One that does not is a function of the observation.
     *
     * @return true unless it is known that they do not
     */
    default boolean draws() {
        return true;
    }

    /**
     * A policy with these weights.
     *
     * @return a new policy, for one thread at a time
     */
    Policy open();
}
