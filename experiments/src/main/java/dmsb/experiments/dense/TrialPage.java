package dmsb.experiments.dense;

import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.dense.TrialPlan.TrialMarket;
import dmsb.experiments.dense.TrialPlan.TrialMethod;
import dmsb.experiments.statistics.CrossedBootstrap;
import dmsb.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The tables of a trial and its verdicts, as Markdown. A fraction is the mean surplus over the mean first best; intervals are 95 %
 * bootstraps over seeds and episodes, crossed; differences are taken on the same seeds and episodes. A run that failed counts as a surplus of 0, but in no mean of slots or
 * times; below a table stands how many did.
 */
final class TrialPage {
    private static final SeedTree BOOTSTRAP = SeedTree.of(1).child("trial bootstrap");

    private final TrialPlan plan;
    private final Results results;

    /** Gives the result of a run that is there. */
    interface Results {
        /** The result. */
        TrialResult of(TrialStage stage, TrialMarket market, TrialMethod method, int proposals, int seed);
    }

    /** All seeds of a method with some proposals. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(
            TrialMethod method, int proposals, double[][] surplus, double[][] firstBest, List<TrialResult> runs) {
        Interval fraction() {
            return CrossedBootstrap.difference(
                    surplus, new double[surplus.length][surplus[0].length], firstBest, BOOTSTRAP.stream());
        }

        /** The runs whose slots and times count: not those that failed. */
        List<TrialResult> counted() {
            return method.rule().isPresent() ? runs : TrialResult.trained(runs);
        }

        /** What this has more than another one, over first best; nothing if the seeds are others. */
        Optional<Interval> more(Entry other) {
            return surplus.length == other.surplus.length
                    ? Optional.of(CrossedBootstrap.difference(surplus, other.surplus, firstBest, BOOTSTRAP.stream()))
                    : Optional.empty();
        }
    }

    TrialPage(TrialPlan plan, Results results) {
        this.plan = plan;
        this.results = results;
    }

    String text() {
        StringBuilder page = new StringBuilder("# A trial of rules for intersections\n");
        for (TrialStage stage : List.of(TrialStage.SLOTS, TrialStage.SECONDS)) {
            page.append("\n## Equal ")
                    .append(stage == TrialStage.SLOTS ? "slots" : "training time")
                    .append('\n');
            for (TrialMarket market : plan.markets()) {
                page.append("\n### ").append(market.name()).append("\n\n");
                table(stage, market, page);
            }
            page.append('\n');
            for (int proposals : judged().proposals()) {
                page.append("- ").append(verdict(stage, proposals)).append('\n');
            }
        }
        return page.toString();
    }

    private TrialMethod judged() {
        return plan.methods().stream()
                .filter(method -> method.name().equals(plan.verdict().method()))
                .findFirst()
                .orElseThrow();
    }

    private void table(TrialStage stage, TrialMarket market, StringBuilder page) {
        String judged = plan.verdict().method();
        page.append("| method | proposals | fraction of first best | 95 % interval | ")
                .append(judged)
                .append(" has more | 95 % interval | slots | training, s | decision, us |\n")
                .append("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        List<Entry> entries = entries(stage, market);
        for (Entry entry : entries) {
            Optional<Interval> more = entries.stream()
                    .filter(other -> other.method().name().equals(judged) && other.proposals() == entry.proposals())
                    .findFirst()
                    .filter(other -> !entry.method().name().equals(judged))
                    .flatMap(other -> other.more(entry));
            Interval fraction = entry.fraction();
            page.append("| ").append(entry.method().name());
            page.append(" | ").append(entry.proposals());
            page.append(" | ").append(Decimal.fixed(fraction.estimate(), 4));
            page.append(" | ").append(range(fraction));
            page.append(" | ")
                    .append(more.map(by -> Decimal.fixed(by.estimate(), 4)).orElse("-"));
            page.append(" | ").append(more.map(TrialPage::range).orElse("-"));
            page.append(" | ").append(mean(entry, TrialResult::slots, 0));
            page.append(" | ").append(mean(entry, TrialResult::trainingSeconds, 1));
            page.append(" | ").append(mean(entry, TrialResult::decisionMicroseconds, 1));
            page.append(" |\n");
        }
        failures(entries, page);
    }

    private static String range(Interval interval) {
        return interval.isKnown() ? Decimal.fixed(interval.low(), 4) + " to " + Decimal.fixed(interval.high(), 4) : "-";
    }

    private static String mean(Entry entry, ToDoubleFunction<TrialResult> what, int places) {
        OptionalDouble mean = entry.counted().stream().mapToDouble(what).average();
        return mean.isPresent() ? Decimal.fixed(mean.getAsDouble(), places) : "-";
    }

    /** How many runs failed, of each method of which any did; nothing if none did. */
    private static void failures(List<Entry> entries, StringBuilder page) {
        List<Entry> failed = entries.stream()
                .filter(entry -> entry.counted().size() < entry.runs().size())
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        page.append("\nFailed runs, a surplus of 0 and in no mean of slots and times:\n\n");
        for (Entry entry : failed) {
            int runs = entry.runs().size();
            page.append("- ")
                    .append(entry.method().name())
                    .append(" with proposals ")
                    .append(entry.proposals());
            page.append(": ")
                    .append(runs - entry.counted().size())
                    .append(" of ")
                    .append(runs)
                    .append('\n');
        }
    }

    private List<Entry> entries(TrialStage stage, TrialMarket market) {
        List<Entry> entries = new ArrayList<>();
        for (TrialMethod method : plan.methods()) {
            for (int proposals : method.proposals()) {
                List<TrialResult> runs = new ArrayList<>();
                for (int seed = 1; seed <= plan.seeds(); seed++) {
                    if (FairTrial.takesPart(method, stage, seed)) {
                        runs.add(results.of(stage, market, method, proposals, seed));
                    }
                }
                if (!runs.isEmpty()) {
                    entries.add(new Entry(
                            method,
                            proposals,
                            runs.stream().map(TrialResult::surplus).toArray(double[][]::new),
                            runs.stream().map(TrialResult::firstBest).toArray(double[][]::new),
                            runs));
                }
            }
        }
        return entries;
    }

    /** Better or worse if it is so against the best other network on all markets of the verdict. */
    private String verdict(TrialStage stage, int proposals) {
        boolean better = true;
        boolean worse = true;
        List<String> figures = new ArrayList<>();
        for (String name : plan.verdict().markets()) {
            TrialMarket market = plan.markets().stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            List<Entry> networks = entries(stage, market).stream()
                    .filter(entry -> entry.method().rule().isEmpty() && entry.proposals() == proposals)
                    .toList();
            Entry judged = networks.stream()
                    .filter(entry -> entry.method().equals(judged()))
                    .findFirst()
                    .orElseThrow();
            Optional<Entry> best = networks.stream()
                    .filter(entry -> !entry.method().equals(judged()))
                    .max(Comparator.comparingDouble(entry -> entry.fraction().estimate()));
            if (best.isEmpty()) {
                return "With " + proposals + " proposals there is no other method.";
            }
            Interval more = judged.more(best.get()).orElseThrow();
            better &= more.low() > 0;
            worse &= more.high() < 0;
            figures.add(name + " against " + best.get().method().name() + " " + Decimal.fixed(more.estimate(), 4) + " ("
                    + range(more) + ")");
        }
        return "With proposals " + proposals + ", " + plan.verdict().method() + " is "
                + (better ? "better" : worse ? "worse" : "even") + ": " + String.join(", ", figures) + ".";
    }
}
