package dmsb.experiments.cli;

import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Metric;
import dmsb.auction.log.RecordedRounds;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.PricingModel;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.dense.DenseHeldOut;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.log.BidSigns;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Json;
import dmsb.experiments.run.Recording;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.Score;
import dmsb.experiments.statistics.Bootstrap;
import dmsb.experiments.statistics.CrossedBootstrap;
import dmsb.experiments.statistics.Interval;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb compare}: two ways of selling on the same held-out episodes. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Plays two rules or models on the same held-out episodes, or on a log of auctions, and tells their difference, paired by"
                        + " episode.",
        footer = {
            "",
            "A and B are rules ('dmsb describe rules'), model files, or class=NAME with --classpath. A name that is a rule's is a rule.",
            "",
            "A scenario of several tasks or UAVs takes the rules and models of docs/dense.md.",
            "",
            "Differences are A less B with 95 % bootstrap intervals over episodes: what other episodes would change, not what another"
                    + " training would. For that, make a study with several seeds ('dmsb sweep', 'dmsb report --baseline')."
        })
final class CompareCommand implements Callable<Integer> {
    private static final Set<Metric> METRICS = EnumSet.of(
            Metric.SURPLUS,
            Metric.UAV_SURPLUS,
            Metric.GROUND_SURPLUS,
            Metric.DELAY,
            Metric.UAV_SHARE,
            Metric.UNSERVED,
            Metric.PRICE);

    /** What has no meaning for slots of several tasks. */
    private static final List<String> LEFT_OUT =
            List.of(EpisodeTable.column(Metric.DELAY), EpisodeTable.column(Metric.PRICE));

