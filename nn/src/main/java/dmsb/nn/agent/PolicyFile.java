package dmsb.nn.agent;

import dmsb.core.rl.PolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;

/** Reads trained policies of all agents from model files. The format is described in docs/model-format.md. */
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
                positive(metadata, ModelMetadata.OBSERVATIONS_KEY),
                positive(metadata, ModelMetadata.ACTIONS_KEY),
                inference,
                file.tensors());
    }

    /** A number of a model that is at least 1. */
    static int positive(ModelMetadata metadata, String key) {
        int number = metadata.wholeNumber(key);
        if (number < 1) {
            throw ModelMetadata.refusal(key, "a whole number from 1", String.valueOf(number));
        }
        return number;
    }
}
