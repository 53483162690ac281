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
import dmsb.core.setting.SettingType;
import dmsb.core.setting.Settings;
import dmsb.core.tensorfile.ModelMetadata;
import dmsb.core.tensorfile.TensorFile;
import dmsb.nn.kernel.Kernels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of an agent. They suffice to create it, to open a policy from its weights, and to describe it in a
 * model's file. Keys that several agents share are described here, the others in the agent's own settings. A shared key
 * has the same default in every agent, unless its {@code standard()} says otherwise. So two agents with default
 * settings differ only in their method.
 *
 * <p>An agent of one's own has settings of its own that implement this interface: a record of {@link
 * dmsb.core.setting.SettingValues} with a schema, which may contain any of these keys and others. With a public constructor that
 * takes nothing and gives the default settings, its class can be named on the command line and in studies.
 */
public interface LearnerConfig extends Settings {
    /** The name of a learner's settings in messages. */
    String NAME = "learner";

    /** The source of a default that the reference code of the paper's [38] has. */
    String REFERENCE_CODE = "reference code of [38]";

    /** The source of a default that was found by measuring, as the project's design decisions tell. */
    String MEASURED = "measured";

    /** The width of both hidden layers of every network. */
    Setting<Integer> HIDDEN = Setting.of(
            "hidden", wholeNumber(1, 16_384), 256, REFERENCE_CODE, "width of both hidden layers of every network");

    /** Adam's step for the actor. */
    Setting<Double> ACTOR_LEARNING_RATE =
            Setting.of("actorLearningRate", rate(), 3e-4, MEASURED, "Adam's step for the actor");

    /** Adam's step for the critics. */
    Setting<Double> CRITIC_LEARNING_RATE =
            Setting.of("criticLearningRate", rate(), 1e-3, REFERENCE_CODE, "Adam's step for the critics");

    /** Adam's step where there is one for all networks. */
    Setting<Double> LEARNING_RATE =
            Setting.of("learningRate", rate(), 1e-3, "that of d2sac's critics", "Adam's step for all networks");

    /** The weight decay. */
    Setting<Double> WEIGHT_DECAY = Setting.of(
            "weightDecay", number(0, 1), 1e-4, REFERENCE_CODE, "the share of a weight that is added to its gradient");

    /** The norm that a gradient is clipped to, 0 for none. */
    Setting<Double> GRADIENT_CLIP = Setting.of(
            "gradientClip",
            // Below a hundred times what Adam adds to its denominator a gradient would not move the weights.
            number(0, 1e9)
                    .where(
                            norm -> norm == 0 || norm >= 1e-6,
                            "0 for none, or a number from 1e-6 to 1e9, as with less nothing is learned"),
            0.0,
            REFERENCE_CODE,
            "the norm that a gradient is clipped to; 0 for none");

    /** The number of transitions in an update. */
    Setting<Integer> BATCH = Setting.of(
            "batch",
            wholeNumber(1, 1 << 20),
            256,
            MEASURED,
            "rounds in a gradient; of ppo at least 2, and a divisor of `rollout`");

    /** The number of transitions remembered. */
    Setting<Integer> REPLAY_CAPACITY = Setting.of(
            "replayCapacity", wholeNumber(1, 1 << 28), 1_000_000, REFERENCE_CODE, "rounds remembered, the latest ones");

    /** The discount gamma. */
    Setting<Double> DISCOUNT = Setting.of(
            "discount",
            number(0, 1).where(gamma -> gamma < 1, "a number from 0 to less than 1"),
            0.0,
            MEASURED,
            "the discount gamma");

    /** The number of rewards in a return. */
    Setting<Integer> N_STEP = Setting.of(
            "nStep", wholeNumber(1, 1_000), 1, MEASURED, "rewards in a return; 1 with counterfactual feedback");

    /** The rate at which targets follow. */
    Setting<Double> SOFT_UPDATE = Setting.of(
            "softUpdate",
            rate(),
            0.005,
            REFERENCE_CODE,
            "the rate at which targets follow; the model that is kept is a target");

    /** The weight of the policy's entropy, beta-bar of eq. (21). */
    Setting<Double> ENTROPY = Setting.of(
            "entropy", number(0, 1e6), 0.01, MEASURED, "weight of the policy's entropy, beta-bar of eq. (21)");

    /** Which rewards the critics learn from. */
    Setting<Feedback> FEEDBACK = Setting.of(
            "feedback",
            choice(List.of(Feedback.values())),
            Feedback.COUNTERFACTUAL,
            MEASURED,
            "which rewards are learned from; `counterfactual`: what every rho would have brought, known once a round's bids"
                    + " are; `executed`: the reward of the rho that was chosen, as in the paper");

