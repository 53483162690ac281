package dmsb.experiments.config;

import dmsb.core.argument.Suggestion;
import dmsb.core.setting.Schema;
import dmsb.nn.agent.LearnerConfig;
import java.util.List;
import java.util.Map;

/** The agents that can be trained, by id, each with its settings as named presets. */
public final class Learners {
    private Learners() {}

    /**
     * The agents' ids.
     *
     * @return the ids, the default first
     */
    public static List<String> agents() {
        return List.copyOf(LearnerConfig.schemas().keySet());
    }

    /**
     * The settings of an agent.
     *
     * @param agent its id
     * @return its presets; the default is {@code standard}
     * @throws UsageException if there is no such agent
     */
    public static Presets<? extends LearnerConfig> of(String agent) {
        return of(agent, LearnerConfig.schemas());
    }

    /**
     * The settings of an agent among others than the project's.
     *
     * @param agent its id
     * @param schemas the settings of all agents that are known, by id
     * @return its presets
     * @throws UsageException if there is no such agent
     */
    public static Presets<? extends LearnerConfig> of(
            String agent, Map<String, Schema<? extends LearnerConfig>> schemas) {
        Schema<? extends LearnerConfig> schema = schemas.get(agent);
        if (schema == null) {
            throw new UsageException("agent: expected one of " + String.join(", ", schemas.keySet()) + ", got " + agent
                    + Suggestion.of(agent, schemas.keySet()));
        }
        return new Presets<>(schema);
    }
}
