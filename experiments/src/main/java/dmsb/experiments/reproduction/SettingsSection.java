package dmsb.experiments.reproduction;

import dmsb.auction.market.Scenario;
import dmsb.core.setting.Setting;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Yaml;
import dmsb.experiments.report.Cell;
import dmsb.experiments.report.Column;
import dmsb.experiments.report.Fold;
import dmsb.experiments.report.ReportBuilder;
import dmsb.experiments.report.Table;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.LearningCurve;
import dmsb.experiments.results.LearningCurve.CurveQuantity;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.results.StudyRun;
import dmsb.experiments.results.Timing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds to the page how its numbers came about: Table 1, all settings, and the times of one machine. */
final class SettingsSection {
    private static final double FAST_ENOUGH = 0.95;

    private final StudyResults results;

    SettingsSection(StudyResults results) {
        this.results = results;
    }

    private Optional<ConfigSection> market() {
        return results.experiment(PaperStudy.CONVERGENCE)
                .or(() -> results.experiments().stream().findFirst())
                .flatMap(found -> found.outcomes().stream().findFirst())
                .map(outcome -> outcome.runs().get(0).manifest().configuration().section("scenario"));
    }

    void tableOne(ReportBuilder page) {
        page.section("The market (Table 1)");
        Optional<ConfigSection> market = market();
        if (market.isEmpty()) {
            page.paragraph("No run tells the market yet.");
            return;
        }
        Map<String, Object> scenario = market.get().toMap();
        Table table = Table.of(
                "The paper's parameters and those of these runs, where an experiment does not vary them",
                Column.text("parameter"),
                Column.text("paper"),
                Column.text("here"));
        for (Setting<?> key : Scenario.SCHEMA.keys()) {
            if (key.source().equals(Scenario.TABLE_1)) {
                table = table.row(Cell.text(key.title()), Cell.text(paper(key)), Cell.text(here(scenario, key)));
            }
        }
        table = table.row(
                Cell.text(
                        "whether the auctioneer is told what serving was worth to the UAV, and how many rounds later"),
                Cell.text("not said"),
                Cell.text(here(scenario, Scenario.REVEAL) + ", " + here(scenario, Scenario.REVEAL_LAG)));
        page.table(table)
                .paragraph(
                        "The paper leaves open how the market moves from slot to slot, what the UAV knows and how often a provider's"
                                + " pixels are right; the other settings of the market, under \"How it was made\", say what stands in.");
    }

    private static <T> String paper(Setting<T> key) {
        return Yaml.text(key.plain(key.standard())).replace('-', '\u2212');
    }

    private static String here(Map<String, Object> scenario, Setting<?> key) {
        return key.name() + " " + text(scenario.get(key.name()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "\u2013" : Yaml.text(value);
    }

    void add(ReportBuilder page) {
        page.section("How it was made")
                .paragraph(
                        "Training, learning curves and held-out episodes are different episodes of the same market; the held-out ones"
                                + " are the same for every method and were used for no choice. A method's seeds differ in everything random"
                                + " about its training. Lines and tables show interquartile means over seeds. Intervals over seeds are stratified"
                                + " percentile bootstraps, a cell being a stratum; intervals of ratios and of fractions of first best resample"
                                + " seeds and episodes, paired where methods play the same episodes. All resampling draws from named, seeded"
                                + " streams: the same runs give the same page and the same summary.csv on any machine, but for the times below and the maps of towns.");
        market().ifPresent(scenario -> page.settings("The market", texts(scenario)));
        Map<String, ConfigSection> learners = new LinkedHashMap<>();
        for (ExperimentResult experiment : results.experiments()) {
            for (MethodResult outcome : experiment.outcomes()) {
                ConfigSection configuration = outcome.runs().get(0).manifest().configuration();
                if (outcome.learns()) {
                    learners.putIfAbsent(experiment.name() + ": " + Methods.title(outcome.method()), configuration);
                }
            }
        }
        learners.forEach((name, configuration) -> {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("agent", configuration.text("agent"));
            for (String key : List.of("steps", "evaluations", "curveEpisodes", "episodes", "evaluationSeed")) {
                all.put(key, text(configuration.toMap().get(key)));
            }
            all.putAll(texts(configuration.section("learner")));
            page.settings(name, all);
        });
        times(page);
    }

    private static Map<String, String> texts(ConfigSection section) {
        Map<String, String> texts = new LinkedHashMap<>();
        section.toMap().forEach((key, value) -> texts.put(key, text(value)));
        return texts;
    }

    private void times(ReportBuilder page) {
        Table table = Table.of(
                "Wall times of the trainings, learning curves included: medians over seeds, of the machine that made them and no other",
                Column.text("experiment"),
                Column.text("method"),
                Column.number("rounds"),
                Column.number("training", "s"),
                Column.number("updates", "1/s"),
                Column.number("to .95 of first best", "s"));
        for (ExperimentResult experiment : results.experiments()) {
            for (String method : experiment.methods()) {
                List<StudyRun> runs = experiment.of(method).stream()
                        .flatMap(outcome -> outcome.runs().stream())
                        .filter(run -> run.curve() != null)
                        .toList();
                if (!runs.isEmpty()) {
                    table = table.row(
                            Cell.text(experiment.name()),
                            Cell.text(Methods.title(method)),
                            Cell.number(median(runs, run -> last(curve(run).of(CurveQuantity.ROUNDS))), 0),
                            Cell.number(median(runs, run -> timing(run).total()), 1),
                            Cell.number(
                                    median(
                                            runs,
                                            run -> last(curve(run).of(CurveQuantity.UPDATES))
                                                    / timing(run).total()),
                                    0),
                            Cell.number(median(runs, SettingsSection::secondsToGood), 1));
                }
            }
        }
        page.block(new Fold("Wall times", List.of(table)));
    }

    private static LearningCurve curve(StudyRun run) {
        return Objects.requireNonNull(run.curve());
    }

    private static Timing timing(StudyRun run) {
        return Objects.requireNonNull(run.timing());
    }

    /** The wall time at the first point of the learning curve that is good enough; infinite if there is none. */
    private static double secondsToGood(StudyRun run) {
        double[] fractions = curve(run).of(CurveQuantity.FIRST_BEST_FRACTION);
        double[] seconds = timing(run).seconds();
        for (int i = 0; i < Math.min(fractions.length, seconds.length); i++) {
            if (fractions[i] >= FAST_ENOUGH) {
                return seconds[i];
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private interface Value {
        double of(StudyRun run);
    }

    private static double median(List<StudyRun> runs, Value value) {
        double[] sorted = runs.stream().mapToDouble(value::of).sorted().toArray();
        double median = 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
        return Double.isFinite(median) ? median : Double.NaN;
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }
}
