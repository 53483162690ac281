package dmsb.nn.agent;

import dmsb.core.rl.SetPolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;

/** Reads trained policies for sets from model files. The format is described in docs/model-format.md. */
public final class SetPolicyFile {
    private SetPolicyFile() {}

    /**
     * The policy of a model. It decides by the most probable actions of the mean of its {@code evaluationChains}.
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
