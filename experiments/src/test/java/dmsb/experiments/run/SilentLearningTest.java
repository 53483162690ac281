package dmsb.experiments.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.experiments.config.Learners;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.LearnerConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A setting with which nothing is learned is refused, and says so. */
class SilentLearningTest {
    @ParameterizedTest
    @CsvSource({
        "ppo, batch, 1",
        "ppo, learningRate, 0",
        "ppo, gradientClip, 1e-9",
        "dqn, learningRate, 0",
        "dqn, softUpdate, 0",
        "sac, actorLearningRate, 0",
        "sac, criticLearningRate, 0",
        "sac, softUpdate, 0",
        "d2sac, actorLearningRate, 1e-60",
        "d2sac, criticLearningRate, 0",
        "d2sac, softUpdate, 0",
        "d2sac, gradientClip, 1e-9"
    })
    void isRefusedByName(String agent, String key, double value) {
        String message = String.valueOf(assertThrows(
                        UsageException.class, () -> Learners.of(agent).load("standard", Map.of(key, value)))
                .getMessage());
        assertTrue(message.contains("key '" + key + "': expected"), message);
        assertTrue(message.contains("nothing is learned") || message.contains("never learn"), message);
    }

    /** Whatever number at the lower end of its range is accepted, the policy of a model is another after more rounds. */
    @ParameterizedTest
    @MethodSource("dmsb.experiments.run.SmallRuns#learners")
    void withEverySettingThatIsAcceptedThePolicyMoves(LearnerConfig learner) throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>(learner.values().toPlain());
        settings.put("forecasts", "none"); // the filter is fitted before anything is learned
        if (learner.agent().equals("ppo")) {
            settings.put("entropy", 0); // its push moves a policy that learns nothing from rewards
        }
        int accepted = 0;
        for (String key : Learners.of(learner.agent()).keys()) {
            for (Object value : new Object[] {0, 1, 1e-6}) {
                Map<String, Object> changed = new LinkedHashMap<>(settings);
                changed.put(key, value);
                Map<String, Integer> early;
                LearnerConfig config;
                try {
                    config = Learners.of(learner.agent()).exact(changed);
                    early = policy(config, 128);
                } catch (UsageException e) {
                    continue; // refused
                }
                accepted++;
                assertFalse(early.equals(policy(config, 256)), key + " " + value);
            }
        }
        assertTrue(accepted > 8, "settings that were accepted: " + accepted);
    }

    @Test
    void twoStepsAreAMinibatch() {
        Learners.of("ppo").load("standard", Map.of("batch", 2));
    }

    /** The weights of the policy's network after so many steps. */
    private static Map<String, Integer> policy(LearnerConfig learner, int steps) throws IOException {
        Model model = new TrainingRun(SmallRuns.MARKET, learner, steps, 3, 1, 1)
                .run(null, Progress.SILENT)
                .model();
        Map<String, Integer> weights = new TreeMap<>();
        model.weights().forEach((name, tensor) -> {
            if (name.startsWith(learner.policyNetwork() + ".")) {
                weights.put(name, tensor.hashCode());
            }
        });
        assertFalse(weights.isEmpty());
        return weights;
    }
}
