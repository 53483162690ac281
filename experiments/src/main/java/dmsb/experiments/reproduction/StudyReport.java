package dmsb.experiments.reproduction;

import dmsb.auction.evaluation.Metric;
import dmsb.experiments.report.Cell;
import dmsb.experiments.report.Column;
import dmsb.experiments.report.Fold;
import dmsb.experiments.report.Report;
import dmsb.experiments.report.ReportBuilder;
import dmsb.experiments.report.Table;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.MarketCell;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.run.Version;
import dmsb.experiments.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Composes the page of a study, complete or not. */
public final class StudyReport {
    private final StudyResults results;
    private final String command;
    private final ReportOptions options;
    private final Looks looks;
    private final boolean aboutThePaper;
    private final ReportBuilder page;

    private StudyReport(StudyResults results, String command, ReportOptions options) {
        this.results = results;
        this.options = options;
        this.looks = Looks.of(results);
        this.command = command;
        this.aboutThePaper = PaperStudy.isAskedFor(results);
        this.page = Report.titled(aboutThePaper ? "DMSB: the paper's experiments, run again" : "DMSB: a study");
    }

    /**
     * Composes the page as its reader wants it.
     *
     * @param results what the study found
     * @param command the command line that makes it again
     * @param options what the reader has chosen
     * @return the report
     */
    public static Report compose(StudyResults results, String command, ReportOptions options) {
        return new StudyReport(results, command, options).compose();
    }

    private Report compose() {
        SettingsSection settings = new SettingsSection(results);
        if (aboutThePaper) {
            PaperFigures figures = new PaperFigures(results, looks, page);
            figures.convergence();
            claims();
            figures.others();
        } else {
            List<String> names =
                    results.experiments().stream().map(ExperimentResult::name).toList();
            page.lead((names.isEmpty() ? "Nothing has been run yet." : "Experiments: " + String.join(", ", names) + ".")
                    + gaps());
        }
        ExperimentSection sections = new ExperimentSection(results, looks, page, options);
        for (ExperimentResult experiment : results.experiments()) {
            if (!PaperStudy.knows(experiment.name())) {
                sections.add(experiment);
            } else if (!options.baseline().isEmpty()) {
                sections.addDifferences(experiment);
            }
        }
        settings.tableOne(page);
        numbers();
        settings.add(page);
        missing();
        return page.madeBy(Version.build() + results.otherBuilds(), command).build();
    }

    private void claims() {
        List<Claim> claims = Claims.of(results);
        page.lead(lead(claims));
        page.section("What holds of the paper's claims")
                .table(table("The claims of the paper's section 6 beside these runs", claims))
                .paragraph(
                        "A claimed ratio counts as reproduced if the 95 % interval of the measured one lies above 1 and it is"
                                + " within 5 points of the paper's, in part if only the order holds; a claim is not decided if the interval"
                                + " holds both answers. Ratios are of interquartile means over seeds on the same held-out episodes, with"
                                + " bootstrap intervals over seeds and episodes. \"Top bid\" rules follow the paper's words for u_0,"
                                + " \"estimate\" rules, which take the UAV's, the literature that it cites.");
        page.section("What this project set out to reach")
                .table(table("Goals for DMSB with past bids only", Goals.of(results)));
    }

    private String lead(List<Claim> claims) {
        long holds = count(claims, ClaimVerdict.REPRODUCED);
        long partly = count(claims, ClaimVerdict.IN_PART);
        long fails = count(claims, ClaimVerdict.NOT_REPRODUCED);
        String text = "";
        Optional<ExperimentResult> main = results.experiment(PaperStudy.CONVERGENCE);
        Optional<MethodResult> ours =
                main.flatMap(found -> found.of(Methods.DMSB).stream().findFirst());
        if (ours.isPresent()) {
            text = "With " + ours.get().runs().size() + " seeds the learned rho takes "
                    + Text.percent(ours.get().firstBestFraction().estimate())
                    + " of the largest surplus possible on the paper's market: "
                    + gain(main.get(), ours.get(), "spa") + gain(main.get(), ours.get(), Methods.PPO)
                    + gain(main.get(), ours.get(), Methods.LAGGED_RESERVE);
            text = text.substring(0, text.length() - 2) + ". ";
        }
        text += "Of " + claims.size() + " claims of the paper " + holds + " are reproduced, " + partly + " in part, "
                + fails + " not, and " + (claims.size() - holds - partly - fails) + " are open.";
        return text + gaps();
    }

    private String gaps() {
        int missing = results.missing().size();
        return missing == 0 ? "" : " " + missing + " runs are missing; they are listed at the end.";
    }

    private static String gain(ExperimentResult experiment, MethodResult ours, String rival) {
        return experiment
                .outcome(rival, ours.cell())
                .map(theirs -> Text.gain(ours.ratioTo(theirs, Metric.SURPLUS).estimate(), 1) + " against "
                        + Methods.title(rival) + ", ")
                .orElse("");
    }

