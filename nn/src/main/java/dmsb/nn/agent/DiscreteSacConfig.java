package dmsb.nn.agent;

import static dmsb.core.setting.SettingType.truth;

import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.setting.Schema;
import dmsb.core.setting.Setting;
import dmsb.core.setting.SettingValues;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import dmsb.nn.layer.Weights;

/**
 * The settings of {@link DiscreteSac}: those of {@link DiffusionSacConfig} without the diffusion.
 *
 * @param values a value for each key of {@link #SCHEMA}
 */
public record DiscreteSacConfig(SettingValues values) implements LearnerConfig {
    /** Whether V(s') counts the entropy. */
    public static final Setting<Boolean> ENTROPY_IN_TARGET = Setting.of(
            "entropyInTarget",
            truth(),
            false,
            "eq. (20) and Algorithm 1",
            "whether V(s') counts the entropy, as in Christodoulou 2019, or not, as in eq. (20)");

    /** Every key, and the presets. */
    public static final Schema<DiscreteSacConfig> SCHEMA = Schema.of(
                    NAME,
                    DiscreteSacConfig::new,
                    HIDDEN,
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
                    ENTROPY_IN_TARGET,
                    FEEDBACK,
                    OBJECTIVE,
                    PLANNING,
                    FORECASTS,
                    STEPS_PER_UPDATE,
                    FIRST_UPDATE)
            .withPreset(
                    "standard",
                    "found by one random search for all agents, with a linear filter's forecasts",
                    DiscreteSacConfig::standard)
            .withPreset("raw", "chosen by hand, without forecasts", DiscreteSacConfig::raw);

    /**
     * Checks what has to go together.
     *
     * @throws IllegalArgumentException if two settings do not go together
     */
    public DiscreteSacConfig {
        SCHEMA.require(values);
        ReplaySettings.require(values);
        ReplaySettings.requireObjective(values);
    }

    /**
     * What a random search found, the same for every agent, with a linear filter's forecasts: the project's results have it.
     *
     * @return the default settings
     */
    public static DiscreteSacConfig standard() {
        return new DiscreteSacConfig(ReplaySettings.found(raw().values())).with(ENTROPY, 0.087);
    }

    /**
     * The settings of {@link DiffusionSacConfig#raw()} wherever both have the setting, so that the difference between the two
     * agents is the actor; but for the weight of the entropy, which a perceptron without noise needs less of.
     *
     * @return the settings that were standard before there were forecasts
     */
    public static DiscreteSacConfig raw() {
        return SCHEMA.standard().with(FORECASTS, ForecastSource.NONE).with(ENTROPY, 0.002);
    }

    @Override
    public Schema<DiscreteSacConfig> schema() {
        return SCHEMA;
    }

    @Override
    public <T> DiscreteSacConfig with(Setting<T> key, T value) {
        return new DiscreteSacConfig(values.with(key, value));
    }

    @Override
    public String agent() {
        return DiscreteSac.ID;
    }

    @Override
    public DiscreteSac newAgent(Environment environment, SeedTree seeds, Kernels kernels) {
        return new DiscreteSac(this, environment, seeds, kernels);
    }

    @Override
    public boolean plans() {
        return get(PLANNING);
    }

    @Override
    public Policy policy(TensorFile weights, int observations, int actions, Inference inference) {
        Kernels kernels = Kernels.create();
        Mlp actor = DiscreteSac.newActor(this, observations, actions, kernels);
        Weights.load(policyNetwork(), actor.parameters(), weights);
        return MlpPolicy.of(inference, actor, kernels);
    }

    @Override
    public boolean draws(Inference inference) {
        return inference.kind() == Inference.Mode.SAMPLED;
    }
}
