package dmsb.nn.agent;

import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.kernel.Kernels;

/** The settings of an agent: all it takes to make one, and to make a policy of weights that one has learned. */
public sealed interface LearnerConfig permits DiffusionSacConfig, DiscreteSacConfig, DqnConfig, PpoConfig {
    /**
     * The agent's id, as it stands in files and on the command line.
     *
     * @return {@code d2sac}, {@code sac}, {@code dqn} or {@code ppo}
     */
    String agent();

    /**
     * An agent with fresh weights.
     *
     * @param environment the environment it is for
     * @param seeds the source of its weights and of its updates' randomness
     * @return the agent
     * @throws IllegalArgumentException if the settings do not go with the environment
     */
    NeuralAgent newAgent(Environment environment, SeedTree seeds);

    /**
     * A policy with weights from a file.
     *
     * @param weights the file, with the networks that {@link NeuralAgent#networks} names
     * @param observations the length of an observation
     * @param actions the number of actions
     * @param chains as in {@link NeuralAgent#policyOf}
     * @param kernels the arithmetic; used by this policy alone
     * @return the policy, for one thread
     * @throws IllegalArgumentException if a tensor is missing, has another shape, or holds a number that is not finite
     */
    Policy policy(TensorFile weights, int observations, int actions, int chains, Kernels kernels);

    /**
     * The chains that evaluation is meant to use, see {@link NeuralAgent#policyOf}.
     *
     * @return the number; 1, the most probable action, unless the settings say otherwise
     */
    default int evaluationChains() {
        return 1;
    }
}
