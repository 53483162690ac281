package dmsb.experiments.sweep;

import dmsb.auction.market.Scenario;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.RandomSearch;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.log.mapping.LogMapping;
import dmsb.experiments.run.OwnParts;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.TrainingRun;
import dmsb.nn.agent.LearnerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays out a study: from YAML to rows and runs. For one study. */
final class StudyParser {
    /** Names stand in tables, legends and file names, so they are short and cannot lead out of a folder. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._+=()-]{0,59}");

    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\.ya?ml");

    /** What a learner may have of its own in place of the experiment's. */
    private static final List<String> TRAINING = List.of("seeds", "steps", "evaluations", "curveEpisodes");

    private static final List<String> SHARED =
            HeldOutEpisodes.withKeys(concat(List.of("scenario", "set", "vary", StudyLog.KEY, "methods"), TRAINING));

    private static final List<String> RULE = List.of("name", "rule", "scenarioSet");
    private static final List<String> LEARNER = concat(
            concat(List.of("name", "agent", "learner", "set", RandomSearch.KEY, "scenarioSet"), OwnParts.KEYS),
            TRAINING);

    /** Each is a few hundred bytes in memory; a longer study is several. */
    private static final int MOST_ROWS = 1_000_000;

    private static final String DEFAULT_LEARNER = "standard";

    private final String source;
    private final @Nullable Path folder;
    private final Rules known;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<StudyRow> rows = new ArrayList<>();
    private final Map<String, Run> runs = new LinkedHashMap<>();

