package dmsb.nn.agent;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.rl.SnapshotAgent;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.layer.Parameter;
import java.util.List;
import java.util.Map;

/** An agent made of neural networks. It adds what a run needs besides learning: to save, to resume and to report. */
public interface NeuralAgent extends SnapshotAgent, Checkpointed {
    /**
     * The networks that make the model, by name.
     *
     * @return the parameters themselves, not copies
     */
    Map<String, List<Parameter>> networks();

    /**
     * The policy for evaluation with the weights of the moment; they go on changing if the agent goes on learning.
     *
     * @param chains the chains of a diffusion actor whose mean policy decides, its most probable action being taken; 0 to
     *     sample the policy of one. An actor without chains takes its most probable action for any number but 0.
     * @return the policy
     */
    Policy policyOf(int chains);

    /** The policy of a model's file in the {@linkplain Inference#standard standard} way. */
    @Override
    default PolicySnapshot read(TensorFile file) {
        return PolicyFile.read(file);
    }

    /**
     * The loss of the critic, or the sum of the losses of several, in the last update.
     *
     * @return the loss, NaN before the first update and without critics
     */
    double criticLoss();

    /**
     * The loss of the actor in the last update.
     *
     * @return the loss, NaN before the first update and for an agent without an actor
     */
    double actorLoss();

    /**
     * The mean entropy of the actor's policy in the last update, in nats.
     *
     * @return the entropy, NaN before the first update and for an agent without an actor
     */
    double policyEntropy();
}
