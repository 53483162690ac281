package dmsb.nn.agent;

import static dmsb.nn.agent.LearnerConfig.HIDDEN;

import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.layer.Parameter;
import dmsb.nn.layer.Weights;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The weights of a policy's network at one moment. Each opened policy gets its own copy of them. */
final class PolicyWeights implements PolicySnapshot {
    private static final long SMALL = 1 << 16;

    private final LearnerConfig config;
    private final int observations;
    private final int actions;
    private final Inference inference;
    private final TensorFile weights;

    /**
     * Keeps what a policy needs.
     *
     * @param config the settings of the agent that the networks are of
     * @param observations the length of an observation
     * @param actions the number of actions
     * @param inference how its policies decide
     * @param tensors the tensors of the agent's networks
     * @throws IllegalArgumentException if a tensor is missing, has another shape, or holds a number that is not finite
     */
    PolicyWeights(
            LearnerConfig config, int observations, int actions, Inference inference, Map<String, Tensor> tensors) {
        this.config = config;
        this.observations = observations;
        this.actions = actions;
        this.inference = inference;
        Map<String, Tensor> network = new TreeMap<>(tensors);
        network.keySet().removeIf(name -> !name.startsWith(config.policyNetwork() + "."));
        this.weights = new TensorFile(network, Map.of());
        requireEnough(network);
        open(); // refuses weights that do not fit or are not finite
    }

    /**
     * Before room is made for a network as wide as the settings say: every policy's network has a hidden layer behind the
     * observation, one behind that, and one weight from there to each action at least. Small ones get their room, and an
     * error that names the tensor.
     */
    private void requireEnough(Map<String, Tensor> network) {
        if (!config.schema().keys().contains(HIDDEN)) {
            return; // an agent of the user's own, which checks its tensors by itself
        }
        requireEnough(
                network,
                (long) config.get(HIDDEN) * ((long) observations + config.get(HIDDEN) + actions),
                config.policyNetwork() + " for " + observations + " observations, hidden layers of width "
                        + config.get(HIDDEN) + " and " + actions + " actions");
    }

    /** Refuses tensors that have fewer weights than expected of a network, unless so many are few. */
    static void requireEnough(Map<String, Tensor> network, long expected, String ofWhat) {
        long got = 0;
        for (Tensor tensor : network.values()) {
            long size = 1;
            for (int dimension : tensor.shape()) {
                size *= dimension;
            }
            got += size;
        }
        if (expected > Math.max(got, SMALL)) {
            throw new IllegalArgumentException(
                    "model: expected at least " + expected + " weights in network " + ofWhat + ", got " + got);
        }
    }

    /**
     * The policy of an agent's networks as they are now; the weights are copied.
     *
     * @throws IllegalStateException if they are not finite
     */
    static PolicyWeights snapshot(
            LearnerConfig config,
            int observations,
            int actions,
            Map<String, List<Parameter>> networks,
            Inference inference) {
        try {
            return of(config, observations, actions, networks, inference);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("snapshot: " + e.getMessage(), e);
        }
    }

    private static PolicyWeights of(
            LearnerConfig config,
            int observations,
            int actions,
            Map<String, List<Parameter>> networks,
            Inference inference) {
        Map<String, Tensor> tensors = new TreeMap<>();
        networks.forEach((name, parameters) -> {
            if (name.equals(config.policyNetwork())) {
                Weights.save(name, parameters, tensors);
            }
        });
        return new PolicyWeights(config, observations, actions, inference, tensors);
    }

    @Override
    public int observationSize() {
        return observations;
    }

    @Override
    public int actionCount() {
        return actions;
    }

    @Override
    public boolean draws() {
        return config.draws(inference);
    }

    @Override
    public Map<String, Tensor> tensors() {
        return weights.tensors();
    }

    @Override
    public Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>(config.toMetadata());
        metadata.put(ModelMetadata.AGENT_KEY, config.agent());
        return metadata;
    }

    @Override
    public Policy open() {
        return config.policy(weights, observations, actions, inference);
    }
}
