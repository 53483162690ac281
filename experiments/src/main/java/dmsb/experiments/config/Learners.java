package dmsb.experiments.config;

import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.DiscreteSac;
import dmsb.nn.agent.DiscreteSacConfig;
import dmsb.nn.agent.Dqn;
import dmsb.nn.agent.DqnConfig;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.Ppo;
import dmsb.nn.agent.PpoConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The agents that can be trained, by id, each with its settings as named presets. */
public final class Learners {
    private static final Map<String, Entry<?>> BY_AGENT = entries();

    private Learners() {}

    /** One kind of settings; the type parameter holds together what the map cannot. */
    private record Entry<T extends Record & LearnerConfig>(Class<T> type, Presets<T> presets) {
        LearnerConfig load(String source, Map<String, ?> changes) {
            return presets.load(source, changes);
        }

        LearnerConfig exact(Map<String, ?> all) {
            return presets.exact(all);
        }

        Map<String, Object> toMap(LearnerConfig config) {
            return presets.toMap(type.cast(config));
        }

        String toYaml(LearnerConfig config) {
            return presets.toYaml(type.cast(config));
        }
    }

    private static Map<String, Entry<?>> entries() {
        Map<String, Entry<?>> entries = new LinkedHashMap<>();
        entries.put(DiffusionSac.ID, new Entry<>(DiffusionSacConfig.class, Presets.LEARNERS));
        entries.put(
                DiscreteSac.ID,
                entry(DiscreteSacConfig.class, DiscreteSacConfig.standard(), DiscreteSacConfig.tuned()));
        entries.put(Dqn.ID, entry(DqnConfig.class, DqnConfig.standard(), DqnConfig.tuned()));
        entries.put(Ppo.ID, entry(PpoConfig.class, PpoConfig.standard(), PpoConfig.tuned()));
        return entries;
    }

    private static <T extends Record & LearnerConfig> Entry<T> entry(Class<T> type, T standard, T tuned) {
        Map<String, T> presets = new LinkedHashMap<>();
        presets.put(Presets.STANDARD, standard);
        presets.put(Presets.TUNED, tuned);
        return new Entry<>(type, Presets.of("learner", type, presets));
    }

    private static Entry<?> entry(String agent) {
        Entry<?> entry = BY_AGENT.get(agent);
        if (entry == null) {
            throw new UsageException("agent: expected one of " + String.join(", ", agents()) + ", got " + agent);
        }
        return entry;
    }

    /**
     * The agents' ids.
     *
     * @return the ids, the default first
     */
    public static List<String> agents() {
        return List.copyOf(BY_AGENT.keySet());
    }

    /**
     * The keys that can be set for an agent.
     *
     * @param agent its id
     * @return the keys, in order
     * @throws UsageException if there is no such agent
     */
    public static List<String> keys(String agent) {
        return entry(agent).presets().keys();
    }

    /**
     * An agent's settings, as {@link Presets#load} finds them.
     *
     * @param agent its id
     * @param source the preset's name or the file
     * @param changes single settings that replace what the source says
     * @return the settings
     * @throws UsageException if there is no such agent, preset or file, or a setting is refused
     */
    public static LearnerConfig load(String agent, String source, Map<String, ?> changes) {
        return entry(agent).load(source, changes);
    }

    /**
     * An agent's settings, as {@link Presets#exact} takes them.
     *
     * @param agent its id
     * @param all the values by key
     * @return the settings
     * @throws UsageException if there is no such agent, or a setting is missing or refused
     */
    public static LearnerConfig exact(String agent, Map<String, ?> all) {
        return entry(agent).exact(all);
    }

    /**
     * The names of the presets of an agent's settings.
     *
     * @param agent its id
     * @return the names, the default first
     * @throws UsageException if there is no such agent
     */
    public static List<String> presets(String agent) {
        return entry(agent).presets().names();
    }

    /**
     * Settings as plain values by key.
     *
     * @param config the settings
     * @return the values, in order
     */
    public static Map<String, Object> toMap(LearnerConfig config) {
        return entry(config.agent()).toMap(config);
    }

    /**
     * Settings as YAML that {@link #load} reads back.
     *
     * @param config the settings
     * @return the text, a line a key
     */
    public static String toYaml(LearnerConfig config) {
        return entry(config.agent()).toYaml(config);
    }
}
