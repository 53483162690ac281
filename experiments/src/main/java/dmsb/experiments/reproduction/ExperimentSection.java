package dmsb.experiments.reproduction;

import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Yaml;
import dmsb.experiments.report.Block;
import dmsb.experiments.report.Cell;
import dmsb.experiments.report.Column;
import dmsb.experiments.report.Figure;
import dmsb.experiments.report.Fold;
import dmsb.experiments.report.ReportBuilder;
import dmsb.experiments.report.Table;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.MarketCell;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Adds an experiment of any study to its page: the chosen measure along the axis, learning curves, differences to a baseline
 * with intervals, of a random search the best trial, and maps of towns.
 */
final class ExperimentSection {
    /** With more markets their learning curves and maps are folded. */
    private static final int MOST_OPEN = 2;

    /** A trial of a random search has the search's name and its number. */
    private static final Pattern TRIAL = Pattern.compile("(.*) ([0-9]+)");

    private final StudyResults results;
    private final ReportBuilder page;
    private final Charts charts;
    private final ReportOptions options;

    ExperimentSection(StudyResults results, Looks looks, ReportBuilder page, ReportOptions options) {
        this.results = results;
        this.page = page;
        this.charts = new Charts(looks);
        this.options = options;
    }

    void add(ExperimentResult experiment) {
        page.section("Experiment " + experiment.name());
        if (experiment.isOfSlots()) {
            page.paragraph(slots());
        }
        if (options.measure().isOf(experiment)) {
            compared(experiment);
        } else {
            page.paragraph("This page was asked to be about "
                    + options.measure().id() + ", which this experiment does not have."
                    + " So there is no figure of it and no comparison here.");
        }
        curves(experiment);
        addFolded("Maps", "towns", new TownMaps(experiment, options.mapped()).blocks());
    }

    private void compared(ExperimentResult experiment) {
        String conditions = Conditions.heldOut(experiment.outcomes()) + Text.gaps(results, experiment);
        SweptKey.of(experiment)
                .ifPresentOrElse(
                        axis -> page.figure(
                                charts.along(
                                        experiment.name(), experiment, axis, experiment.methods(), options.measure()),
                                "All methods on the same episodes at a point. " + conditions),
                        () -> page.figure(
                                charts.bars(experiment.name(), experiment, experiment.cells(), options.measure()),
                                "All methods on the same episodes. " + conditions));
        bestTrials(experiment);
        differences(experiment);
    }

    /** What a reader of figures has to know of slots of several tasks, and what is not there. */
    private static String slots() {
        return "This experiment is one of several tasks or UAVs. A round is a slot here, its surplus the sum over its tasks."
                + " Left out, as they are of one task: " + Text.OF_ONE_TASK + ".";
    }

    /** The differences alone, of an experiment that the paper's figures show. */
    void addDifferences(ExperimentResult experiment) {
        if (options.measure().isOf(experiment)) {
            page.section("Experiment " + experiment.name() + ", differences");
            differences(experiment);
        }
    }

    private void curves(ExperimentResult experiment) {
        List<Block> figures = new ArrayList<>();
        for (MarketCell cell : experiment.cells()) {
            List<MethodResult> all = experiment.in(cell);
            if (all.stream().anyMatch(MethodResult::learns)) {
                figures.add(new Figure(
                        charts.convergence("Learning curves, " + experiment.name() + Text.inMarket(cell), all),
                        "Surplus as a fraction of first best on the episodes of the learning curve; rules are horizontal lines. "
                                + Conditions.curve(all)));
            }
        }
        addFolded("Learning curves", "markets", figures);
    }

    private void addFolded(String what, String ofWhat, List<Block> blocks) {
        if (blocks.size() > MOST_OPEN) {
            page.block(new Fold(what + " of " + blocks.size() + " " + ofWhat, blocks));
        } else {
            blocks.forEach(page::block);
        }
    }