    private static final String LINE = "%-20s %12s %12s   %s";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "a rule or a model file")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "what it is compared with")
    private String second = "";

    @Mixin
    private final ScenarioOptions scenario = new ScenarioOptions();

    @Mixin
    private final MeasuredRounds measured = new MeasuredRounds();

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        int jobs = threads.count();
        if (scenario.hasSeveralTasks() || isOfSlots(first) || isOfSlots(second)) {
            slots();
            return 0;
        }
        PricingModel firstModel = WayOfSelling.of("A", first, Main.own(spec)).model();
        PricingModel secondModel = WayOfSelling.of("B", second, Main.own(spec)).model();
        MeasuredRounds.Played played = measured.read(
                scenario.scenarioFor(firstModel != null ? firstModel : secondModel),
                Stream.of(Optional.ofNullable(firstModel), Optional.ofNullable(secondModel))
                        .flatMap(Optional::stream)
                        .toList(),
                0.0,
                jobs,
                spec.commandLine().getErr());
        HeldOut heldOut = played.heldOut();
        int count = played.episodes();
        EpisodeMeans ours;
        EpisodeMeans theirs;
        try (ProgressBar bar = new ProgressBar(spec, "comparing", 2L * count, "episodes")) {
            ours = play(heldOut, first, firstModel, 0, bar);
            theirs = play(heldOut, second, secondModel, count, bar);
        }
        tell(new Compared(played.market(), count, played.recording(), played.recorded(), played.told()), ours, theirs);
        return 0;
    }

    /**
     * What two ways are compared on.
     *
     * @param market the market
     * @param episodes how many of its episodes
     * @param recording the log; null for a simulated market
     * @param recorded the rounds of the log; null for a simulated market
     * @param told lines about what the auctioneer is told, and what of a log is used
     */
    private record Compared(
            Scenario market,
            int episodes,
            @Nullable Recording recording,
            @Nullable RecordedRounds recorded,
            List<String> told) {
        boolean isOfSlots() {
            return !DenseSettings.isOne(market);
        }
    }

    private static boolean isOfSlots(String text) {
        return !Rules.isKnown(text) && DenseModels.isOne(Path.of(text));
    }

    /** Compares on slots of several tasks. */
    private void slots() {
        SlotSelling a = SlotSelling.of("A", first);
        SlotSelling b = SlotSelling.of("B", second);
        int count = measured.ofSlots();
        Scenario market = scenario.anyFor(a.model() != null ? a.model() : b.model());
        DenseHeldOut heldOut = new DenseHeldOut(market, measured.seed(), count);
        EpisodeMeans ours;
        EpisodeMeans theirs;
        try (ProgressBar bar = new ProgressBar(spec, "comparing", 2L * count, "episodes")) {
            ours = heldOut.play(a.rule(heldOut));
            bar.report(count, "");
            theirs = heldOut.play(b.rule(heldOut));
            bar.report(2L * count, "");
        }
        tell(new Compared(market, count, null, null, List.of(Told.of(market))), ours, theirs);
    }

    private EpisodeMeans play(HeldOut heldOut, String name, @Nullable PricingModel model, int before, ProgressBar bar) {
        return model == null
                ? heldOut.rule(Main.rules(spec), name, (done, detail) -> bar.report(before + done, detail))
                : heldOut.model(model, (done, detail) -> bar.report(before + done, detail));
    }

    private void tell(Compared played, EpisodeMeans ours, EpisodeMeans theirs) {
        int count = played.episodes();
        RecordedRounds recorded = played.recorded();
        SeedTree random = SeedTree.of(measured.seed()).child("compare");
        double[][] a = {ours.of(Metric.SURPLUS)};
        double[][] b = {theirs.of(Metric.SURPLUS)};
        Interval ratio = CrossedBootstrap.pairedRatio(a, b, random.child("ratio").stream());
        int ahead = 0;
        int level = 0;
        for (int e = 0; e < count; e++) {
            ahead += a[0][e] > b[0][e] ? 1 : 0;
            level += a[0][e] == b[0][e] ? 1 : 0;
        }
        Map<Metric, Interval> differences = new EnumMap<>(Metric.class);
        for (Metric metric : METRICS) {
            if (Double.isNaN(ours.mean(metric)) || (metric == Metric.UNSERVED && !played.isOfSlots())) {
                continue; // a log without latencies; what is of one task only, or of several only
            }
            differences.put(
                    metric,
                    Bootstrap.meanDifference(ours.of(metric), theirs.of(metric), random.child(metric.name()).stream()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            result.put("a", first);
            result.put("b", second);
            result.put("episodes", count);
            result.put("seed", measured.seed());
            differences.forEach((metric, difference) ->
                    result.put(EpisodeTable.column(metric), row(ours.mean(metric), theirs.mean(metric), difference)));
            result.put("ratio", ratio.estimate());
            result.put("ratioLow", Score.bound(ratio.low()));
            result.put("ratioHigh", Score.bound(ratio.high()));
            result.put("episodesAhead", ahead);
            result.put("episodesLevel", level);
            if (played.isOfSlots()) {
                result.put("leftOut", LEFT_OUT);
            }
            result.put("scenario", played.market().values().toPlain());
            if (played.recording() != null && recorded != null) {
                result.put("estimatedShareA", ours.mean(Metric.ESTIMATED_SHARE));
                result.put("estimatedShareB", theirs.mean(Metric.ESTIMATED_SHARE));
                result.put("log", played.recording().toMap(recorded));
                result.put("logBids", BidSigns.of(played.recording().log()).toMap());
            }
            out.println(Json.print(result));
            return;
        }
        out.println(first + " against " + second + ": the same " + count
                + (measured.onLog() ? " episodes of the log, seed " : " held-out episodes, seed ") + measured.seed());
        out.println(String.format(Locale.ROOT, LINE, "", "A", "B", "A less B [95 % interval]"));
        differences.forEach((metric, difference) -> out.println(String.format(
                Locale.ROOT,
                LINE,
                EpisodeTable.column(metric),
                number(ours.mean(metric)),
                number(theirs.mean(metric)),
                IntervalText.of(difference, CompareCommand::number))));
        out.println("surplus of A to that of B: " + IntervalText.of(ratio, CompareCommand::number));
        out.println("A is ahead in " + ahead + " episodes, level in " + level);
        if (played.isOfSlots()) {
            out.println("of one task only, left out: " + String.join(", ", LEFT_OUT));
        }
        played.told().forEach(out::println);
        if (recorded != null) {
            out.println("rounds with estimated surplus  " + number(ours.mean(Metric.ESTIMATED_SHARE)) + " of A, "
                    + number(theirs.mean(Metric.ESTIMATED_SHARE))
                    + " of B  (the UAV serves, its value was not recorded)");
        }
    }

    private static Map<String, @Nullable Object> row(double ours, double theirs, Interval difference) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("a", ours);
        row.put("b", theirs);
        row.put("difference", difference.estimate());
        row.put("low", Score.bound(difference.low()));
        row.put("high", Score.bound(difference.high()));
        return row;
    }

    private static String number(double value) {
        return Decimal.fixed(value, 4);
    }
}
