package dmsb.experiments.run;

import dmsb.auction.market.Scenario;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.nn.agent.LearnerConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trainings of a second or less, in which every kind of state moves: memories overflow, rollouts are cut, targets are used. */
final class SmallRuns {
    /** One market in which actions move the state. */
    static final Scenario MARKET = Presets.SCENARIOS.load("load", Map.of("roundsPerEpisode", 30, "history", 6));

    private static final Map<String, Object> REPLAY = Map.of(
            "hidden",
            16,
            "batch",
            16,
            "replayCapacity",
            150,
            "firstUpdate",
            20,
            "stepsPerUpdate",
            4,
            "discount",
            0.9,
            "feedback",
            "executed");

    private SmallRuns() {}

    /**
     * An agent of every kind, and of every kind of feedback. Those of diffusion see forecasts, and one plans on those of a
     * belief; to fit the filter again at every resumption takes longer than such a training, and it is the same for all agents.
     */
    static List<LearnerConfig> learners() {
        return List.of(
                learner("d2sac", REPLAY, Map.of("nStep", 3)),
                learner("d2sac", REPLAY, Map.of("discount", 0, "feedback", "counterfactual", "actorFirst", true)),
                learner("sac", REPLAY, Map.of("nStep", 2, "forecasts", "none")),
                learner("dqn", REPLAY, Map.of("epsilonSteps", 300, "forecasts", "none")),
                learner(
                        "ppo",
                        Map.of("hidden", 16, "rollout", 64, "batch", 16, "epochs", 2),
                        Map.of("forecasts", "none")),
                learner("sac", REPLAY, Map.of("feedback", "counterfactual", "planning", true, "forecasts", "belief")));
    }

    private static LearnerConfig learner(String agent, Map<String, Object> settings, Map<String, Object> more) {
        Map<String, Object> changes = new LinkedHashMap<>(settings);
        changes.putAll(more);
        return Learners.of(agent).load("standard", changes);
    }
}