    /** The baseline of an experiment: the one that was asked for, or the first rule, or the first method. */
    private Optional<String> baseline(ExperimentResult experiment) {
        if (!options.baseline().isEmpty()) {
            return Optional.of(options.baseline()).filter(experiment.methods()::contains);
        }
        return experiment.outcomes().stream()
                .filter(outcome -> !outcome.learns() && !outcome.method().equals(Methods.FIRST_BEST))
                .findFirst()
                .or(() -> experiment.outcomes().stream().findFirst())
                .map(MethodResult::method);
    }

    private void differences(ExperimentResult experiment) {
        Optional<String> baseline = baseline(experiment);
        if (baseline.isEmpty() || experiment.methods().size() < 2) {
            return;
        }
        Table table = Table.of(
                "Differences to " + Methods.title(baseline.get()) + " in " + experiment.name() + ", paired by episode: "
                        + options.measure().label() + ", 95 % intervals over seeds and episodes",
                Column.text("market"),
                Column.text("method"),
                Column.number("seeds"),
                Column.number("difference", "%"));
        for (MarketCell cell : experiment.cells()) {
            Optional<MethodResult> base = experiment.outcome(baseline.get(), cell);
            for (MethodResult outcome : experiment.in(cell)) {
                if (base.isPresent() && !outcome.method().equals(baseline.get())) {
                    Interval ratio =
                            outcome.ratioTo(base.get(), options.measure().metric());
                    table = table.row(
                            Cell.text(Text.market(cell)),
                            Cell.text(Methods.title(outcome.method())),
                            Cell.number(outcome.runs().size(), 0),
                            Cell.interval(
                                    100 * (ratio.estimate() - 1),
                                    100 * (ratio.low() - 1),
                                    100 * (ratio.high() - 1),
                                    2));
                }
            }
        }
        page.table(table);
    }

    /** Names the best trial of every random search: the one with the largest surplus, as a mean over markets of first best. */
    private void bestTrials(ExperimentResult experiment) {
        Map<String, List<String>> searches = new LinkedHashMap<>();
        for (String method : experiment.methods()) {
            Matcher trial = TRIAL.matcher(method);
            if (trial.matches()) {
                searches.computeIfAbsent(trial.group(1), name -> new ArrayList<>())
                        .add(method);
            }
        }
        searches.forEach((name, trials) -> {
            if (trials.contains(name + " 0") && trials.size() > 1) {
                trials.stream()
                        .filter(trial -> !experiment.of(trial).isEmpty())
                        .max(Comparator.comparingDouble(trial -> fraction(experiment, trial)))
                        .ifPresent(best -> page.paragraph(best(experiment, name, trials.size(), best)));
            }
        });
    }

    private static double fraction(ExperimentResult experiment, String method) {
        return experiment.of(method).stream()
                .mapToDouble(outcome -> outcome.firstBestFraction().estimate())
                .average()
                .orElse(Double.NaN);
    }

    private static String best(ExperimentResult experiment, String name, int trials, String best) {
        String settings = changed(experiment, name + " 0", best);
        return "The best of the " + trials + " trials of " + name + " is " + best + ", with "
                + Text.percent(fraction(experiment, best)) + " of first best; the settings as they stood, " + name
                + " 0, reach " + Text.percent(fraction(experiment, name + " 0")) + ". "
                + (settings.isEmpty() ? "" : "Its settings: " + settings + ".");
    }

    /** The settings of a trial that are not those of another one. */
    private static String changed(ExperimentResult experiment, String base, String trial) {
        Map<String, Object> before = learner(experiment, base);
        return learner(experiment, trial).entrySet().stream()
                .filter(entry -> !Objects.equals(entry.getValue(), before.get(entry.getKey())))
                .map(entry -> entry.getKey() + " " + Yaml.text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> learner(ExperimentResult experiment, String method) {
        return experiment.of(method).stream()
                .findFirst()
                .map(outcome -> outcome.runs().get(0).manifest().configuration().section("learner"))
                .map(ConfigSection::toMap)
                .orElse(Map.of());
    }
}
