package dmsb.nn.agent;

import static dmsb.nn.agent.LearnerConfig.DISCOUNT;
import static dmsb.nn.agent.LearnerConfig.FEEDBACK;
import static dmsb.nn.agent.LearnerConfig.FIRST_UPDATE;
import static dmsb.nn.agent.LearnerConfig.N_STEP;
import static dmsb.nn.agent.LearnerConfig.OBJECTIVE;
import static dmsb.nn.agent.LearnerConfig.REPLAY_CAPACITY;

import dmsb.core.math.ShortestDecimal;
import dmsb.core.rl.Environment;
import dmsb.core.setting.SettingValues;

/** Checks that the settings of an agent that learns action values from a replay memory are consistent. */
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
    }

    /** Refuses to climb rewards that are not known. */
    static void requireObjective(SettingValues values) {
        if (values.get(OBJECTIVE) == Objective.REWARDS && values.get(FEEDBACK) != Feedback.COUNTERFACTUAL) {
            throw OBJECTIVE.refusal(
                    "critics with executed feedback, which does not know the rewards of all actions", "rewards");
        }
    }

    /** Refuses to discount rewards of actions that were not taken where their next states are not known. */
    static void require(LearnerConfig config, Environment environment) {
        double discount = config.get(DISCOUNT);
        if (config.get(FEEDBACK) == Feedback.COUNTERFACTUAL && discount > 0 && environment.actionsMoveState()) {
            throw FEEDBACK.refusal(
                    "executed, or discount 0, where actions move the state",
                    "counterfactual with discount " + ShortestDecimal.of(discount));
        }
    }
}
