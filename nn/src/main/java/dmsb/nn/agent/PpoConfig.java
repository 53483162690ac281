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
 * The settings of {@link Ppo}.
 *
 * @param values a value for each key of {@link #SCHEMA}
 */
public record PpoConfig(SettingValues values) implements LearnerConfig {
    private static final String SCHULMAN = "Schulman et al. 2017";

    /** The number of steps played between updates. */
    public static final Setting<Integer> ROLLOUT = Setting.of(
            "rollout",
            wholeNumber(1, 1 << 20),
            1_024,
            MEASURED,
            "rounds played between updates; a multiple of `batch`");

    /** How often every step of a rollout is learned from. */
    public static final Setting<Integer> EPOCHS = Setting.of(
            "epochs", wholeNumber(1, 1_000), 16, MEASURED, "how often every round of a rollout is learned from");

    /** The decay of the advantages' trace. */
    public static final Setting<Double> LAMBDA =
            Setting.of("lambda", number(0, 1), 0.95, SCHULMAN, "decay of the advantages' trace");

    /** How far the ratio of new to old probability can leave 1 and still gain. */
    public static final Setting<Double> CLIP = Setting.of(
            "clip",
            number(0, 1),
            0.2,
            SCHULMAN,
            "how far the ratio of new to old probability can leave 1 and still gain");

    /** How far a value can leave its old one and still gain, 0 for as far as it likes. */
    public static final Setting<Double> VALUE_CLIP = Setting.of(
            "valueClip",
            number(0, 1e9),
            0.2,
            SCHULMAN,
            "how far a value can leave its old one and still gain; 0 for any");

    /** The weight of the critic's loss. */
    public static final Setting<Double> VALUE_WEIGHT =
            Setting.of("valueWeight", number(0, 1e6), 0.5, SCHULMAN, "weight of the critic's loss");

    /** Every key, and the presets. */
    public static final Schema<PpoConfig> SCHEMA = Schema.of(
                    NAME,
                    PpoConfig::new,
                    HIDDEN,
                    LEARNING_RATE,
                    GRADIENT_CLIP,
                    ROLLOUT,
                    BATCH,
                    EPOCHS,
                    DISCOUNT,
                    LAMBDA,
                    CLIP,
                    VALUE_CLIP,
                    VALUE_WEIGHT,
                    ENTROPY,
                    FORECASTS)
            .withPreset(
                    "standard",
                    "found by one random search for all agents, with a linear filter's forecasts",
                    PpoConfig::standard)
            .withPreset("raw", "chosen by hand, without forecasts", PpoConfig::raw);

    /**
     * Checks what has to go together.
     *
     * @throws IllegalArgumentException if two settings do not go together
     */
    public PpoConfig {
        SCHEMA.require(values);
        int rollout = values.get(ROLLOUT);
        int batch = values.get(BATCH);
        if (batch == 1) {
            throw BATCH.refusal(
                    "at least 2",
                    "1: advantages are less their mean in a minibatch, which leaves nothing of a single one, so the actor"
                            + " would never learn");
        }
        if (rollout % batch != 0) {
            throw BATCH.refusal("a divisor of rollout " + rollout, String.valueOf(batch));
        }
    }

    /**
     * What a random search found, the same for every agent, with a linear filter's forecasts: the project's results have it.
     *
     * @return the default settings
     */
    public static PpoConfig standard() {
        return raw().with(FORECASTS, ForecastSource.FILTER)
                .with(LEARNING_RATE, 1.9e-4)
                .with(BATCH, 128)
                .with(EPOCHS, 4)
                .with(CLIP, 0.3)
                .with(ENTROPY, 0.0051);
    }

    /**
     * The usual settings of the literature (Schulman et al. 2017) but for a learning rate of 1e-3, discount 0 as for the
     * other agents. Sixteen epochs over 1,024 steps in minibatches of 256 are as many gradient steps on as many samples as the
     * replay-based agents make with an update of 256 every 16 steps.
     *
     * @return the settings that were standard before there were forecasts
     */
    public static PpoConfig raw() {
        return SCHEMA.standard().with(FORECASTS, ForecastSource.NONE).with(GRADIENT_CLIP, 0.5);
    }

    @Override
    public Schema<PpoConfig> schema() {
        return SCHEMA;
    }

    @Override
    public <T> PpoConfig with(Setting<T> key, T value) {
        return new PpoConfig(values.with(key, value));
    }

    @Override
    public String agent() {
        return Ppo.ID;
    }

    @Override
    public Ppo newAgent(Environment environment, SeedTree seeds, Kernels kernels) {
        return new Ppo(this, environment, seeds, kernels);
    }

    @Override
    public Policy policy(TensorFile weights, int observations, int actions, Inference inference) {
        Kernels kernels = Kernels.create();
        Mlp actor = Ppo.newNetwork(this, observations, actions, kernels);
        Weights.load(policyNetwork(), actor.parameters(), weights);
        return MlpPolicy.of(inference, actor, kernels);
    }

    @Override
    public boolean draws(Inference inference) {
        return inference.kind() == Inference.Mode.SAMPLED;
    }
}
