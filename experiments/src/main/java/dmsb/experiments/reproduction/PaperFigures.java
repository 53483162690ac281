package dmsb.experiments.reproduction;

import dmsb.experiments.figure.LineChart;
import dmsb.experiments.report.Block;
import dmsb.experiments.report.Figure;
import dmsb.experiments.report.Fold;
import dmsb.experiments.report.ReportBuilder;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.MarketCell;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.results.StudyResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds the paper's figures to the page of a study, and those that go beyond it. */
final class PaperFigures {
    /** What separates good methods from each other: the upper part of a chart of fractions of first best. */
    private static final double NEAR = 0.95;

    private static final List<String> TRUTHFULNESS = List.of(
            Methods.DMSB,
            Methods.DMSB_CURRENT,
            Methods.LINEAR_FILTER,
            Methods.LAGGED_RESERVE,
            "myopic-msb-brand",
            "best-constant");

    private final StudyResults results;
    private final ReportBuilder page;
    private final Charts charts;

    PaperFigures(StudyResults results, Looks looks, ReportBuilder page) {
        this.results = results;
        this.page = page;
        this.charts = new Charts(looks);
    }

    /** The figure that comes first. */
    void convergence() {
        page.section("Convergence (the paper's Fig. 3)");
        Optional<ExperimentResult> found = present(PaperStudy.CONVERGENCE);
        if (found.isEmpty()) {
            return;
        }
        for (MarketCell cell : found.get().cells()) {
            List<MethodResult> all = found.get().in(cell).stream()
                    .filter(outcome -> !Methods.LONG.contains(outcome.method()))
                    .toList();
            LineChart whole = charts.convergence("Convergence" + in(cell), all);
            page.figure(
                    List.of(whole, whole.enlarged("The same from " + NEAR + " of first best on" + in(cell), NEAR, 1)),
                    "Surplus as a fraction of first best, all methods on the episodes of the learning curve, which no learner"
                            + " trains on; rules are horizontal lines. The level of few episodes can differ from that of the"
                            + " held-out ones, on which the bars below compare the same methods. "
                            + Conditions.curve(all) + gaps(found.get()));
            List<MethodResult> longest = found.get().in(cell).stream()
                    .filter(outcome -> Methods.LONG.contains(outcome.method()))
                    .toList();
            if (!longest.isEmpty()) {
                page.figure(
                        charts.convergence("Trained for as many rounds as in the paper" + in(cell), longest),
                        "Surplus as a fraction of first best, on the episodes of the learning curve. Settings are under \"How"
                                + " it was made\". " + Conditions.curve(longest));
            }
        }
        page.figure(
                charts.bars("After training", found.get(), found.get().cells()),
                "The same methods after training: who earns what. "
                        + Conditions.heldOut(found.get().outcomes()));
    }

    /** All figures but the first. */
    void others() {
        parts();
        page.section("Auctions (the paper's Fig. 5)");
        along(PaperStudy.BANDWIDTH, "5(a)", "Auctions by bandwidth", Methods.AUCTIONS, Measure.SURPLUS);
        partsAlong(PaperStudy.BANDWIDTH, "5(a)", "DMSB in its parts by bandwidth");
        along(PaperStudy.SELLERS, "5(b)", "Auctions by number of sellers", Methods.AUCTIONS, Measure.SURPLUS);
        partsAlong(PaperStudy.SELLERS, "5(b)", "DMSB in its parts by number of sellers");
        along(PaperStudy.TASK_SIZE, "5(c)", "Auctions by size of tasks", Methods.AUCTIONS, Measure.SURPLUS);
        partsAlong(PaperStudy.TASK_SIZE, "5(c)", "DMSB in its parts by size of tasks");
        page.section("Ways to find rho (the paper's Fig. 6)");
        along(PaperStudy.BANDWIDTH, "6(a)", "Learners by bandwidth", Methods.LEARNERS, Measure.SURPLUS);
        along(PaperStudy.SELLERS, "6(b)", "Learners by number of sellers", Methods.LEARNERS, Measure.SURPLUS);
        along(PaperStudy.TASK_SIZE, "6(c)", "Learners by size of tasks", Methods.LEARNERS, Measure.SURPLUS);
        along(PaperStudy.TASK_SIZE, "6(d)", "Delay by size of tasks", Methods.LEARNERS, Measure.DELAY);
        page.section("One spectrum for all sellers");
        along(
                PaperStudy.SHARED_SPECTRUM,
                "",
                "Sellers that share one pool of bandwidth",
                Methods.AUCTIONS,
                Measure.SURPLUS);
        partsAlong(PaperStudy.SHARED_SPECTRUM, "", "DMSB in its parts, one pool of bandwidth");
        page.section("Old news, and a market that remembers");
        bars(PaperStudy.STALE, "Surplus where the UAV's news is ten slots old");
        bars(PaperStudy.LOAD, "Surplus where the winner is slower tomorrow");
        truthfulness();
    }

