package dmsb.experiments.reproduction;

import dmsb.auction.evaluation.Metric;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What this project set out to reach with the learner that sees past bids only, each with its verdict. */
final class Goals {
    /** What the learner may be behind the linear filter, as a share of the filter's surplus. */
    private static final double BEHIND = 0.001;

    private final StudyResults results;
    private final List<Claim> goals = new ArrayList<>();

    private Goals(StudyResults results) {
        this.results = results;
    }

    /** All goals. */
    static List<Claim> of(StudyResults results) {
        Goals goals = new Goals(results);
        goals.linearFilter();
        goals.fraction(3, 0.986);
        goals.fraction(9, 0.979);
        goals.stale();
        goals.load();
        return List.copyOf(goals.goals);
    }

    private void linearFilter() {
        String goal = "level with the linear filter with every number of sellers";
        String wanted = "at least " + Text.gain(1 - BEHIND, 1);
        Optional<ExperimentResult> sellers = results.experiment(PaperStudy.SELLERS);
        List<String> parts = new ArrayList<>();
        ClaimVerdict verdict = ClaimVerdict.REPRODUCED;
        List<MethodResult> all =
                sellers.map(found -> SweptKey.sorted(found, Methods.DMSB)).orElse(List.of());
        for (MethodResult ours : all) {
            Optional<MethodResult> theirs = sellers.flatMap(found -> found.outcome(Methods.LINEAR_FILTER, ours.cell()));
            if (theirs.isPresent()) {
                Interval ratio = ours.ratioTo(theirs.get(), Metric.SURPLUS);
                verdict = verdict.and(ClaimVerdict.above(ratio, 1 - BEHIND));
                parts.add("N = " + Text.count(ours.cell().number(PaperStudy.SELLERS_KEY)) + ": " + Text.gain(ratio, 2));
            }
        }
        goals.add(
                parts.isEmpty()
                        ? Claim.noData(goal, wanted, PaperStudy.SELLERS)
                        : new Claim(goal, wanted, rounds(all), String.join("; ", parts), verdict, ""));
    }

    private void fraction(int groundStations, double wanted) {
        fraction(
                "share of first best with " + groundStations + " ground BSs",
                PaperStudy.SELLERS,
                results.experiment(PaperStudy.SELLERS)
                        .flatMap(found -> found.cell(PaperStudy.SELLERS_KEY, groundStations)
                                .flatMap(cell -> found.outcome(Methods.DMSB, cell))),
                wanted);
    }

    private void stale() {
        fraction(
                "share of first best where the UAV's news is old",
                PaperStudy.STALE,
                results.experiment(PaperStudy.STALE).flatMap(found -> first(found, Methods.DMSB)),
                0.977);
    }

    private void fraction(String goal, String experiment, Optional<MethodResult> ours, double wanted) {
        goals.add(
                ours.isEmpty()
                        ? Claim.noData(goal, Text.percent(wanted), experiment)
                        : new Claim(
                                goal,
                                "at least " + Text.percent(wanted),
                                rounds(ours.stream().toList()),
                                Text.percent(ours.get().firstBestFraction()),
                                ClaimVerdict.above(ours.get().firstBestFraction(), wanted),
                                ours.get().runs().size() + " seeds"));
    }

    private static String rounds(List<MethodResult> outcomes) {
        return outcomes.isEmpty() ? "" : Text.count((double) outcomes.get(0).rounds());
    }

    private static Optional<MethodResult> first(ExperimentResult experiment, String method) {
        return experiment.of(method).stream().findFirst();
    }

    private void load() {
        String goal = "ahead of every rule that does not plan where the winner is slower tomorrow";
        Optional<ExperimentResult> load = results.experiment(PaperStudy.LOAD);
        Optional<MethodResult> ours =
                load.flatMap(found -> first(found, Methods.DMSB_PLANNING).or(() -> first(found, Methods.DMSB)));
        Optional<MethodResult> best = load.flatMap(found -> Methods.NOT_PLANNING.stream()
                .flatMap(method -> first(found, method).stream())
                .max(Comparator.comparingDouble(outcome -> outcome.mean(Metric.SURPLUS))));
        if (ours.isEmpty() || best.isEmpty()) {
            goals.add(Claim.noData(goal, "above +0\u00a0%", PaperStudy.LOAD));
            return;
        }
        Interval ratio = ours.get().ratioTo(best.get(), Metric.SURPLUS);
        goals.add(new Claim(
                goal,
                "above +0\u00a0%",
                rounds(ours.stream().toList()),
                Text.gain(ratio) + " against the best of them, "
                        + Methods.title(best.get().method()),
                ClaimVerdict.above(ratio, 1),
                ""));
    }
}
