package dmsb.experiments.reproduction;

import dmsb.auction.evaluation.Metric;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.MarketCell;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.statistics.Interval;
import dmsb.experiments.statistics.MannWhitney;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The claims of the paper's section 6, each with its verdict. */
final class Claims {
    private static final double CLAIMED_ROUNDS = 500_000;

    private final StudyResults results;
    private final List<Claim> claims = new ArrayList<>();

    private Claims(StudyResults results) {
        this.results = results;
    }

    /** All claims, in the paper's order. */
    static List<Claim> of(StudyResults results) {
        Claims claims = new Claims(results);
        claims.convergence();
        claims.ahead(Methods.DMSB, Methods.PPO, 1.13);
        claims.ahead(Methods.DMSB_LONG, Methods.PPO_LONG, 1.13);
        claims.ahead(Methods.DMSB, "greedy", 1.45);
        claims.ahead(Methods.DMSB, "random", 1.63);
        claims.ahead(Methods.DMSB, "spa", 1.30);
        claims.ahead(Methods.DMSB, "spa-ground", 1.30);
        claims.ahead(Methods.DMSB, "myopic-msb", 1.27);
        claims.ahead(Methods.DMSB, "myopic-msb-brand", 1.27);
        claims.ahead(Methods.DMSB, "optimal-msb", 1.23);
        claims.ahead(Methods.DMSB, "optimal-msb-brand", 1.23);
        claims.shares();
        claims.groundAhead(PaperStudy.BANDWIDTH);
        claims.stable("the UAV's surplus remains stable along bandwidth", PaperStudy.BANDWIDTH);
        claims.stable("the UAV's surplus remains stable with the number of sellers", PaperStudy.SELLERS);
        claims.trend("the total rises with bandwidth", PaperStudy.BANDWIDTH, Metric.SURPLUS, true);
        claims.slightFall(PaperStudy.SELLERS, "the total falls slightly with the number of sellers");
        claims.slightFall(PaperStudy.SHARED_SPECTRUM, "the same, sellers sharing one spectrum");
        claims.trend("the total falls with the size of tasks", PaperStudy.TASK_SIZE, Metric.SURPLUS, false);
        for (String experiment : List.of(PaperStudy.BANDWIDTH, PaperStudy.SELLERS, PaperStudy.TASK_SIZE)) {
            claims.onTop(experiment, "auctions", Methods.AUCTIONS);
            claims.onTop(experiment, "ways to find rho", Methods.LEARNERS);
        }
        claims.onTop(PaperStudy.SHARED_SPECTRUM, "auctions", Methods.AUCTIONS);
        claims.trend("the delay rises with the size of tasks", PaperStudy.TASK_SIZE, Metric.DELAY, true);
        claims.lowestDelay();
        return List.copyOf(claims.claims);
    }

    private Optional<MethodResult> main(String method) {
        return results.experiment(PaperStudy.CONVERGENCE)
                .filter(experiment -> !experiment.cells().isEmpty())
                .flatMap(experiment ->
                        experiment.outcome(method, experiment.cells().get(0)));
    }

    private void convergence() {
        String claim = "DMSB has converged after 500,000 rounds";
        Optional<MethodResult> reached =
                main(Methods.DMSB_LONG).or(() -> main(Methods.DMSB)).filter(MethodResult::learns);
        if (reached.isEmpty()) {
            claims.add(Claim.noData(claim, "about 500,000", PaperStudy.CONVERGENCE));
            return;
        }
        Plateau plateau = Plateau.of(reached.get());
        boolean seen = !Double.isNaN(plateau.from());
        ClaimVerdict verdict = !seen
                ? plateau.rounds() >= CLAIMED_ROUNDS ? ClaimVerdict.NOT_REPRODUCED : ClaimVerdict.UNDECIDED
                : plateau.from() <= CLAIMED_ROUNDS ? ClaimVerdict.REPRODUCED : ClaimVerdict.NOT_REPRODUCED;
        String measured = !seen
                ? "still moving after " + Text.count(plateau.rounds())
                : "within " + Text.points(Plateau.TOLERANCE) + " of its last level from " + Text.count(plateau.from())
                        + " on";
        String why = "last level " + Text.percent(plateau.level()) + " of first best; runs of "
                + Text.count(plateau.rounds()) + " rounds"
                + (seen && plateau.from() < CLAIMED_ROUNDS / 2 ? "; it takes far fewer than the paper says" : "");
        claims.add(new Claim(claim, "about 500,000", rounds(reached.get()), measured, verdict, why));
    }

