package dmsb.experiments.reproduction;

import dmsb.auction.evaluation.Metric;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.run.LogSplit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Under which conditions a figure's numbers hold: what a caption says of seeds, rounds and episodes. */
final class Conditions {
    private Conditions() {}

    /** Learners and held-out episodes of some outcomes: "5 seeds of 20,000 rounds; 200 held-out episodes." */
    static String heldOut(List<MethodResult> outcomes) {
        String episodes = counts(
                outcomes.stream()
                        .mapToLong(outcome -> outcome.runs().get(0).evaluation().episodes()),
                "held-out episode");
        String trained = trained(outcomes);
        return (trained.isEmpty() ? episodes : trained + "; " + episodes) + "." + log(outcomes);
    }

    /** Of a study on a log: which rows of which file are learned from and held out, and what of it is an estimate. */
    private static String log(List<MethodResult> outcomes) {
        return outcomes.stream()
                .findFirst()
                .flatMap(first -> LogSplit.of(first.runs().get(0).manifest().configuration()))
                .map(log -> " The market is the log " + log.name() + ": rows " + log.trainingRows()
                        + " are learned from, rows " + log.rows()
                        + " are held out. The surplus is an estimate in at most "
                        + Text.percent(largest(outcomes, Metric.ESTIMATED_SHARE))
                        + " of a method's rounds, first best in "
                        + Text.percent(largest(outcomes, Metric.UNKNOWN_SHARE))
                        + ". Bids are taken as they are: what bidders would bid under another rule is not in a log.")
                .orElse("");
    }

    /** The largest mean of a metric among methods. */
    private static double largest(List<MethodResult> outcomes, Metric metric) {
        return outcomes.stream()
                .filter(outcome ->
                        outcome.runs().stream().allMatch(run -> run.evaluation().isOfLog()))
                .flatMapToDouble(outcome -> DoubleStream.of(outcome.bySeed(metric)))
                .max()
                .orElse(Double.NaN);
    }

    /** Learners and the episodes of their curves: "5 seeds of 20,000 rounds; 10 episodes of the learning curve." */
    static String curve(List<MethodResult> outcomes) {
        String episodes = counts(
                outcomes.stream()
                        .filter(MethodResult::learns)
                        .map(outcome -> outcome.runs().get(0).manifest().configuration())
                        .filter(configuration -> configuration.has("curveEpisodes"))
                        .mapToLong(configuration -> configuration.count("curveEpisodes")),
                "episode");
        String trained = trained(outcomes);
        return trained.isEmpty()
                ? ""
                : trained + (episodes.isEmpty() ? "." : "; " + episodes + " of the learning curve.");
    }

    private static String trained(List<MethodResult> outcomes) {
        List<MethodResult> learners =
                outcomes.stream().filter(MethodResult::learns).toList();
        if (learners.isEmpty()) {
            return "";
        }
        return counts(learners.stream().mapToLong(outcome -> outcome.runs().size()), "seed") + " of "
                + counts(learners.stream().mapToLong(MethodResult::rounds), "round");
    }

    /** All different numbers, rising, with what they count. */
    private static String counts(LongStream numbers, String what) {
        long[] sorted = numbers.sorted().distinct().toArray();
        if (sorted.length == 0) {
            return "";
        }
        String text = LongStream.of(sorted)
                .mapToObj(number -> String.format(Locale.ROOT, "%,d", number))
                .collect(Collectors.joining(" or "));
        return text + " " + what + (sorted.length == 1 && sorted[0] == 1 ? "" : "s");
    }
}
