package dmsb.nn.agent;

import static dmsb.core.setting.SettingType.number;
import static dmsb.core.setting.SettingType.wholeNumber;

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
 * The settings of {@link Dqn}.
 *
 * @param values a value for each key of {@link #SCHEMA}
 */
public record DqnConfig(SettingValues values) implements LearnerConfig {
    /** The probability of a uniform action at the first step. */
    public static final Setting<Double> FIRST_EPSILON = Setting.of(
            "firstEpsilon", number(0, 1), 1.0, "chosen", "probability of a uniformly random action at the first round");

    /** The probability of a uniform action in the end. */
    public static final Setting<Double> LAST_EPSILON =
            Setting.of("lastEpsilon", number(0, 1), 0.05, "chosen", "that probability from round `epsilonSteps` on");

    /** The number of steps that the fall of the probability takes, in a straight line. */
    public static final Setting<Integer> EPSILON_STEPS = Setting.of(
            "epsilonSteps",
            wholeNumber(1, Integer.MAX_VALUE),
            10_000,
            "chosen",
            "rounds in which that probability falls, in a straight line");

    /** Every key, and the presets. */
    public static final Schema<DqnConfig> SCHEMA = Schema.of(
                    NAME,
                    DqnConfig::new,
                    HIDDEN,
                    LEARNING_RATE,
                    WEIGHT_DECAY,
                    GRADIENT_CLIP,
                    BATCH,
                    REPLAY_CAPACITY,
                    DISCOUNT,
                    N_STEP,
                    SOFT_UPDATE,
                    FIRST_EPSILON,
                    LAST_EPSILON,
                    EPSILON_STEPS,
                    FEEDBACK,
                    PLANNING,
                    FORECASTS,
                    STEPS_PER_UPDATE,
                    FIRST_UPDATE)
            .withPreset(
                    "standard",
                    "found by one random search for all agents, with a linear filter's forecasts",
                    DqnConfig::standard)
            .withPreset("raw", "chosen by hand, without forecasts", DqnConfig::raw);

    /**
     * Checks what has to go together.
     *
     * @throws IllegalArgumentException if two settings do not go together
     */
    public DqnConfig {
        SCHEMA.require(values);
        ReplaySettings.require(values);
    }

    /**
     * What a random search found, the same for every agent, with a linear filter's forecasts: the project's results have it.
     *
     * @return the default settings
     */
    public static DqnConfig standard() {
        return raw().with(FORECASTS, ForecastSource.FILTER)
                .with(BATCH, 512)
                .with(SOFT_UPDATE, 0.0026)
                .with(LAST_EPSILON, 0.1);
    }

    /**
     * The settings of the critics of {@link DiffusionSacConfig#raw()} wherever there is such a setting; exploration from 1 to
     * 0.05 over 10,000 steps.
     *
     * @return the settings that were standard before there were forecasts
     */
    public static DqnConfig raw() {
        return SCHEMA.standard().with(FORECASTS, ForecastSource.NONE);
    }

    @Override
    public Schema<DqnConfig> schema() {
        return SCHEMA;
    }

    @Override
    public <T> DqnConfig with(Setting<T> key, T value) {
        return new DqnConfig(values.with(key, value));
    }

    @Override
    public String agent() {
        return Dqn.ID;
    }

    @Override
    public Dqn newAgent(Environment environment, SeedTree seeds, Kernels kernels) {
        return new Dqn(this, environment, seeds, kernels);
    }

    @Override
    public String policyNetwork() {
        return "critic";
    }

    @Override
    public boolean plans() {
        return get(PLANNING);
    }

    @Override
    public Policy policy(TensorFile weights, int observations, int actions, Inference inference) {
        Kernels kernels = Kernels.create();
        Mlp critic = Dqn.newCritic(this, observations, actions, kernels);
        Weights.load(policyNetwork(), critic.parameters(), weights);
        return MlpPolicy.greedy(critic, kernels);
    }

    @Override
    public boolean draws(Inference inference) {
        return false;
    }
}
