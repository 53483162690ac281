package dmsb.experiments.reproduction;

import dmsb.auction.evaluation.Metric;
import dmsb.experiments.report.ReportBuilder;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.MarketCell;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.results.StudyResults;
import java.util.List;
import java.util.Optional;

/** Adds the figures of a study to its page: the paper's, those that go beyond it, and one for every other experiment. */
final class PaperFigures {
    private static final List<String> TRUTHFULNESS = List.of(
            Methods.DMSB,
            Methods.DMSB_CURRENT,
            Methods.LINEAR_FILTER,
            Methods.LAGGED_RESERVE,
            "myopic-msb-brand",
            "best-constant");

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private final StudyResults results;
    private final ReportBuilder page;

    PaperFigures(StudyResults results, ReportBuilder page) {
        this.results = results;
        this.page = page;
    }

    void add() {
        if (PaperStudy.isAskedFor(results)) {
            paper();
        }
        for (ExperimentResult experiment : results.experiments()) {
            if (!PaperStudy.knows(experiment.name())) {
                other(experiment);
            }
        }
    }

    private void paper() {
        convergence();
        parts();
        page.section("Auctions (Fig. 5)");
        along(PaperStudy.BANDWIDTH, "Fig. 5(a)", "Auctions by bandwidth", Methods.AUCTIONS, Metric.SURPLUS);
        along(PaperStudy.SELLERS, "Fig. 5(b)", "Auctions by number of sellers", Methods.AUCTIONS, Metric.SURPLUS);
        along(PaperStudy.TASK_SIZE, "Fig. 5(c)", "Auctions by size of tasks", Methods.AUCTIONS, Metric.SURPLUS);
        page.section("Ways to find rho (Fig. 6)");
        along(PaperStudy.BANDWIDTH, "Fig. 6(a)", "Learners by bandwidth", Methods.LEARNERS, Metric.SURPLUS);
        along(PaperStudy.SELLERS, "Fig. 6(b)", "Learners by number of sellers", Methods.LEARNERS, Metric.SURPLUS);
        along(PaperStudy.TASK_SIZE, "Fig. 6(c)", "Learners by size of tasks", Methods.LEARNERS, Metric.SURPLUS);
        along(PaperStudy.TASK_SIZE, "Fig. 6(d)", "Delay by size of tasks", Methods.LEARNERS, Metric.DELAY);
        page.section("One spectrum for all sellers");
        along(
                PaperStudy.SHARED_SPECTRUM,
                "Beyond the paper",
                "Sellers that share one pool of bandwidth",
                Methods.AUCTIONS,
                Metric.SURPLUS);
        page.section("Old news, and a market that remembers");
        bars(PaperStudy.STALE, "Surplus where the UAV's news is ten slots old");
        bars(PaperStudy.LOAD, "Surplus where the winner is slower tomorrow");
        truthfulness();
    }

    private void convergence() {
        page.section("Convergence (Fig. 3)");
        Optional<ExperimentResult> found = present(PaperStudy.CONVERGENCE);
        if (found.isEmpty()) {
            return;
        }
        for (MarketCell cell : found.get().cells()) {
            page.figure(
                    Charts.convergence("Fig. 3: convergence" + in(cell), without(found.get(), cell, Methods.DMSB_LONG)),
                    "Surplus as a fraction of first best: learning curves, with bands, on the curve's few episodes, which no"
                            + " learner trains on; rules, as horizontal lines, on the held-out ones. The level of few episodes"
                            + " can be off by a point or two: the bars compare all methods on the same ones."
                            + gaps(found.get()));
            if (found.get().methods().contains(Methods.DMSB_LONG)) {
                page.figure(
                        Charts.convergence(
                                "Fig. 3: DMSB for as many rounds as in the paper" + in(cell),
                                found.get().outcome(Methods.DMSB_LONG, cell).stream()
                                        .toList()),
                        "DMSB trained for longer; its settings are under \"How it was made\".");
            }
        }
        page.figure(
                Charts.bars("Fig. 3: after training", found.get(), found.get().cells()),
                "The same methods after training, on the held-out episodes.");
    }

