package dmsb.nn.agent;

import dmsb.core.rl.Environment;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.setting.Schema;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import java.util.Map;

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
        return read(file, inference, LearnerConfig.schemas());
    }

    /**
     * The policy of a model, perhaps of an agent that is not the project's.
     *
     * @param file the model's file
     * @param inference how it is to decide
     * @param schemas the schemas of the settings of all agents that are known, by the agent's id
     * @return its policy
     * @throws IllegalArgumentException if the file is of another format, the agent is unknown, a key is missing, or a
     *     tensor is missing, of another shape or not finite
     */
    public static PolicySnapshot read(
            TensorFile file, Inference inference, Map<String, ? extends Schema<? extends LearnerConfig>> schemas) {
        ModelMetadata metadata = ModelMetadata.of(file);
        LearnerConfig config = LearnerConfig.read(metadata, schemas);
        return new PolicyWeights(
                config,
                positive(metadata, ModelMetadata.OBSERVATIONS_KEY),
                positive(metadata, ModelMetadata.ACTIONS_KEY),
                inference,
                file.tensors());
    }

    /**
     * The policy of an agent's networks as they are now, for {@link dmsb.core.rl.SnapshotAgent#snapshot} of an agent of one's own.
     *
     * @param config the agent's settings
     * @param environment what the agent is for
     * @param agent the agent. Not modified, its weights are copied.
     * @return the policy, deciding in the {@linkplain Inference#standard standard} way
     * @throws IllegalStateException if the weights are not finite
     */
    public static PolicySnapshot snapshot(LearnerConfig config, Environment environment, NeuralAgent agent) {
        return PolicyWeights.snapshot(
                config,
                environment.observationSize(),
                environment.actionCount(),
                agent.networks(),
                Inference.standard());
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
