package dmsb.experiments.sweep;

import dmsb.auction.market.Scenario;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.Section;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.config.Yaml;
import dmsb.experiments.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            HeldOutEpisodes.withKeys(concat(List.of("scenario", "set", "vary", "methods"), TRAINING));

    private static final List<String> RULE = List.of("name", "rule", "scenarioSet");
    private static final List<String> LEARNER =
            concat(List.of("name", "agent", "learner", "set", "scenarioSet"), TRAINING);

    private final String source;
    private final @Nullable Path folder;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<StudyRow> rows = new ArrayList<>();
    private final Map<String, Run> runs = new LinkedHashMap<>();

    StudyParser(String source, @Nullable Path folder) {
        this.source = source;
        this.folder = folder;
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    Study parse(String text) {
        Section study = Section.of(source, Yaml.parse(text, source)).only(List.of("defaults", "experiments"));
        Section defaults = study.section("defaults").only(SHARED);
        Set<String> names = new HashSet<>();
        for (Section experiment : study.sections("experiments")) {
            experiment.only(concat(List.of("name"), SHARED));
            requireNew(experiment, name(experiment, "name"), names);
            lay(experiment.orElse(defaults));
        }
        return new Study(text, files, rows, runs);
    }

    private static String name(Section section, String key) {
        return requireName(section, key, section.text(key));
    }

    private static String requireName(Section section, String key, String name) {
        if (!NAME.matcher(name).matches()) {
            throw section.refusal(
                    key,
                    "a name of at most 60 letters, digits, spaces and . _ + = ( ) -, beginning with a letter or digit");
        }
        return name;
    }

    private static void requireNew(Section section, String name, Set<String> names) {
        if (!names.add(name)) {
            throw new UsageException(section.place() + ": key 'name': expected another name, got " + name + " again");
        }
    }

    private void lay(Section experiment) {
        String scenario = experiment.text("scenario", Presets.SCENARIOS.names().get(0));
        Section fixed = experiment.section("set");
        List<Map<String, Object>> points = new Grid(experiment).points();
        Set<String> names = new HashSet<>();
        for (Section method : experiment.sections("methods")) {
            method.only(method.has("rule") ? RULE : LEARNER);
            String name = requireName(
                    method,
                    method.has("name") ? "name" : "rule",
                    method.text("name", method.has("rule") ? method.text("rule") : agent(method)));
            requireNew(method, name, names);
            Section own = method.section("scenarioSet");
            for (Map<String, Object> point : points) {
                refuseTwice(own, point.keySet());
                Map<String, Object> changes = fixed.toMap();
                changes.putAll(point);
                changes.putAll(own.toMap());
                Scenario market = told(
                        method, () -> Presets.SCENARIOS.load(locate(scenario, Presets.SCENARIOS.names()), changes));
                Cell cell = new Cell(experiment.text("name"), name, text(point, market), market);
                if (method.has("rule")) {
                    Run run = told(
                            method, () -> new RuleRun(market, method.text("rule"), HeldOutEpisodes.of(experiment)));
                    add(cell, null, run);
                } else {
                    addTrainings(cell, experiment, method);
                }
            }
        }
    }

    /** A place in the grid before it is known what is run there. */
    private record Cell(String experiment, String method, Map<String, String> varied, Scenario market) {}

    private void addTrainings(Cell cell, Section experiment, Section method) {
        Section training = method.orElse(experiment);
        String agent = agent(method);
        for (long seed : training.wholeNumbers("seeds")) {
            Run run = told(
                    method,
                    () -> new LearnerRun(
                            new TrainingRun(
                                    cell.market(),
                                    Learners.load(
                                            agent,
                                            locate(method.text("learner", "standard"), Learners.presets(agent)),
                                            method.section("set").toMap()),
                                    training.count("steps"),
                                    seed,
                                    training.count("evaluations", TrainingRun.DEFAULT_EVALUATIONS),
                                    training.count("curveEpisodes", TrainingRun.DEFAULT_CURVE_EPISODES)),
                            HeldOutEpisodes.of(experiment)));
            add(cell, seed, run);
        }
    }

    private static String agent(Section method) {
        return method.text("agent", Learners.agents().get(0));
    }

    private void add(Cell cell, @Nullable Long seed, Run run) {
        String key = run.key();
        rows.add(new StudyRow(cell.experiment(), cell.method(), seed, cell.varied(), key));
        runs.putIfAbsent(key, run);
    }

    private static void refuseTwice(Section own, Set<String> varied) {
        for (String key : varied) {
            if (own.has(key)) {
                throw own.refusal(key, "no value, as the experiment varies it");
            }
        }
    }

    private static Map<String, String> text(Map<String, Object> point, Scenario market) {
        Map<String, Object> canonical = Presets.SCENARIOS.toMap(market);
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
            throw new UsageException("expected one of " + String.join(", ", presets)
                    + (folder == null ? "" : " or the name of a YAML file beside the study") + ", got " + name);
        }
        Path file = folder.resolve(name);
        files.computeIfAbsent(name, wanted -> {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UsageException(
                        "expected a readable file beside the study, got " + wanted + " (" + e + ")", e);
            }
        });
        return file.toString();
    }

    /** A setting that may be refused. */
    @FunctionalInterface
    private interface Attempt<T> {
        T make();
    }

    /** Adds the place to a complaint that does not have one. */
    private static <T> T told(Section section, Attempt<T> attempt) {
        try {
            return attempt.make();
        } catch (UsageException e) {
            String complaint = String.valueOf(e.getMessage());
            throw complaint.startsWith(
                            section.place().substring(0, section.place().indexOf(':')))
                    ? e
                    : new UsageException(section.place() + ": " + complaint, e);
        }
    }
}