    private void ahead(String learner, String rival, double claimed) {
        boolean equallyLong = Methods.LONG.contains(learner);
        String claim = "DMSB earns more than " + Methods.title(equallyLong ? Methods.PPO : rival)
                + (equallyLong ? ", both trained as long as in the paper" : "");
        String paper = Text.gain(claimed, 0);
        Optional<MethodResult> ours = main(learner);
        Optional<MethodResult> theirs = main(rival);
        if (ours.isEmpty() || theirs.isEmpty()) {
            claims.add(Claim.noData(claim, paper, learner + " and " + rival + " in " + PaperStudy.CONVERGENCE));
            return;
        }
        Interval ratio = ours.get().ratioTo(theirs.get(), Metric.SURPLUS);
        double fraction = theirs.get().firstBestFraction().estimate();
        String why = "the rival by itself takes " + Text.percent(fraction)
                + " of first best, so that nothing can be more than " + Text.gain(1 / fraction, 1) + " ahead of it";
        if (theirs.get().learns() && theirs.get().runs().size() > 1) {
            double[] our = ours.get().bySeed(Metric.SURPLUS);
            double[] their = theirs.get().bySeed(Metric.SURPLUS);
            double better = MannWhitney.statistic(our, their) / ((double) our.length * their.length);
            why += "; a training of DMSB is the better one with probability " + Text.fixed(better, 2)
                    + " (Mann-Whitney p = " + Text.probability(MannWhitney.pValue(our, their)) + ")";
        }
        claims.add(new Claim(
                claim, paper, rounds(ours.get()), Text.gain(ratio), ClaimVerdict.ofRatio(ratio, claimed), why));
    }

    private void shares() {
        String first = "with 3 ground BSs the UAV has the larger surplus";
        String then = "from 5 ground BSs on they have overtaken it";
        List<MethodResult> all = axis(PaperStudy.SELLERS, Methods.DMSB);
        Optional<MethodResult> three =
                all.stream().filter(outcome -> sellers(outcome) == 3).findFirst();
        if (three.isEmpty()) {
            claims.add(Claim.noData(first, "yes", PaperStudy.SELLERS));
        } else {
            Interval ratio = three.get().ratio(Metric.UAV_SURPLUS, Metric.SURPLUS);
            claims.add(
                    new Claim(
                            first,
                            "yes",
                            rounds(three.get()),
                            "UAV's part " + Text.percent(ratio),
                            ClaimVerdict.above(ratio, 0.5),
                            "the UAV sees from above: its hit rates are the higher ones, and among few sellers it is often the best"));
        }
        List<MethodResult> more =
                all.stream().filter(outcome -> sellers(outcome) >= 5).toList();
        if (more.isEmpty()) {
            claims.add(Claim.noData(then, "yes", PaperStudy.SELLERS));
            return;
        }
        ClaimVerdict verdict = ClaimVerdict.REPRODUCED;
        List<String> parts = new ArrayList<>();
        for (MethodResult outcome : more) {
            Interval ratio = outcome.ratio(Metric.UAV_SURPLUS, Metric.SURPLUS);
            verdict = verdict.and(ClaimVerdict.below(ratio, 0.5));
            parts.add(Text.percent(ratio.estimate()) + " at N = " + Text.count(sellers(outcome)));
        }
        claims.add(new Claim(
                then,
                "yes",
                rounds(more.get(0)),
                "UAV's part " + String.join(", ", parts),
                verdict,
                "its part falls as others join; where it crosses one half depends on the hit rates, on which the paper is"
                        + " silent"));
    }

