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
    private static final double STALE_LEAD = 0.015;

    private final StudyResults results;
    private final List<Claim> goals = new ArrayList<>();

    private Goals(StudyResults results) {
        this.results = results;
    }

    /** All goals. */
    static List<Claim> of(StudyResults results) {
        Goals goals = new Goals(results);
        goals.laggedReserve();
        goals.fraction(3, 0.960);
        goals.fraction(9, 0.948);
        goals.stale();
        goals.load();
        return List.copyOf(goals.goals);
    }

    private void laggedReserve() {
        String goal = "at least the lagged reserve with every number of sellers";
        Optional<ExperimentResult> sellers = results.experiment(PaperStudy.SELLERS);
        List<String> parts = new ArrayList<>();
        ClaimVerdict verdict = ClaimVerdict.REPRODUCED;
        List<MethodResult> all = sellers.map(found -> SweptKey.sorted(found, found.of(Methods.DMSB)))
                .orElse(List.of());
        for (MethodResult ours : all) {
            Optional<MethodResult> theirs =
                    sellers.flatMap(found -> found.outcome(Methods.LAGGED_RESERVE, ours.cell()));
            if (theirs.isPresent()) {
                Interval ratio = ours.ratioTo(theirs.get(), Metric.SURPLUS);
                verdict = verdict.and(ClaimVerdict.above(ratio, 1));
                parts.add("N = " + Text.count(ours.cell().number(PaperStudy.SELLERS_KEY)) + ": " + Text.gain(ratio));
            }
        }
        goals.add(
                parts.isEmpty()
                        ? Claim.noData(goal, "+0\u00a0%", PaperStudy.SELLERS)
                        : new Claim(goal, "+0\u00a0%", rounds(all), String.join("; ", parts), verdict, ""));
    }

    private void fraction(int groundStations, double wanted) {
        String goal = "share of first best with " + groundStations + " ground BSs";
        Optional<MethodResult> ours = results.experiment(PaperStudy.SELLERS)
                .flatMap(found -> found.cell(PaperStudy.SELLERS_KEY, groundStations)
                        .flatMap(cell -> found.outcome(Methods.DMSB, cell)));
        goals.add(
                ours.isEmpty()
                        ? Claim.noData(goal, Text.percent(wanted), PaperStudy.SELLERS)
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

    private void stale() {
        String goal = "ahead of the lagged reserve where the UAV's news is old";
        String wanted = "at least +" + Text.points(STALE_LEAD);
        Optional<ExperimentResult> stale = results.experiment(PaperStudy.STALE);
        Optional<MethodResult> ours = stale.flatMap(found -> first(found, Methods.DMSB));
        Optional<MethodResult> theirs = stale.flatMap(found -> first(found, Methods.LAGGED_RESERVE));
        if (ours.isEmpty() || theirs.isEmpty()) {
            goals.add(Claim.noData(goal, wanted, PaperStudy.STALE));
            return;
        }
        double base = theirs.get().firstBestFraction().estimate();
        Interval ratio = ours.get().ratioTo(theirs.get(), Metric.SURPLUS);
        Interval lead =
                new Interval(base * (ratio.estimate() - 1), base * (ratio.low() - 1), base * (ratio.high() - 1));
        goals.add(new Claim(
                goal,
                wanted,
                rounds(ours.stream().toList()),
                Text.points(lead.estimate()) + " of first best"
                        + Text.bounds(lead, Text.fixed(100 * lead.low(), 1), Text.fixed(100 * lead.high(), 1)),
                ClaimVerdict.above(lead, STALE_LEAD),
                "lagged reserve " + Text.percent(base) + ", DMSB "
                        + Text.percent(ours.get().firstBestFraction().estimate())));
    }

    private void load() {
        String goal = "ahead of every rule that does not plan where the winner is slower tomorrow";
        Optional<ExperimentResult> load = results.experiment(PaperStudy.LOAD);
        Optional<MethodResult> ours = load.flatMap(found -> first(found, Methods.DMSB));
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
