package dmsb.nn.agent;

import dmsb.core.rl.PolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;

/**
 * Trained policies from model files, whatever agent was trained. What a file holds is in docs/model-format.md.
 */
public final class PolicyFile {
    private PolicyFile() {}

    /**
     * The policy of a model, deciding in the {@linkplain Inference#standard standard} way.
     *
     * @param file the model's file
     * @return its policy
     * @throws IllegalArgumentException if the file is of another format, the agent is unknown, a key is missing, or a
     *     tensor is missing, of another shape or not finite
     */
    public static PolicySnapshot read(TensorFile file) {
        return read(file, Inference.standard());
    }

    /**
     * The policy of a model.
     *
     * @param file the model's file
     * @param inference how it is to decide
     * @return its policy
     * @throws IllegalArgumentException if the file is of another format, the agent is unknown, a key is missing, or a
     *     tensor is missing, of another shape or not finite
     */
    public static PolicySnapshot read(TensorFile file, Inference inference) {
        ModelMetadata metadata = ModelMetadata.of(file);
        LearnerConfig config = LearnerConfig.read(metadata);
        return new PolicyWeights(
                config,
                metadata.wholeNumber(ModelMetadata.OBSERVATIONS_KEY),
                metadata.wholeNumber(ModelMetadata.ACTIONS_KEY),
                inference,
                file.tensors());
    }
}