    /** That the ground stations earn more than the UAV at every point. */
    private void groundAhead(String name) {
        String claim = "the ground BSs contribute the most along " + name;
        List<MethodResult> ours = axis(name, Methods.DMSB);
        if (ours.isEmpty()) {
            claims.add(Claim.noData(claim, "yes", Methods.DMSB + " in " + name));
            return;
        }
        ClaimVerdict verdict = ClaimVerdict.REPRODUCED;
        List<String> parts = new ArrayList<>();
        for (MethodResult outcome : ours) {
            Interval ratio = outcome.ratio(Metric.GROUND_SURPLUS, Metric.SURPLUS);
            verdict = verdict.and(ClaimVerdict.above(ratio, 0.5));
            parts.add(Text.percent(ratio.estimate())
                    + (outcome.cell().varied().isEmpty() ? "" : " at " + Text.market(outcome.cell())));
        }
        String why = "the paper does not say at how many sellers; here N = 3, where the UAV earns the most";
        claims.add(
                new Claim(claim, "yes", rounds(ours.get(0)), "their part " + String.join(", ", parts), verdict, why));
    }

    /** That the UAV's surplus is the same at both ends of an axis. */
    private void stable(String claim, String name) {
        List<MethodResult> ours = axis(name, Methods.DMSB);
        if (ours.size() < 2) {
            claims.add(Claim.noData(claim, "yes", "two points of " + name));
            return;
        }
        Interval change = change(ours, Metric.UAV_SURPLUS);
        String why = "stable means within a tenth from the first to the last point";
        claims.add(new Claim(
                claim,
                "yes",
                rounds(ours.get(0)),
                span(ours, Metric.UAV_SURPLUS) + ", " + Text.gain(change),
                ClaimVerdict.stable(change),
                why));
    }

    private static String rounds(MethodResult outcome) {
        return outcome.rounds() == 0 ? "" : Text.count((double) outcome.rounds());
    }

    private String rounds(String experiment) {
        return axis(experiment, Methods.DMSB).stream()
                .findFirst()
                .map(Claims::rounds)
                .orElse("");
    }

    private static double sellers(MethodResult outcome) {
        return outcome.cell().number(PaperStudy.SELLERS_KEY);
    }

    /** The outcomes of a method in the order of the experiment's axis. */
    private List<MethodResult> axis(String experiment, String method) {
        return results.experiment(experiment)
                .map(found -> SweptKey.sorted(found, found.of(method)))
                .orElse(List.of());
    }

    private void trend(String claim, String name, Metric metric, boolean rises) {
        List<MethodResult> ours = axis(name, Methods.DMSB);
        if (ours.size() < 2) {
            claims.add(Claim.noData(claim, "yes", "two points of " + name));
            return;
        }
        ExperimentResult experiment = results.experiment(name).orElseThrow();
        Interval change = change(ours, metric);
        ClaimVerdict overall = rises ? ClaimVerdict.above(change, 1) : ClaimVerdict.below(change, 1);
        ClaimVerdict verdict =
                overall == ClaimVerdict.REPRODUCED && !monotone(ours, metric, rises) ? ClaimVerdict.IN_PART : overall;
        int methods = 0;
        int alike = 0;
        for (String method : experiment.methods()) {
            List<MethodResult> others = axis(name, method);
            if (others.size() >= 2) {
                methods++;
                alike += monotone(others, metric, rises) ? 1 : 0;
            }
        }
        String why = alike + " of " + methods + " methods " + (rises ? "rise" : "fall") + " at every step";
        claims.add(new Claim(
                claim, "yes", rounds(ours.get(0)), span(ours, metric) + ", " + Text.gain(change), verdict, why));
    }

    private void slightFall(String name, String claim) {
        List<MethodResult> ours = axis(name, Methods.DMSB);
        if (ours.size() < 2) {
            claims.add(Claim.noData(claim, "yes", "two points of " + name));
            return;
        }
        Interval change = change(ours, Metric.SURPLUS);
        ClaimVerdict verdict = ClaimVerdict.slightFall(change);
        String why = switch (verdict) {
            case NOT_REPRODUCED ->
                "sellers with resources of their own: the best of more sellers is better, for every mechanism";
            case REPRODUCED, IN_PART -> "each seller's share of the pool shrinks faster than the best of them gains";
            default -> "the two ends are too close for these seeds and episodes";
        };
        claims.add(new Claim(
                claim,
                "yes",
                rounds(ours.get(0)),
                span(ours, Metric.SURPLUS) + ", " + Text.gain(change),
                verdict,
                why));
    }

