package dmsb.core.rl;

import dmsb.core.tensorfile.Tensor;
import java.util.Map;

/**
 * A policy at one moment: weights that never change, from which any number of threads open their own policies. Modules
 * hand policies of trained weights to each other in this form. Immutable and safe for use by many threads.
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
     * The weights, as a model's file keeps them.
     *
     * @return the tensors by name; none by default
     */
    default Map<String, Tensor> tensors() {
        return Map.of();
    }

    /**
     * What it takes beside the weights to read the policy back from a model's file: the agent and its settings.
     *
     * @return entries of the file's metadata; none by default
     */
    default Map<String, String> metadata() {
        return Map.of();
    }

    /**
     * A policy with these weights.
     *
     * @return a new policy, for one thread at a time
     */
    Policy open();
}