    private void parts() {
        page.section("The UAV and the ground base stations (the paper's Fig. 4)");
        Optional<ExperimentResult> found = present(PaperStudy.SELLERS);
        if (found.isEmpty()) {
            return;
        }
        for (MarketCell cell : found.get().cells()) {
            List<MethodResult> all = found.get().in(cell);
            List<MethodResult> ours = all.stream()
                    .filter(outcome -> outcome.method().equals(Methods.DMSB))
                    .toList();
            page.figure(
                    charts.parts("DMSB in training" + in(cell), all, Methods.DMSB),
                    "The surplus of DMSB and its two parts on episodes that it does not train on. "
                            + Conditions.curve(ours) + gaps(found.get()));
        }
        List<Block> bars = new ArrayList<>();
        for (MarketCell cell : found.get().cells()) {
            bars.add(new Figure(
                    charts.bars("All methods" + in(cell), found.get(), List.of(cell)),
                    "After training: who earns what. "
                            + Conditions.heldOut(found.get().in(cell))));
        }
        page.block(new Fold("Who earns what after training, all methods", bars));
    }

    private void along(String name, String figure, String title, List<String> methods, Measure measure) {
        Optional<ExperimentResult> found = present(name);
        if (found.isEmpty()) {
            return;
        }
        Optional<SweptKey> axis = SweptKey.of(found.get());
        if (axis.isEmpty()) {
            page.figure(
                    charts.bars(title, found.get(), found.get().cells(), measure),
                    papers(figure) + "One market only so far." + gaps(found.get()));
            return;
        }
        List<MethodResult> shown = found.get().outcomes().stream()
                .filter(outcome -> methods.contains(outcome.method()))
                .toList();
        page.figure(
                charts.along(title, found.get(), axis.get(), methods, measure),
                papers(figure) + "All methods on the same episodes at a point. " + Conditions.heldOut(shown)
                        + gaps(found.get()));
    }

    private void partsAlong(String name, String figure, String title) {
        results.experiment(name)
                .ifPresent(found -> SweptKey.of(found)
                        .ifPresent(axis -> page.figure(
                                charts.partsAlong(title, found, axis, Methods.DMSB),
                                papers(figure) + "The surplus of DMSB, and who earns it. "
                                        + Conditions.heldOut(found.of(Methods.DMSB)) + gaps(found))));
    }

    private static String papers(String figure) {
        return figure.isEmpty() ? "" : "The paper's Fig. " + figure + ". ";
    }

    private void bars(String name, String title) {
        present(name)
                .ifPresent(found -> page.figure(
                        charts.bars(title, found, found.cells()),
                        "Experiment " + name + ". " + Conditions.heldOut(found.outcomes()) + gaps(found)));
    }

    private void truthfulness() {
        page.section("The price of truthfulness");
        page.paragraph(
                "A rule that fixes rho before the bids arrive leaves every seller's own bid out of its price, which is what makes"
                        + " truth the best bid. One that looks at the current bids may earn more and is no longer strategy-proof. The"
                        + " distance between the two curves of DMSB is what truthfulness costs.");
        for (String name : List.of(PaperStudy.PERSISTENCE, PaperStudy.LAG, PaperStudy.NOISE)) {
            present(name)
                    .ifPresent(found -> SweptKey.of(found)
                            .ifPresentOrElse(
                                    axis -> page.figure(
                                            charts.along(
                                                    "Past bids against current bids by " + name,
                                                    found,
                                                    axis,
                                                    TRUTHFULNESS,
                                                    Measure.FIRST_BEST_FRACTION),
                                            "Surplus as a fraction of first best. "
                                                    + Conditions.heldOut(found.outcomes()) + gaps(found)),
                                    () -> bars(name, "Past bids against current bids")));
        }
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
        return Text.gaps(results, experiment);
    }

    private static String in(MarketCell cell) {
        return cell.varied().isEmpty() ? "" : ", " + Text.market(cell);
    }
}
