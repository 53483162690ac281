package dmsb.nn.agent;

import dmsb.core.rl.SetPolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;

/** Reads trained policies for sets from model files. The format is described in docs/model-format.md. */
public final class SetPolicyFile {
    private SetPolicyFile() {}

    /**
     * The policy of a model. How it decides is in the model's settings:
     *
     * <ul>
     *   <li>{@code proposals} of 2 or more: it draws so many vectors of actions and takes the one that its critics value most.
     *   <li>{@code proposals} of 1 and {@code evaluationChains} of 1 or more: it takes the most probable actions of the mean of so
     *       many passes. It draws the noise of the passes if its head is {@code diffusion}, and nothing otherwise.
     *   <li>{@code proposals} of 1 and {@code evaluationChains} of 0: it draws the actions of one pass.
     * </ul>
     *
     * <p>Whatever is drawn comes from the stream that a decision is given.
     *
     * @param file the model's file
     * @return its policy
     * @throws IllegalArgumentException if the file is of another format or agent, a key is missing, or a tensor is missing, of
     *     another shape or not finite
     */
    public static SetPolicySnapshot read(TensorFile file) {
        ModelMetadata metadata = ModelMetadata.of(file);
        if (!metadata.agent().equals(SetActorConfig.ID)) {
            throw ModelMetadata.refusal(ModelMetadata.AGENT_KEY, SetActorConfig.ID, metadata.agent());
        }
        SetActorShape shape = new SetActorShape(
                SetActorConfig.SCHEMA.read(metadata, ModelMetadata.LEARNER_PREFIX),
                PolicyFile.positive(metadata, ModelMetadata.OWN_OBSERVATIONS_KEY),
                PolicyFile.positive(metadata, ModelMetadata.SHARED_OBSERVATIONS_KEY),
                PolicyFile.positive(metadata, ModelMetadata.ACTIONS_KEY));
        return new SetPolicyWeights(shape, file.tensors());
    }
}
