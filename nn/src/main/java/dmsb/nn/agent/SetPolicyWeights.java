package dmsb.nn.agent;

import dmsb.core.rl.SetPolicy;
import dmsb.core.rl.SetPolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Weights;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The weights of a {@link SetActor} at one moment. Each opened policy gets its own copy of them. */
final class SetPolicyWeights implements SetPolicySnapshot {
    static final String NETWORK = "actor";

    static final List<String> CRITICS = List.of("critic1", "critic2");

    private final SetActorShape shape;
    private final TensorFile weights;

    /**
     * Keeps what a policy needs.
     *
     * @param shape the shape of the actor
     * @param tensors has those of the network, and of the critics if there are proposals; others are not looked at
     * @throws IllegalArgumentException if a tensor is missing, has another shape, or holds a number that is not finite
     */
    SetPolicyWeights(SetActorShape shape, Map<String, Tensor> tensors) {
        this.shape = shape;
        Map<String, Tensor> networks = new TreeMap<>();
        requireEnough(NETWORK, tensors, networks);
        if (hasProposals()) {
            CRITICS.forEach(critic -> requireEnough(critic, tensors, networks));
        }
        weights = new TensorFile(networks, Map.of());
        Kernels kernels = Kernels.create();
        actor(kernels); // refuses weights that do not fit or are not finite
        if (hasProposals()) {
            critics(kernels);
        }
    }

    /** Copies the tensors of a network. */
    private void requireEnough(String name, Map<String, Tensor> tensors, Map<String, Tensor> networks) {
        Map<String, Tensor> network = new TreeMap<>(tensors);
        network.keySet().removeIf(tensor -> !tensor.startsWith(name + "."));
        int hidden = shape.hidden();
        PolicyWeights.requireEnough(
                network,
                (long) hidden * ((long) shape.own() + shape.shared() + hidden + shape.actions()),
                name + " for " + shape.own() + " and " + shape.shared() + " observations, hidden layers of width "
                        + hidden + " and " + shape.actions() + " actions");
        networks.putAll(network);
    }

    private boolean hasProposals() {
        return shape.settings().get(SetActorConfig.PROPOSALS) > 1;
    }

    private SetActor actor(Kernels kernels) {
        SetActor actor = new SetActor(shape, kernels);
        Weights.load(NETWORK, actor.parameters(), weights);
        return actor;
    }

    private List<SetActor> critics(Kernels kernels) {
        return CRITICS.stream()
                .map(name -> {
                    SetActor critic = new SetActor(shape.ofPerceptron(shape.actions()), kernels);
                    Weights.load(name, critic.parameters(), weights);
                    return critic;
                })
                .toList();
    }

    @Override
    public int ownSize() {
        return shape.own();
    }

    @Override
    public int sharedSize() {
        return shape.shared();
    }

    @Override
    public int actionCount() {
        return shape.actions();
    }

    @Override
    public Map<String, Tensor> tensors() {
        return weights.tensors();
    }

    @Override
    public Map<String, String> metadata() {
        Map<String, String> metadata =
                new TreeMap<>(shape.settings().values().toMetadata(ModelMetadata.LEARNER_PREFIX));
        metadata.put(ModelMetadata.AGENT_KEY, SetActorConfig.ID);
        return metadata;
    }

    @Override
    public SetPolicy open(int mostElements) {
        Kernels kernels = Kernels.create();
        if (hasProposals()) {
            return SetActorPolicy.bestOf(
                    shape.settings().get(SetActorConfig.PROPOSALS),
                    actor(kernels),
                    critics(kernels),
                    kernels,
                    mostElements);
        }
        int chains = shape.settings().get(DiffusionSacConfig.EVALUATION_CHAINS);
        return chains == 0
                ? SetActorPolicy.sampling(actor(kernels), kernels, mostElements)
                : SetActorPolicy.meanOf(chains, actor(kernels), kernels, mostElements);
    }
}