    private static Interval change(List<MethodResult> outcomes, Metric metric) {
        return outcomes.get(outcomes.size() - 1).changeFrom(outcomes.get(0), metric);
    }

    private static boolean monotone(List<MethodResult> outcomes, Metric metric, boolean rises) {
        for (int i = 1; i < outcomes.size(); i++) {
            double step = outcomes.get(i).mean(metric) - outcomes.get(i - 1).mean(metric);
            if (rises ? step <= 0 : step >= 0) {
                return false;
            }
        }
        return true;
    }

    private static String span(List<MethodResult> outcomes, Metric metric) {
        return Text.significant(outcomes.get(0).mean(metric)) + " to "
                + Text.significant(outcomes.get(outcomes.size() - 1).mean(metric));
    }

    private record Comparison(Interval ratio, String rival, MarketCell cell) {
        String text() {
            return Text.gain(ratio) + " against " + Methods.title(rival)
                    + (cell.varied().isEmpty() ? "" : ", " + Text.market(cell));
        }
    }

    private List<Comparison> comparisons(String name, List<String> rivals, Metric metric) {
        List<Comparison> comparisons = new ArrayList<>();
        for (MethodResult ours : axis(name, Methods.DMSB)) {
            for (String rival : rivals) {
                results.experiment(name)
                        .flatMap(experiment -> experiment.outcome(rival, ours.cell()))
                        .ifPresent(theirs ->
                                comparisons.add(new Comparison(ours.ratioTo(theirs, metric), rival, ours.cell())));
            }
        }
        return comparisons;
    }

    private void onTop(String name, String kind, List<String> methods) {
        String claim = "DMSB earns the most of all " + kind + " along " + name;
        List<String> rivals = methods.stream()
                .filter(method -> !method.equals(Methods.DMSB) && !method.equals(Methods.DMSB_CURRENT))
                .toList();
        List<Comparison> all = comparisons(name, rivals, Metric.SURPLUS);
        if (all.isEmpty()) {
            claims.add(Claim.noData(claim, "yes", Methods.DMSB + " and others in " + name));
            return;
        }
        ClaimVerdict verdict = ClaimVerdict.REPRODUCED;
        Comparison closest = all.get(0);
        int behind = 0;
        for (Comparison one : all) {
            verdict = verdict.and(ClaimVerdict.above(one.ratio(), 1));
            closest = one.ratio().estimate() < closest.ratio().estimate() ? one : closest;
            behind += one.ratio().low() > 1 ? 0 : 1;
        }
        String why = behind == 0
                ? "ahead in all " + all.size() + " comparisons"
                : "not clearly ahead in " + behind + " of " + all.size() + " comparisons";
        claims.add(new Claim(claim, "yes", rounds(name), "closest: " + closest.text(), verdict, why));
    }

    private void lowestDelay() {
        String claim = "DMSB has the lowest delay of PPO, greedy and random";
        List<Comparison> all =
                comparisons(PaperStudy.TASK_SIZE, List.of(Methods.PPO, "greedy", "random"), Metric.DELAY);
        if (all.isEmpty()) {
            claims.add(Claim.noData(claim, "yes", Methods.DMSB + " and others in " + PaperStudy.TASK_SIZE));
            return;
        }
        ClaimVerdict verdict = ClaimVerdict.REPRODUCED;
        Comparison closest = all.get(0);
        for (Comparison one : all) {
            verdict = verdict.and(ClaimVerdict.below(one.ratio(), 1));
            closest = one.ratio().estimate() > closest.ratio().estimate() ? one : closest;
        }
        claims.add(new Claim(
                claim,
                "yes",
                rounds(PaperStudy.TASK_SIZE),
                "closest: " + closest.text(),
                verdict,
                "what is maximised is surplus, which weighs accuracy as well as delay"));
    }
}
