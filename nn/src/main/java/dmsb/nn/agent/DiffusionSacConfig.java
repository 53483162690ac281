package dmsb.nn.agent;

import static dmsb.core.setting.SettingType.choice;
import static dmsb.core.setting.SettingType.number;
import static dmsb.core.setting.SettingType.truth;
import static dmsb.core.setting.SettingType.wholeNumber;

import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.setting.Schema;
import dmsb.core.setting.Setting;
import dmsb.core.setting.SettingValues;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.diffusion.Denoiser;
import dmsb.nn.diffusion.NoiseSchedule;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Weights;
import java.util.List;

/**
 * The settings of {@link DiffusionSac}; {@link #standard()}, {@link #raw()} and {@link #reference()} are documented and
 * measured.
 *
 * @param values a value for each key of {@link #SCHEMA}
 */
public record DiffusionSacConfig(SettingValues values) implements LearnerConfig {
    /** The number of denoising steps, K. */
    public static final Setting<Integer> DIFFUSION_STEPS = Setting.of(
            "diffusionSteps",
            wholeNumber(1, 1_000),
            5,
            "the paper, and " + REFERENCE_CODE,
            "denoising steps K of the actor's chain");

    /** The noise schedule. */
    public static final Setting<NoiseSchedule.Family> SCHEDULE = Setting.of(
            "schedule",
            choice(List.of(NoiseSchedule.Family.values())),
            NoiseSchedule.Family.VARIANCE_PRESERVING,
            REFERENCE_CODE,
            "noise of the actor's chain");

    /** The largest noise that the actor can predict. */
    public static final Setting<Double> NOISE_BOUND = Setting.of(
            "noiseBound",
            number(0, 1e6).where(bound -> bound > 0, "a positive number up to 1e6"),
            2.0,
            MEASURED,
            "the largest noise that the actor can predict; a wider bound lets the chain move a logit further");

    /** Whether the actor is updated before the critics. */
    public static final Setting<Boolean> ACTOR_FIRST = Setting.of(
            "actorFirst",
            truth(),
            false,
            REFERENCE_CODE,
            "whether the actor is updated before the critics, as in Algorithm 1; after them, as in the reference code");

    /** The chains whose mean policy decides in evaluation. */
    public static final Setting<Integer> EVALUATION_CHAINS = Setting.of(
            "evaluationChains",
            wholeNumber(0, 4_096),
            16,
            MEASURED,
            "chains whose mean policy decides in evaluation, by its most probable action; 0 for one chain whose policy is"
                    + " sampled");

    /** Every key, and the presets. */
    public static final Schema<DiffusionSacConfig> SCHEMA = Schema.of(
                    NAME,
                    DiffusionSacConfig::new,
                    HIDDEN,
                    DIFFUSION_STEPS,
                    SCHEDULE,
                    NOISE_BOUND,
                    ACTOR_LEARNING_RATE,
                    CRITIC_LEARNING_RATE,
                    WEIGHT_DECAY,
                    GRADIENT_CLIP,
                    BATCH,
                    REPLAY_CAPACITY,
                    DISCOUNT,
                    N_STEP,
                    SOFT_UPDATE,
                    ENTROPY,
                    FEEDBACK,
                    OBJECTIVE,
                    PLANNING,
                    FORECASTS,
                    STEPS_PER_UPDATE,
                    FIRST_UPDATE,
                    ACTOR_FIRST,
                    EVALUATION_CHAINS)
            .withPreset(
                    "standard",
                    "found by one random search for all agents, with a linear filter's forecasts",
                    DiffusionSacConfig::standard)
            .withPreset("raw", "chosen by hand, without forecasts", DiffusionSacConfig::raw)
            .withPreset("reference", "the paper's reference code", DiffusionSacConfig::reference);

    /**
     * Checks what has to go together.
     *
     * @throws IllegalArgumentException if two settings do not go together
     */
    public DiffusionSacConfig {
        SCHEMA.require(values);
        ReplaySettings.require(values);
        ReplaySettings.requireObjective(values);
    }

    /**
     * What random searches, the same for every agent, found with a linear filter's forecasts: the steps of
     * {@link DiscreteSacConfig#standard()}, which lose least where little can be forecast, and a weight of the entropy so large
     * that a training hardly ever locks itself into one action early. The project's results have the figures.
     *
     * @return the default settings
     */
    public static DiffusionSacConfig standard() {
        return new DiffusionSacConfig(ReplaySettings.found(raw().values())).with(ENTROPY, 0.11);
    }

    /**
     * Settings without forecasts, chosen by hand: the policy has to find in raw inputs what a filter would tell it. What each
     * is worth stands in the project's design decisions.
     *
     * @return the settings that were standard before there were forecasts
     */
    public static DiffusionSacConfig raw() {
        return SCHEMA.standard().with(FORECASTS, ForecastSource.NONE);
    }

    /**
     * The settings of the reference code of the paper's [38], restated.
     *
     * @return the reference settings
     */
    public static DiffusionSacConfig reference() {
        return raw().with(NOISE_BOUND, 1.0)
                .with(ACTOR_LEARNING_RATE, 1e-4)
                .with(BATCH, 512)
                .with(DISCOUNT, 0.95)
                .with(FEEDBACK, Feedback.EXECUTED)
                .with(N_STEP, 3)
                .with(ENTROPY, 0.05)
                .with(STEPS_PER_UPDATE, 32)
                .with(EVALUATION_CHAINS, 0);
    }

    /**
     * The same settings for an agent that goes on learning on line, whose memory is to stay bounded.
     *
     * @return settings with a replay memory of at most {@value LearnerConfig#ONLINE_REPLAY_CAPACITY} transitions
     */
    public DiffusionSacConfig online() {
        return with(REPLAY_CAPACITY, Math.min(get(REPLAY_CAPACITY), ONLINE_REPLAY_CAPACITY));
    }

    @Override
    public Schema<DiffusionSacConfig> schema() {
        return SCHEMA;
    }

    @Override
    public <T> DiffusionSacConfig with(Setting<T> key, T value) {
        return new DiffusionSacConfig(values.with(key, value));
    }

    @Override
    public String agent() {
        return DiffusionSac.ID;
    }

    @Override
    public DiffusionSac newAgent(Environment environment, SeedTree seeds, Kernels kernels) {
        return new DiffusionSac(this, environment, seeds, kernels);
    }

    @Override
    public boolean plans() {
        return get(PLANNING);
    }

    @Override
    public Policy policy(TensorFile weights, int observations, int actions, Inference inference) {
        Kernels kernels = Kernels.create();
        Denoiser actor = DiffusionSac.newActor(this, observations, actions, kernels);
        Weights.load(policyNetwork(), actor.parameters(), weights);
        NoiseSchedule noise = NoiseSchedule.of(get(SCHEDULE), get(DIFFUSION_STEPS));
        return DiffusionPolicy.of(inference, actor, noise, observations, kernels);
    }

    @Override
    public boolean draws(Inference inference) {
        return inference.kind() != Inference.Mode.NOISELESS;
    }

    @Override
    public int evaluationChains() {
        return get(EVALUATION_CHAINS);
    }
}
