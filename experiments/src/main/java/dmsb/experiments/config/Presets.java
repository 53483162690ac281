package dmsb.experiments.config;

import dmsb.auction.market.Scenario;
import dmsb.nn.agent.DiffusionSacConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that have names, and the YAML files in which a user keeps others.
 *
 * @param <T> the record
 */
public final class Presets<T extends Record> {
    /** The scenarios; the default is {@code paper}. */
    public static final Presets<Scenario> SCENARIOS =
            new Presets<>("scenario", RecordSettings.of(Scenario.class, "scenario"), scenarios());

    /** The settings of {@code d2sac}; the default is {@code standard}. {@link Learners} has those of every agent. */
    public static final Presets<DiffusionSacConfig> LEARNERS =
            new Presets<>("learner", RecordSettings.of(DiffusionSacConfig.class, "learner"), learners());

    static final String STANDARD = "standard";
    static final String TUNED = "tuned";

    private final String name;
    private final RecordSettings<T> settings;
    private final Map<String, T> presets;

    private Presets(String name, RecordSettings<T> settings, Map<String, T> presets) {
        this.name = name;
        this.settings = settings;
        this.presets = presets;
    }

    /** Presets of a record by their names. */
    static <T extends Record> Presets<T> of(String name, Class<T> type, Map<String, T> presets) {
        return new Presets<>(name, RecordSettings.of(type, name), presets);
    }

    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> presets = new LinkedHashMap<>();
        for (String preset : Scenario.presetNames()) {
            presets.put(preset, Scenario.preset(preset));
        }
        return presets;
    }

    private static Map<String, DiffusionSacConfig> learners() {
        Map<String, DiffusionSacConfig> presets = new LinkedHashMap<>();
        presets.put(STANDARD, DiffusionSacConfig.standard());
        presets.put(TUNED, DiffusionSacConfig.tuned());
        presets.put("reference", DiffusionSacConfig.reference());
        return presets;
    }

    /**
     * The names.
     *
     * @return the names, the default first
     */
    public List<String> names() {
        return List.copyOf(presets.keySet());
    }

    /**
     * The keys that can be set.
     *
     * @return the keys, in order
     */
    public List<String> keys() {
        return settings.keys();
    }

    /**
     * A record by the name of a preset or of a YAML file; keys that a file leaves out are as in the default preset.
     *
     * @param source the preset's name or the file
     * @param changes single settings that replace what the source says
     * @return the record
     * @throws UsageException if there is neither a preset nor a file, or a setting is refused
     */
    public T load(String source, Map<String, ?> changes) {
        T preset = presets.get(source);
        if (preset != null) {
            return settings.with(preset, changes);
        }
        Path file = Path.of(source);
        String trouble = InputFile.trouble(file);
        if (!trouble.isEmpty()) {
            throw new UsageException(name + ": expected one of " + String.join(", ", names()) + " or a YAML file, got "
                    + source + ", which " + (Files.exists(file) ? trouble : "is neither"));
        }
        Map<String, Object> merged = new LinkedHashMap<>(Yaml.read(file));
        merged.putAll(changes);
        return complete(merged);
    }

    /**
     * A record from some of its settings; the others are as in the default preset.
     *
     * @param some the values by key
     * @return the record
     * @throws UsageException if a setting is refused
     */
    public T complete(Map<String, ?> some) {
        return settings.with(presets.values().iterator().next(), some);
    }

    /**
     * A record from all of its settings, as {@link #toMap} gave them: a setting that is missing is refused, so that a default
     * that has changed since never fills a gap.
     *
     * @param all the values by key
     * @return the record
     * @throws UsageException if a setting is missing or refused
     */
    public T exact(Map<String, ?> all) {
        for (String key : settings.keys()) {
            if (!all.containsKey(key)) {
                throw new UsageException(name + " key '" + key + "': expected a value, got nothing");
            }
        }
        return complete(all);
    }

    /**
     * A record with some settings replaced.
     *
     * @param base where the other settings come from
     * @param changes the new values by key
     * @return the record
     * @throws UsageException if a setting is refused
     */
    public T with(T base, Map<String, ?> changes) {
        return settings.with(base, changes);
    }

    /**
     * A record as YAML that {@link #load} reads back.
     *
     * @param record the record
     * @return the text, a line a key
     */
    public String toYaml(T record) {
        return Yaml.print(settings.toMap(record));
    }

    /**
     * A record as plain values by key.
     *
     * @param record the record
     * @return the values, in order
     */
    public Map<String, Object> toMap(T record) {
        return settings.toMap(record);
    }
}
