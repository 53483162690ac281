package dmsb.core.rl;

/** An agent whose policy can be taken out while it goes on learning. */
public interface SnapshotAgent extends Agent {
    /**
     * The policy that the agent would be used with at this moment. The agent's further learning does not change it.
     *
     * @return a copy of the weights
     * @throws IllegalStateException if the weights are not finite
     */
    PolicySnapshot snapshot();
}
