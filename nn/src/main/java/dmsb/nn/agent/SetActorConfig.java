package dmsb.nn.agent;

import static dmsb.core.setting.SettingType.choice;
import static dmsb.core.setting.SettingType.number;
import static dmsb.core.setting.SettingType.wholeNumber;
import static dmsb.nn.agent.DiffusionSacConfig.DIFFUSION_STEPS;
import static dmsb.nn.agent.DiffusionSacConfig.EVALUATION_CHAINS;
import static dmsb.nn.agent.DiffusionSacConfig.NOISE_BOUND;
import static dmsb.nn.agent.DiffusionSacConfig.SCHEDULE;
import static dmsb.nn.agent.LearnerConfig.BATCH;
import static dmsb.nn.agent.LearnerConfig.CRITIC_LEARNING_RATE;
import static dmsb.nn.agent.LearnerConfig.ENTROPY;
import static dmsb.nn.agent.LearnerConfig.FEEDBACK;
import static dmsb.nn.agent.LearnerConfig.FIRST_UPDATE;
import static dmsb.nn.agent.LearnerConfig.GRADIENT_CLIP;
import static dmsb.nn.agent.LearnerConfig.HIDDEN;
import static dmsb.nn.agent.LearnerConfig.LEARNING_RATE;
import static dmsb.nn.agent.LearnerConfig.OBJECTIVE;
import static dmsb.nn.agent.LearnerConfig.REPLAY_CAPACITY;
import static dmsb.nn.agent.LearnerConfig.SOFT_UPDATE;
import static dmsb.nn.agent.LearnerConfig.STEPS_PER_UPDATE;
import static dmsb.nn.agent.PpoConfig.CLIP;
import static dmsb.nn.agent.PpoConfig.EPOCHS;

import dmsb.core.setting.Schema;
import dmsb.core.setting.Setting;
import dmsb.core.setting.SettingValues;
import dmsb.core.setting.Settings;
import java.util.List;

/**
 * The settings of a {@link SetActor} and of its training. Keys that it shares with other learners mean the same; what is counted
 * in rounds there is counted in elements here for {@code batch} and {@code replayCapacity}, and in sets for {@code
 * stepsPerUpdate} and {@code firstUpdate}.
 *
 * <p>With executed feedback a set is learned from once, in batches of the sets played since the last one: then {@code
 * replayCapacity}, {@code stepsPerUpdate} and {@code firstUpdate} mean nothing. Only then {@code epochs} and {@code clip} mean
 * something. {@code criticLearningRate} is the step of critics and of the baseline.
 * With {@code objective} critics there is no baseline, and an actor climbs the smaller one of two critics, once they have
 * learned from {@code firstUpdate} sets.
 *
 * @param values a value for each key of {@link #SCHEMA}
 */
public record SetActorConfig(SettingValues values) implements Settings {
    /** What stands as agent in a model's file. */
    public static final String ID = "set-actor";

    /** What makes the logits of a policy. */
    public enum Head {
        /** A perceptron. */
        SOFTMAX,
        /** A reverse chain, eq. (17). */
        DIFFUSION,
        /** A perceptron that also sees the actions of the elements before its own. */
        AUTOREGRESSIVE,
        /** A perceptron with one continuous output, rounded to the grid. */
        DETERMINISTIC;

        /**
         * Whether elements are decided one after the other.
         *
         * @return true if an element's policy depends on the actions of those before it
         */
        public boolean sequential() {
            return this == AUTOREGRESSIVE;
        }

        /** Whether a policy depends on noise that is drawn. */
        boolean noisy() {
            return this == DIFFUSION;
        }
    }

    /** What makes the logits. */
    public static final Setting<Head> HEAD = Setting.of(
            "head",
            choice(List.of(Head.values())),
            Head.SOFTMAX,
            "measured",
            "what makes the logits of an element's policy; `softmax`: a perceptron; `diffusion`: the reverse chain;"
                    + " `autoregressive`: a perceptron that sees the actions of the tasks with lower numbers too;"
                    + " `deterministic`: a perceptron with one continuous output, rounded to the grid");

    /** The noise of a deterministic actor while it explores. */
    public static final Setting<Double> EXPLORATION = Setting.of(
            "exploration",
            number(0, 1e3),
            2.0,
            "a tenth of 20 actions, Fujimoto et al. 2018",
            "standard deviation of what a deterministic actor adds to its output while it explores, in steps of the grid");

    /** The number of proposals among which critics choose. */
    public static final Setting<Integer> PROPOSALS = Setting.of(
            "proposals",
            wholeNumber(1, 1_024),
            1,
            "without critics",
            "vectors that are drawn in a decision; with 2 or more two critics are trained, and the one of the largest minimum"
                    + " of both is taken");

    /** Every key. The settings of a chain mean nothing for other heads. */
    public static final Schema<SetActorConfig> SCHEMA = Schema.of(
                    LearnerConfig.NAME,
                    SetActorConfig::new,
                    HEAD,
                    HIDDEN,
                    EXPLORATION,
                    DIFFUSION_STEPS,
                    SCHEDULE,
                    NOISE_BOUND,
                    FEEDBACK,
                    OBJECTIVE,
                    LEARNING_RATE,
                    CRITIC_LEARNING_RATE,
                    GRADIENT_CLIP,
                    BATCH,
                    REPLAY_CAPACITY,
                    SOFT_UPDATE,
                    ENTROPY,
                    STEPS_PER_UPDATE,
                    FIRST_UPDATE,
                    EPOCHS,
                    CLIP,
                    PROPOSALS,
                    EVALUATION_CHAINS)
            .withPreset("standard", "chosen by hand", SetActorConfig::standard);

    /**
     * Checks what has to go together.
     *
     * @throws IllegalArgumentException if two settings do not go together
     */
    public SetActorConfig {
        SCHEMA.require(values);
        boolean climbsCritics = values.get(OBJECTIVE) == Objective.CRITICS;
        if (climbsCritics && values.get(HEAD) == Head.AUTOREGRESSIVE) {
            throw OBJECTIVE.refusal("rewards with head autoregressive", "critics, which do not see what others answer");
        }
        if (!climbsCritics && values.get(HEAD) == Head.DETERMINISTIC && values.get(FEEDBACK) == Feedback.EXECUTED) {
            throw OBJECTIVE.refusal(
                    "critics with head deterministic and executed feedback", "rewards, of which there is only one");
        }
    }

    /**
     * The default settings.
     *
     * @return what was found best by hand
     */
    public static SetActorConfig standard() {
        return SCHEMA.standard()
                .with(HIDDEN, 64)
                .with(GRADIENT_CLIP, 1.0)
                .with(BATCH, 512)
                .with(REPLAY_CAPACITY, 160_000)
                .with(SOFT_UPDATE, 2e-3)
                .with(ENTROPY, 0.002)
                .with(STEPS_PER_UPDATE, 8)
                .with(FIRST_UPDATE, 1_000)
                .with(EPOCHS, 1)
                .with(OBJECTIVE, Objective.REWARDS);
    }

    @Override
    public <T> SetActorConfig with(Setting<T> key, T value) {
        return new SetActorConfig(values.with(key, value));
    }
}