    private static long count(List<Claim> claims, ClaimVerdict verdict) {
        return claims.stream().filter(claim -> claim.verdict() == verdict).count();
    }

    private static Table table(String caption, List<Claim> claims) {
        Table table = Table.of(
                caption,
                Column.text("claim"),
                Column.text("wanted"),
                Column.number("rounds"),
                Column.text("measured"),
                Column.text("verdict"),
                Column.text("why"));
        for (Claim claim : claims) {
            table = table.row(
                    Cell.text(claim.claim()),
                    Cell.text(claim.paper()),
                    Cell.text(claim.rounds()),
                    Cell.text(claim.measured()),
                    claim.verdict().cell(),
                    Cell.text(claim.why()));
        }
        return table.asCards();
    }

    private void numbers() {
        page.section("All numbers");
        page.paragraph(
                "Interquartile means over seeds; intervals of surplus are over seeds (none for a rule, which has one run), those"
                        + " of the fraction of first best over seeds and episodes. The same and more, unrounded, in summary.csv.");
        for (ExperimentResult experiment : results.experiments()) {
            if (experiment.isOfSlots()) {
                page.block(new Fold("Experiment " + experiment.name(), List.of(slots(experiment))));
                continue;
            }
            Table table = Table.of(
                    "Experiment " + experiment.name(),
                    Column.text("market"),
                    Column.text("method"),
                    Column.number("seeds"),
                    Column.number("surplus", "1/s"),
                    Column.number("of first best", "%"),
                    Column.number("of best on grid", "%"),
                    Column.number("delay", "s"),
                    Column.number("UAV serves", "%"));
            for (MarketCell cell : experiment.cells()) {
                for (MethodResult outcome : experiment.in(cell)) {
                    table = row(table, outcome);
                }
            }
            page.block(new Fold("Experiment " + experiment.name(), List.of(table)));
        }
    }

    /** The numbers of an experiment on slots of several tasks. */
    private static Table slots(ExperimentResult experiment) {
        Table table = Table.of(
                "Experiment " + experiment.name() + ", per slot; left out, as they are of one task: "
                        + Text.OF_ONE_TASK,
                Column.text("market"),
                Column.text("method"),
                Column.number("seeds"),
                Column.number("surplus", "1/s"),
                Column.number("of first best", "%"),
                Column.number("UAVs serve", "%"),
                Column.number("nobody serves", "%"));
        for (MarketCell cell : experiment.cells()) {
            for (MethodResult outcome : experiment.in(cell)) {
                Interval surplus = outcome.overSeeds(Metric.SURPLUS);
                Interval fraction = outcome.firstBestFraction();
                table = table.row(
                        Cell.text(Text.market(cell)),
                        Cell.text(Methods.title(outcome.method())),
                        Cell.number(outcome.runs().size(), 0),
                        Cell.interval(surplus.estimate(), surplus.low(), surplus.high(), 2),
                        Cell.interval(100 * fraction.estimate(), 100 * fraction.low(), 100 * fraction.high(), 1),
                        Cell.number(100 * outcome.mean(Metric.UAV_SHARE), 1),
                        Cell.number(100 * outcome.mean(Metric.UNSERVED), 1));
            }
        }
        return table;
    }

    private static Table row(Table table, MethodResult outcome) {
        var surplus = outcome.overSeeds(Metric.SURPLUS);
        var fraction = outcome.firstBestFraction();
        Cell[] cells = {
            Cell.text(Text.market(outcome.cell())),
            Cell.text(Methods.title(outcome.method())),
            Cell.number(outcome.runs().size(), 0),
            Cell.interval(surplus.estimate(), surplus.low(), surplus.high(), 2),
            Cell.interval(100 * fraction.estimate(), 100 * fraction.low(), 100 * fraction.high(), 1),
            Cell.number(100 * outcome.gridBestFraction().estimate(), 1),
            Cell.number(outcome.mean(Metric.DELAY), 3),
            Cell.number(100 * outcome.mean(Metric.UAV_SHARE), 1)
        };
        return outcome.method().equals(Methods.DMSB) ? table.highlightedRow(cells) : table.row(cells);
    }

    private void missing() {
        if (results.missing().isEmpty()) {
            return;
        }
        page.section("What is missing")
                .paragraph(
                        "The study asks for these runs and its folder does not have them; run it again to fill the gaps.");
        Map<List<String>, Integer> counts = new LinkedHashMap<>();
        results.missing()
                .forEach((row, status) ->
                        counts.merge(List.of(row.experiment(), row.method(), status.id()), 1, Integer::sum));
        Table table = Table.of(
                "Missing runs",
                Column.text("experiment"),
                Column.text("method"),
                Column.text("status"),
                Column.number("runs"));
        for (Map.Entry<List<String>, Integer> entry : counts.entrySet()) {
            table = table.row(
                    Cell.text(entry.getKey().get(0)),
                    Cell.text(Methods.title(entry.getKey().get(1))),
                    Cell.text(entry.getKey().get(2)),
                    Cell.number(entry.getValue(), 0));
        }
        page.table(table);
    }
}
