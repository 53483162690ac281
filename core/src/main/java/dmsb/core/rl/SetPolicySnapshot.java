package dmsb.core.rl;

import dmsb.core.tensorfile.Tensor;
import java.util.Map;

/**
 * A policy for sets at one moment: weights that never change, from which any number of threads open their own policies, as
 * {@link PolicySnapshot} is for single choices. Immutable and safe for use by many threads.
 */
public interface SetPolicySnapshot {
    /**
     * The length of the observation of one element.
     *
     * @return the number of floats
     */
    int ownSize();

    /**
     * The length of the observation that all elements of a set share.
     *
     * @return the number of floats
     */
    int sharedSize();

    /**
     * The number of actions of an element.
     *
     * @return the number of actions
     */
    int actionCount();

    /**
     * The weights, as a model's file keeps them.
     *
     * @return the tensors by name
     */
    Map<String, Tensor> tensors();

    /**
     * What it takes beside the weights and the sizes to read the policy back from a model's file: the agent and its settings.
     *
     * @return entries of the file's metadata
     */
    Map<String, String> metadata();

    /**
     * A policy with these weights.
     *
     * @param mostElements the largest number of elements of a set, at least 1
     * @return a new policy, for one thread at a time
     */
    SetPolicy open(int mostElements);
}