    /** What the actor's gradient is taken from. */
    Setting<Objective> OBJECTIVE = Setting.of(
            "objective",
            choice(List.of(Objective.values())),
            Objective.CRITICS,
            "the paper",
            "what the actor climbs; `critics`: the minimum of two critics; `rewards`: the rewards of all actions, without"
                    + " critics, which needs counterfactual feedback");

    /** Whether targets count the value of every action's next state. */
    Setting<Boolean> PLANNING = Setting.of(
            "planning",
            truth(),
            false,
            MEASURED,
            "whether counterfactual targets count the value of the next state, times the discount; it is known of every"
                    + " action, as it depends on who serves; needs critics and a discount above 0");

    /** What makes the forecasts that are observed. */
    Setting<ForecastSource> FORECASTS = Setting.of(
            "forecasts",
            choice(List.of(ForecastSource.values())),
            ForecastSource.FILTER,
            MEASURED,
            "what is fitted before the training, and makes forecasts that are a part of the observation; `filter`: a linear"
                    + " filter; `belief`: a belief that remembers the whole history, with what a look is worth; rewards are"
                    + " then relative to the surplus that it expects");

    /** The number of environment steps for one update. */
    Setting<Integer> STEPS_PER_UPDATE =
            Setting.of("stepsPerUpdate", wholeNumber(1, 1 << 28), 16, MEASURED, "rounds for one update");

    /** The number of transitions remembered before the first update. */
    Setting<Integer> FIRST_UPDATE = Setting.of(
            "firstUpdate",
            wholeNumber(1, 1 << 28),
            1_000,
            REFERENCE_CODE,
            "rounds remembered before the first update; at most `replayCapacity`");

    /**
     * The transitions that are remembered at most where learning goes on on line. With 9 base stations and a history of 3 a
     * transition takes 805 bytes, so the memory takes 13 MB, and 20 MB while it grows.
     */
    int ONLINE_REPLAY_CAPACITY = 16_384;

    /**
     * A step, or a rate: with 0 in float it would leave the weights as they were drawn.
     *
     * @return the type
     */
    private static SettingType<Double> rate() {
        return number(0, 1)
                .where(rate -> rate.floatValue() > 0, "a positive float up to 1, as with 0 nothing is learned");
    }

    /**
     * The schemas of all agents' settings.
     *
     * @return the schemas by the agent's id, that of the default agent first
     */
    static Map<String, Schema<? extends LearnerConfig>> schemas() {
        Map<String, Schema<? extends LearnerConfig>> schemas = new LinkedHashMap<>();
        schemas.put(DiffusionSac.ID, DiffusionSacConfig.SCHEMA);
        schemas.put(DiscreteSac.ID, DiscreteSacConfig.SCHEMA);
        schemas.put(Dqn.ID, DqnConfig.SCHEMA);
        schemas.put(Ppo.ID, PpoConfig.SCHEMA);
        return schemas;
    }

    /**
     * The agent's id, as it stands in files and on the command line.
     *
     * @return {@code d2sac}, {@code sac}, {@code dqn} or {@code ppo}; another one for an agent of one's own
     */
    String agent();

    /**
     * The keys that these settings have, and their presets; the first is {@code standard}.
     *
     * @return the schema
     */
    Schema<? extends LearnerConfig> schema();

    @Override
    <T> LearnerConfig with(Setting<T> key, T value);

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
     * Whether the agent's targets count what an action leads to.
     *
     * @return the value of {@link #PLANNING}, false for an agent without it
     */
    default boolean plans() {
        return false;
    }

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
    default Map<String, String> toMetadata() {
        return values().toMetadata(ModelMetadata.LEARNER_PREFIX);
    }

    /**
     * Reads the settings that a model was trained with.
     *
     * @param metadata the metadata of the model's file
     * @return the settings
     * @throws IllegalArgumentException if the agent is unknown, or a key is missing or holds what is no value of it
     */
    static LearnerConfig read(ModelMetadata metadata) {
        return read(metadata, schemas());
    }

    /**
     * The same with other agents than the project's.
     *
     * @param metadata the metadata of the model's file
     * @param schemas the schemas of the settings of all agents that are known, by the agent's id
     * @return the settings
     * @throws IllegalArgumentException if the agent is unknown, or a key is missing or holds what is no value of it
     */
    static LearnerConfig read(ModelMetadata metadata, Map<String, ? extends Schema<? extends LearnerConfig>> schemas) {
        Schema<? extends LearnerConfig> schema = schemas.get(metadata.agent());
        if (schema == null) {
            String which = metadata.agent().equals(SetActorConfig.ID) ? ", which is for slots of several tasks" : "";
            throw ModelMetadata.refusal(
                    ModelMetadata.AGENT_KEY, "one of " + String.join(", ", schemas.keySet()), metadata.agent() + which);
        }
        return schema.read(metadata, ModelMetadata.LEARNER_PREFIX);
    }
}