    private static List<MethodResult> without(ExperimentResult experiment, MarketCell cell, String method) {
        return experiment.in(cell).stream()
                .filter(outcome -> !outcome.method().equals(method))
                .toList();
    }

    private void parts() {
        page.section("The UAV and the ground base stations (Fig. 4)");
        Optional<ExperimentResult> found = present(PaperStudy.SELLERS);
        if (found.isEmpty()) {
            return;
        }
        int letter = 0;
        for (MarketCell cell : found.get().cells()) {
            String label = "Fig. 4(" + LETTERS.charAt(letter++ % LETTERS.length()) + ")";
            page.figure(
                    Charts.parts(
                            label + ": DMSB in training" + in(cell), found.get().in(cell), Methods.DMSB),
                    "The surplus of DMSB and its two parts on episodes that it does not train on." + gaps(found.get()));
            page.figure(
                    Charts.bars(label + ": all methods" + in(cell), found.get(), List.of(cell)),
                    "After training, on the held-out episodes: who earns what.");
        }
    }

    private void along(String name, String label, String title, List<String> methods, Metric metric) {
        Optional<ExperimentResult> found = present(name);
        if (found.isEmpty()) {
            return;
        }
        Optional<SweptKey> axis = SweptKey.of(found.get());
        if (axis.isEmpty()) {
            page.figure(
                    Charts.bars(label + ": " + title, found.get(), found.get().cells()),
                    "One market only so far." + gaps(found.get()));
            return;
        }
        page.figure(
                Charts.along(
                        label + ": " + title,
                        found.get(),
                        axis.get(),
                        methods,
                        metric,
                        metric == Metric.DELAY ? Charts.DELAY : Charts.SURPLUS),
                "Held-out episodes, the same for all methods at a point." + gaps(found.get()));
    }

    private void bars(String name, String title) {
        present(name)
                .ifPresent(found -> page.figure(
                        Charts.bars(title, found, found.cells()),
                        "Experiment " + name + ", held-out episodes." + gaps(found)));
    }

    private void truthfulness() {
        page.section("The price of truthfulness");
        page.paragraph(
                "A rule that fixes rho before the bids arrive leaves every seller's own bid out of its price, which is what makes"
                        + " truth the best bid. One that looks at the current bids earns more and is no longer strategy-proof. The distance"
                        + " between the two curves of DMSB is what truthfulness costs.");
        for (String name : List.of(PaperStudy.PERSISTENCE, PaperStudy.LAG, PaperStudy.NOISE)) {
            present(name)
                    .ifPresent(found -> SweptKey.of(found)
                            .ifPresentOrElse(
                                    axis -> page.figure(
                                            Charts.fractions(
                                                    "Past bids against current bids by " + name,
                                                    found,
                                                    axis,
                                                    TRUTHFULNESS),
                                            "Surplus as a fraction of first best." + gaps(found)),
                                    () -> bars(name, "Past bids against current bids")));
        }
    }

    private void other(ExperimentResult experiment) {
        page.section("Experiment " + experiment.name());
        SweptKey.of(experiment)
                .ifPresentOrElse(
                        axis -> page.figure(
                                Charts.along(
                                        experiment.name(),
                                        experiment,
                                        axis,
                                        experiment.methods(),
                                        Metric.SURPLUS,
                                        Charts.SURPLUS),
                                "Held-out episodes, the same for all methods at a point." + gaps(experiment)),
                        () -> bars(experiment.name(), "Surplus, " + experiment.name()));
    }

    /** The experiment; where it is not there the page says so. */
    private Optional<ExperimentResult> present(String name) {
        Optional<ExperimentResult> found = results.experiment(name);
        if (found.isEmpty()) {
            page.paragraph("This study has no experiment " + name + ".");
        }
        return found;
    }

    private String gaps(ExperimentResult experiment) {
        long missing = results.missing().keySet().stream()
                .filter(row -> row.experiment().equals(experiment.name()))
                .count();
        return missing == 0 ? "" : " " + missing + " runs of this experiment are missing.";
    }

    private static String in(MarketCell cell) {
        return cell.varied().isEmpty() ? "" : ", " + Text.market(cell);
    }
}
