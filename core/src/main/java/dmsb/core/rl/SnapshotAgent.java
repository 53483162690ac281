package dmsb.core.rl;

import dmsb.core.tensorfile.TensorFile;

/** An agent that can give out its current policy while it keeps learning. */
public interface SnapshotAgent extends Agent {
    /**
     * The policy that the agent would be used with at this moment. The agent's further learning does not change it.
     *
     * @return a copy of the weights
     * @throws IllegalStateException if the weights are not finite
     */
    PolicySnapshot snapshot();

    /**
     * A policy of this agent's kind from a model's file, deciding as those of {@link #snapshot} do: a run that is restored
     * prices by the policy that was published, not by what was learned since. Refused unless an agent says otherwise.
     *
     * @param file a model's file
     * @return its policy
     * @throws IllegalArgumentException if the file does not hold such a policy
     * @throws UnsupportedOperationException if this agent does not read policies
     */
    default PolicySnapshot read(TensorFile file) {
        throw new UnsupportedOperationException("read: expected an agent that reads its policies from files, got a "
                + getClass().getSimpleName());
    }
}
