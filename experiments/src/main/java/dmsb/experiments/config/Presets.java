package dmsb.experiments.config;

import dmsb.auction.dense.Intersection;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.auction.market.TownSettings;
import dmsb.auction.rule.ActionGrid;
import dmsb.core.argument.Suggestion;
import dmsb.core.setting.Schema;
import dmsb.core.setting.Setting;
import dmsb.core.setting.Settings;
import dmsb.nn.agent.SetActorConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Settings by the names of their presets, and from the YAML files in which a user keeps others.
 *
 * @param <S> the settings
 */
public final class Presets<S extends Settings> {
    /** The scenarios of one task and one UAV; the default is {@code paper}. {@link Learners} has the learners' settings. */
    public static final Presets<Scenario> SCENARIOS = new Presets<>(Scenario.SCHEMA, Presets::requireOneTask);

    /** The same scenarios and those of several tasks and UAVs, for what serves them. */
    public static final Presets<Scenario> INTERSECTIONS = new Presets<>(Scenario.SCHEMA, Presets::requireIntersection);

    /** All scenarios, for what serves one task in one way and several in another. */
    public static final Presets<Scenario> ALL_SCENARIOS = new Presets<>(Scenario.SCHEMA, scenario -> {
        if (DenseSettings.isOne(scenario)) {
            requireOneTask(scenario);
        } else {
            requireIntersection(scenario);
        }
    });

    /** The settings of learners for slots of several tasks. */
    public static final Presets<SetActorConfig> SET_ACTORS = new Presets<>(SetActorConfig.SCHEMA);

    private final Schema<S> schema;
    private final UnaryOperator<S> completion;
    private final Consumer<S> check;

    Presets(Schema<S> schema) {
        this(schema, settings -> {});
    }

    /** The same with a check of what settings refer to, such as files. */
    private Presets(Schema<S> schema, Consumer<S> check) {
        this(schema, UnaryOperator.identity(), check);
    }

    private Presets(Schema<S> schema, UnaryOperator<S> completion, Consumer<S> check) {
        this.schema = schema;
        this.completion = completion;
        this.check = check;
    }

    private static void requireOneTask(Scenario scenario) {
        DenseSettings.requireOne(scenario);
        Stations.requireFree(scenario);
        TownSettings.require(scenario);
        ActionGrid.of(scenario);
    }

    private static void requireIntersection(Scenario scenario) {
        Intersection.of(scenario);
        TownSettings.require(scenario);
        ActionGrid.of(scenario);
    }

    /**
     * The same presets, with something done to settings before they are checked.
     *
     * @param newCompletion puts in place what a text alone cannot, such as an object that it names
     * @return the presets
     */
    public Presets<S> completed(UnaryOperator<S> newCompletion) {
        return new Presets<>(schema, newCompletion, check);
    }

    /**
     * The keys and their descriptions.
     *
     * @return the schema
     */
    public Schema<S> schema() {
        return schema;
    }

    /**
     * The names of the presets.
     *
     * @return the names, the default first
     */
    public List<String> names() {
        return List.copyOf(schema.presets().keySet());
    }

    /**
     * The keys that can be set.
     *
     * @return the keys, in order
     */
    public List<String> keys() {
        return schema.keys().stream().map(Setting::name).toList();
    }

    /**
     * Settings by the name of a preset or of a YAML file; keys that a file leaves out are as in the default preset.
     *
     * @param source the preset's name or the file
     * @param changes single settings that replace what the source says
     * @return the settings
     * @throws UsageException if there is neither a preset nor a file, or a setting is refused
     */
    public S load(String source, Map<String, ?> changes) {
        if (names().contains(source)) {
            return with(schema.preset(source), changes);
        }
        Path file = Path.of(source);
        String trouble = InputFile.trouble(file);
        if (!trouble.isEmpty()) {
            throw new UsageException(schema.name() + ": expected one of " + String.join(", ", names())
                    + " or a YAML file, got " + source + ", which " + (Files.exists(file) ? trouble : "is neither")
                    + Suggestion.of(source, names()));
        }
        Map<String, Object> merged = new LinkedHashMap<>(Yaml.read(file));
        merged.putAll(changes);
        return complete(merged);
    }

    /**
     * Settings of which some are given; the others are as in the default preset.
     *
     * @param some the values by key
     * @return the settings
     * @throws UsageException if a setting is refused
     */
    public S complete(Map<String, ?> some) {
        return with(schema.preset(names().get(0)), some);
    }

    /**
     * Settings of which all are given: one that is missing is refused, so that a default that has changed since never fills a
     * gap.
     *
     * @param all the values by key
     * @return the settings
     * @throws UsageException if a setting is missing or refused
     */
    public S exact(Map<String, ?> all) {
        return told(() -> schema.exact(all));
    }

    /**
     * Settings with some replaced.
     *
     * @param base where the other settings come from
     * @param changes the new values by key
     * @return the settings
     * @throws UsageException if a setting is refused
     */
    public S with(S base, Map<String, ?> changes) {
        return told(() -> schema.with(base, changes));
    }

    private S told(Supplier<S> settings) {
        try {
            return schema.checked(completion.apply(settings.get()), check);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
