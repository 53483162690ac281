package dmsb.nn.agent;

import static dmsb.nn.agent.LearnerConfig.ACTOR_LEARNING_RATE;
import static dmsb.nn.agent.LearnerConfig.BATCH;
import static dmsb.nn.agent.LearnerConfig.CRITIC_LEARNING_RATE;
import static dmsb.nn.agent.LearnerConfig.DISCOUNT;
import static dmsb.nn.agent.LearnerConfig.FEEDBACK;
import static dmsb.nn.agent.LearnerConfig.FIRST_UPDATE;
import static dmsb.nn.agent.LearnerConfig.FORECASTS;
import static dmsb.nn.agent.LearnerConfig.N_STEP;
import static dmsb.nn.agent.LearnerConfig.OBJECTIVE;
import static dmsb.nn.agent.LearnerConfig.PLANNING;
import static dmsb.nn.agent.LearnerConfig.REPLAY_CAPACITY;
import static dmsb.nn.agent.LearnerConfig.SOFT_UPDATE;
import static dmsb.nn.agent.LearnerConfig.WEIGHT_DECAY;

import dmsb.core.math.ShortestDecimal;
import dmsb.core.rl.Environment;
import dmsb.core.setting.SettingException;
import dmsb.core.setting.SettingValues;

/** What the settings of agents have in common that learn action values from a replay memory. */
final class ReplaySettings {
    private ReplaySettings() {}

    /** Refuses settings that contradict each other. */
    static void require(SettingValues values) {
        if (values.get(FIRST_UPDATE) > values.get(REPLAY_CAPACITY)) {
            throw FIRST_UPDATE.refusal(
                    "at most the replayCapacity of " + values.get(REPLAY_CAPACITY),
                    String.valueOf(values.get(FIRST_UPDATE)));
        }
        if (values.get(FEEDBACK) == Feedback.COUNTERFACTUAL && values.get(N_STEP) > 1) {
            throw N_STEP.refusal(
                    "1 with counterfactual feedback, which knows one-step rewards only",
                    String.valueOf(values.get(N_STEP)));
        }
        requirePlanning(values);
    }

    private static void requirePlanning(SettingValues values) {
        if (!values.get(PLANNING)) {
            return;
        }
        if (values.get(FEEDBACK) != Feedback.COUNTERFACTUAL) {
            throw PLANNING.refusal("false with executed feedback, which is bootstrapped without it", "true");
        }
        if (values.get(DISCOUNT) == 0) {
            throw PLANNING.refusal("false with discount 0, which counts no later reward", "true");
        }
    }

    /**
     * The steps, batches and averages of an actor and its critics that a random search found with a linear filter's forecasts.
     *
     * @param raw the settings that were chosen by hand
     * @return the same with these
     */
    static SettingValues found(SettingValues raw) {
        return raw.with(FORECASTS, ForecastSource.FILTER)
                .with(ACTOR_LEARNING_RATE, 9e-4)
                .with(CRITIC_LEARNING_RATE, 3.3e-4)
                .with(WEIGHT_DECAY, 1e-3)
                .with(BATCH, 128)
                .with(SOFT_UPDATE, 0.0025);
    }

    /** Refuses to climb rewards that are not known. */
    static void requireObjective(SettingValues values) {
        if (values.get(OBJECTIVE) == Objective.REWARDS && values.get(PLANNING)) {
            throw OBJECTIVE.refusal("critics with planning, which needs the value of the next state", "rewards");
        }
        if (values.get(OBJECTIVE) == Objective.REWARDS && values.get(FEEDBACK) != Feedback.COUNTERFACTUAL) {
            throw OBJECTIVE.refusal(
                    "critics with executed feedback, which does not know the rewards of all actions", "rewards");
        }
    }

    /** Whether the values of later states are a part of what is learned. */
    static boolean bootstraps(LearnerConfig config) {
        return config.get(PLANNING) || config.get(FEEDBACK).bootstraps(config.get(DISCOUNT));
    }

    /** What is said where planning lacks what it needs. */
    static SettingException otherStatesUnknown() {
        return PLANNING.refusal("false where the next states of actions that were not taken are not known", "true");
    }

    /** Refuses to discount rewards of actions that were not taken where their next states are not known. */
    static void require(LearnerConfig config, Environment environment) {
        double discount = config.get(DISCOUNT);
        if (config.get(PLANNING)) {
            if (!environment.tellsOtherStates()) {
                throw otherStatesUnknown();
            }
            return;
        }
        if (config.get(FEEDBACK) == Feedback.COUNTERFACTUAL && discount > 0 && environment.actionsMoveState()) {
            throw FEEDBACK.refusal(
                    "executed, or discount 0, or planning, where actions move the state",
                    "counterfactual with discount " + ShortestDecimal.of(discount));
        }
    }
}