    StudyParser(String source, @Nullable Path folder, Rules known) {
        this.source = source;
        this.folder = folder;
        this.known = known;
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    Study parse(String text) {
        ConfigSection study =
                ConfigSection.of(source, Yaml.parse(text, source)).only(List.of("defaults", "experiments"));
        ConfigSection defaults = study.section("defaults").only(SHARED);
        Set<String> names = new HashSet<>();
        for (ConfigSection experiment : study.sections("experiments")) {
            experiment.only(concat(List.of("name"), SHARED));
            requireNew(experiment, requireName(experiment, "name", experiment.text("name")), names);
            lay(experiment.orElse(defaults));
        }
        return new Study(text, files, rows, runs);
    }

    private static String requireName(ConfigSection section, String key, String name) {
        if (!NAME.matcher(name).matches()) {
            throw section.refusal(
                    key,
                    "a name of at most 60 letters, digits, spaces and . _ + = ( ) -, beginning with a letter or digit");
        }
        return name;
    }

    private static void requireNew(ConfigSection section, String name, Set<String> names) {
        if (!names.add(name)) {
            throw new UsageException(section.place() + ": key 'name': expected another name, got " + name + " again");
        }
    }

    /** Rows multiply: a few lines of text could ask for more than any machine has. */
    static void requireAtMost(ConfigSection experiment, long rows) {
        if (rows > MOST_ROWS) {
            throw new UsageException(
                    experiment.place() + ": expected a study of at most " + MOST_ROWS + " rows, got at least " + rows);
        }
    }

    private void lay(ConfigSection experiment) {
        List<Map<String, Object>> points = new ParameterGrid(experiment).points();
        String source = experiment.text("scenario", Presets.SCENARIOS.names().get(0));
        String scenario = placed(experiment, () -> locate(source, Presets.SCENARIOS.names()));
        Optional<StudyLog> log = log(experiment);
        Set<String> names = new HashSet<>();
        for (ConfigSection method : experiment.sections("methods")) {
            boolean rule = method.has("rule");
            method.only(rule ? RULE : LEARNER);
            boolean slots = SlotMethods.serve(market(method, experiment, points.get(0), scenario));
            requireKind(slots, method, market(method, experiment, points.get(points.size() - 1), scenario));
            if (slots) {
                SlotMethods.require(method, experiment);
            }
            String name = method.text("name", rule ? method.text("rule") : slots ? slotAgent(method) : agent(method));
            requireName(method, method.has("name") ? "name" : "rule", name);
            for (ConfigSection trial : RandomSearch.trials(method, name)) {
                requireNew(method, trial.text("name"), names);
                Map<@Nullable Long, Function<Place, Run>> makers = slots
                        ? ofSlots(rule, trial, experiment)
                        : rule ? rule(trial, experiment) : learner(trial, trial.orElse(experiment));
                requireAtMost(experiment, rows.size() + (long) points.size() * makers.size());
                for (Map<String, Object> point : points) {
                    Scenario market = market(trial, experiment, point, scenario);
                    requireKind(slots, trial, market);
                    Place place = Place.of(experiment, market, log);
                    lay(experiment.text("name"), trial, text(point, market), place, makers);
                }
            }
        }
    }

    /** Methods are of one kind: for one task, or for several. */
    private static void requireKind(boolean slots, ConfigSection method, Scenario market) {
        if (SlotMethods.serve(market) != slots) {
            throw new UsageException(method.place()
                    + ": expected several tasks or UAVs in every market of an experiment, or in none, got both");
        }
    }

    private Scenario market(
            ConfigSection method, ConfigSection experiment, Map<String, Object> point, String scenario) {
        Map<String, Object> changes = changes(experiment, point, method.section("scenarioSet"));
        return placed(method, () -> known.own().allScenarios(changes).load(scenario, changes));
    }

    private Map<@Nullable Long, Function<Place, Run>> ofSlots(
            boolean rule, ConfigSection method, ConfigSection experiment) {
        Map<@Nullable Long, Function<Place, Run>> makers = new LinkedHashMap<>();
        (rule
                        ? SlotMethods.rule(method, experiment)
                        : SlotMethods.learner(method, method.orElse(experiment), this::locate))
                .forEach((seed, maker) ->
                        makers.put(seed, place -> maker.on(place.market().scenario(), place.evaluation())));
        return makers;
    }

    private void lay(
            String experiment,
            ConfigSection method,
            Map<String, String> varied,
            Place place,
            Map<@Nullable Long, Function<Place, Run>> makers) {
        makers.forEach((seed, maker) -> {
            Run run = placed(method, () -> maker.apply(place));
            String key = run.key();
            rows.add(new StudyRow(experiment, method.text("name"), seed, varied, key));
            runs.putIfAbsent(key, run);
        });
    }

    /** What the runs of a point have in common: where their rounds come from, and on which of them they are measured. */
    private record Place(RunMarket market, HeldOutEpisodes evaluation) {
        static Place of(ConfigSection experiment, Scenario scenario, Optional<StudyLog> log) {
            if (log.isEmpty()) {
                return new Place(new RunMarket(scenario, Optional.empty()), HeldOutEpisodes.of(experiment));
            }
            StudyLog.Fitted fitted = placed(experiment, () -> log.get().on(scenario));
            return new Place(fitted.market(), HeldOutEpisodes.of(experiment, fitted.episodes()));
        }
    }

    private Optional<StudyLog> log(ConfigSection experiment) {
        return experiment.has(StudyLog.KEY)
                ? Optional.of(StudyLog.of(
                        experiment.section(StudyLog.KEY), name -> LogMapping.read(Path.of(locate(name, List.of())))))
                : Optional.empty();
    }

    private static Map<String, Object> changes(ConfigSection experiment, Map<String, Object> point, ConfigSection own) {
        for (String key : point.keySet()) {
            if (own.has(key)) {
                throw own.refusal(key, "no value, as the experiment varies it");
            }
        }
        Map<String, Object> changes = experiment.section("set").toMap();
        changes.putAll(point);
        changes.putAll(own.toMap());
        return changes;
    }

    private static String agent(ConfigSection method) {
        return method.text("agent", Learners.agents().get(0));
    }

    private static String slotAgent(ConfigSection method) {
        return method.text("agent", SlotMethods.DEFAULT_AGENT);
    }

    /** What makes a rule's run on a market: one, without a seed. */
    private Map<@Nullable Long, Function<Place, Run>> rule(ConfigSection method, ConfigSection experiment) {
        String rule = known.identified(method.text("rule"));
        int curveEpisodes = experiment.count("curveEpisodes", TrainingRun.DEFAULT_CURVE_EPISODES);
        return Collections.singletonMap(null, place -> {
            RunMarket market = place.market();
            if (OwnClasses.isOne(rule)) {
                RuleRun.require(known, rule, market.scenario()); // any other is checked by the run itself
            }
            return new RuleRun(market.scenario(), rule, place.evaluation(), curveEpisodes, market.log());
        });
    }

    /** What makes a learner's runs on a market, by seed. */
    private Map<@Nullable Long, Function<Place, Run>> learner(ConfigSection method, ConfigSection training) {
        String agent = agent(method);
        String source = method.text("learner", DEFAULT_LEARNER);
        Map<String, Object> changes = method.section("set").toMap();
        LearnerConfig learner = placed(method, () -> {
            Presets<? extends LearnerConfig> learners = known.own().learners(agent);
            return learners.load(locate(source, learners.names()), changes);
        });
        int steps = training.count("steps");
        int points = training.count("evaluations", TrainingRun.DEFAULT_EVALUATIONS);
        int curveEpisodes = training.count("curveEpisodes", TrainingRun.DEFAULT_CURVE_EPISODES);
        Map<@Nullable Long, Function<Place, Run>> makers = new LinkedHashMap<>();
        for (long seed : training.wholeNumbers("seeds")) {
            makers.put(seed, place -> {
                Scenario market = place.market().scenario();
                TrainingRun run = new TrainingRun(market, learner, steps, seed, points, curveEpisodes);
                return new LearnerRun(
                        run.with(OwnParts.of(method, market, known.own())),
                        place.evaluation(),
                        place.market().log());
            });
        }
        return makers;
    }

    private static Map<String, String> text(Map<String, Object> point, Scenario market) {
        Map<String, Object> canonical = market.values().toPlain();
        Map<String, String> text = new LinkedHashMap<>();
        point.forEach((key, value) -> text.put(key, Yaml.text(canonical.getOrDefault(key, value))));
        return text;
    }

    /** A preset's name as it is, the name of a file as that of the file beside the study. */
    private String locate(String name, List<String> presets) {
        if (presets.contains(name)) {
            return name;
        }
        if (folder == null || !FILE.matcher(name).matches() || name.equals(SweepFolder.STUDY)) {
            List<String> expected = new ArrayList<>();
            if (!presets.isEmpty()) {
                expected.add("one of " + String.join(", ", presets));
            }
            if (folder != null || presets.isEmpty()) {
                expected.add("the name of a YAML file beside the study");
            }
            throw new UsageException("expected " + String.join(" or ", expected) + ", got " + name);
        }
        Path file = folder.resolve(name);
        files.computeIfAbsent(name, wanted -> {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UsageException(
                        "expected a file beside the study, got " + wanted + ", which " + InputFile.reason(file, e), e);
            }
        });
        return file.toString();
    }

    /** Adds the place to a complaint about settings that do not know theirs. */
    static <T> T placed(ConfigSection section, Supplier<T> settings) {
        try {
            return settings.get();
        } catch (UsageException e) {
            throw new UsageException(section.place() + ": " + e.getMessage(), e);
        }
    }
}
