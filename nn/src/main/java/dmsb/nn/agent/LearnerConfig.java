package dmsb.nn.agent;

import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.kernel.Kernels;
import java.util.Map;

/**
 * The settings of an agent: all it takes to make one, to make a policy of weights that one has learned, and to write down in
 * a model's file how.
 */
public sealed interface LearnerConfig permits DiffusionSacConfig, DiscreteSacConfig, DqnConfig, PpoConfig {
    /**
     * The transitions that are remembered at most where learning goes on on line. With 9 base stations and a history of 3 a
     * transition takes 805 bytes, so the memory takes 13 MB, and 20 MB while it grows.
     */
    int ONLINE_REPLAY_CAPACITY = 16_384;

    /**
     * The agent's id, as it stands in files and on the command line.
     *
     * @return {@code d2sac}, {@code sac}, {@code dqn} or {@code ppo}
     */
    String agent();

    /**
     * The width of the two hidden layers of every network.
     *
     * @return the width
     */
    int hidden();

    /**
     * An agent with fresh weights.
     *
     * @param environment the environment it is for
     * @param seeds the source of its weights and of its updates' randomness
     * @return the agent
     * @throws IllegalArgumentException if the settings do not go with the environment
     */
    default NeuralAgent newAgent(Environment environment, SeedTree seeds) {
        return newAgent(environment, seeds, Kernels.create());
    }

    /**
     * An agent with fresh weights, on the given kernels: for one learner on several threads.
     *
     * @param environment the environment it is for
     * @param seeds the source of its weights and of its updates' randomness
     * @param kernels the arithmetic; used by this agent and the policies it hands out, closed by the caller
     * @return the agent
     * @throws IllegalArgumentException if the settings do not go with the environment
     */
    NeuralAgent newAgent(Environment environment, SeedTree seeds, Kernels kernels);

    /**
     * A policy with weights from a file.
     *
     * @param weights the file, with the network {@link #policyNetwork}
     * @param observations the length of an observation
     * @param actions the number of actions
     * @param inference how it is to decide
     * @return the policy, with kernels of its own, for one thread
     * @throws IllegalArgumentException if a tensor is missing, has another shape, or holds a number that is not finite
     */
    Policy policy(TensorFile weights, int observations, int actions, Inference inference);

    /**
     * The one of {@link NeuralAgent#networks} that the policy is made of.
     *
     * @return its name; the actor's unless there is none
     */
    default String policyNetwork() {
        return "actor";
    }

    /**
     * Whether a policy draws from the stream that it is given.
     *
     * @param inference how it decides
     * @return false if it is a function of the observation
     */
    boolean draws(Inference inference);

    /**
     * The chains that evaluation is meant to use, see {@link NeuralAgent#policyOf}.
     *
     * @return the number; 1, the most probable action, unless the settings say otherwise
     */
    default int evaluationChains() {
        return 1;
    }

    /**
     * The settings as entries of a model's metadata, named {@code learner.} and the key. Every setting is written, so that a
     * change of a default never changes what a trained model is.
     *
     * @return the entries by key, with the prefix
     */
    Map<String, String> toMetadata();

    /**
     * Reads the settings that a model was trained with. This is the one place of this module that tells the agents apart by
     * their ids.
     *
     * @param metadata the metadata of the model's file
     * @return the settings
     * @throws IllegalArgumentException if the agent is unknown, or a key is missing or holds what is no value of it
     */
    static LearnerConfig read(ModelMetadata metadata) {
        String agent = metadata.agent();
        return switch (agent) {
            case DiffusionSac.ID -> DiffusionSacConfig.read(metadata);
            case DiscreteSac.ID -> DiscreteSacConfig.read(metadata);
            case Dqn.ID -> DqnConfig.read(metadata);
            case Ppo.ID -> PpoConfig.read(metadata);
            default ->
                throw ModelMetadata.refusal(
                        ModelMetadata.AGENT_KEY,
                        "one of " + String.join(", ", DiffusionSac.ID, DiscreteSac.ID, Dqn.ID, Ppo.ID),
                        agent);
        };
    }
}
