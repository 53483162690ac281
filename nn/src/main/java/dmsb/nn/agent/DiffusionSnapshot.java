package dmsb.nn.agent;

import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Weights;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The weights of a diffusion actor at one moment. A policy that is opened gets a copy of them. */
final class DiffusionSnapshot implements PolicySnapshot {
    private static final String ACTOR = "actor";

    private final DiffusionSacConfig config;
    private final int observations;
    private final int actions;
    private final Inference inference;
    private final TensorFile weights;

    private DiffusionSnapshot(
            DiffusionSacConfig config,
            int observations,
            int actions,
            Inference inference,
            Map<String, Tensor> tensors) {
        this.config = config;
        this.observations = observations;
        this.actions = actions;
        this.inference = inference;
        this.weights = new TensorFile(actorOnly(tensors), Map.of());
        newActor(Kernels.create()); // refuses weights that do not fit or are not finite
    }

    private static Map<String, Tensor> actorOnly(Map<String, Tensor> tensors) {
        Map<String, Tensor> actor = new TreeMap<>(tensors);
        actor.keySet().removeIf(name -> !name.startsWith(ACTOR + "."));
        return actor;
    }

    static DiffusionSnapshot read(ModelMetadata metadata, TensorFile file, Optional<Inference> inference) {
        DiffusionSacConfig config = DiffusionSacConfig.read(metadata);
        return new DiffusionSnapshot(
                config,
                metadata.wholeNumber(ModelMetadata.OBSERVATIONS_KEY),
                metadata.wholeNumber(ModelMetadata.ACTIONS_KEY),
                inference.orElse(Inference.ofChains(config.evaluationChains())),
                file.tensors());
    }

    /** The actor as it is now; its weights are copied. */
    static DiffusionSnapshot of(DiffusionSacConfig config, int observations, Denoiser actor, Inference inference) {
        Map<String, Tensor> tensors = new TreeMap<>();
        Weights.save(ACTOR, actor.parameters(), tensors);
        return new DiffusionSnapshot(config, observations, actor.logits(), inference, tensors);
    }

    private Denoiser newActor(Kernels kernels) {
        Denoiser actor = DiffusionSac.newActor(config, observations, actions, kernels);
        Weights.load(ACTOR, actor.parameters(), weights);
        return actor;
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
        return inference.kind() != Inference.Kind.NOISELESS;
    }

    @Override
    public Policy open() {
        Kernels kernels = Kernels.create();
        Denoiser actor = newActor(kernels);
        NoiseSchedule schedule = NoiseSchedule.of(config.schedule(), config.diffusionSteps());
        return switch (inference.kind()) {
            case SAMPLED -> DiffusionPolicy.sampling(actor, schedule, observations, kernels);
            case MEAN -> DiffusionPolicy.meanOf(inference.chains(), actor, schedule, observations, kernels);
            case NOISELESS -> DiffusionPolicy.noiseless(actor, schedule, observations, kernels);
        };
    }
}
