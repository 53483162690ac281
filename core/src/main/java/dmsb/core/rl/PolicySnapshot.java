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
     * A policy with these weights.
     *
     * @return a new policy, for one thread at a time
     */
    Policy open();
}
