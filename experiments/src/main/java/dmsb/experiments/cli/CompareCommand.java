package dmsb.experiments.cli;

import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Metric;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.PricingModel;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Json;
import dmsb.experiments.run.Model;
import dmsb.experiments.statistics.Bootstrap;
import dmsb.experiments.statistics.CrossedBootstrap;
import dmsb.experiments.statistics.Interval;
import dmsb.nn.agent.Inference;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
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
                "Plays two rules or models on the same held-out episodes and tells their difference, paired by episode.",
        footer = {
            "",
            "A and B are rules ('dmsb describe rules'), model files, or class=NAME with --classpath. A name that is a rule's is a rule.",
            "",
            "Differences are A less B with 95 % bootstrap intervals over episodes: what other episodes would change, not what another"
                    + " training would. For that, make a study with several seeds ('dmsb sweep', 'dmsb report --baseline')."
        })
final class CompareCommand implements Callable<Integer> {
    /** What is compared, with its name in text and JSON. */
    private static final Map<Metric, String> METRICS = new EnumMap<>(Map.of(
            Metric.SURPLUS,
            "surplus",
            Metric.UAV_SURPLUS,
            "uavSurplus",
            Metric.GROUND_SURPLUS,
            "groundSurplus",
            Metric.DELAY,
            "delaySeconds",
            Metric.UAV_SHARE,
            "uavShare",
            Metric.PRICE,
            "payment"));

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "a rule or a model file")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "what it is compared with")
    private String second = "";

    @Mixin
    private final ScenarioOptions scenario = new ScenarioOptions();

    @Option(
            names = "--episodes",
            paramLabel = "E",
            defaultValue = "300",
            description = "how many episodes (default: ${DEFAULT-VALUE})")
    private int episodes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the seed of the episodes (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "threads (default: one a processor); changes the time, not the result")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        Threads.require("--jobs", jobs);
        if (episodes < 1) {
            throw new UsageException("--episodes: expected at least 1, got " + episodes);
        }
        PricingModel firstModel = model(first);
        PricingModel secondModel = model(second);
        Scenario market = firstModel != null
                ? scenario.scenarioOr(firstModel.scenario())
                : secondModel != null ? scenario.scenarioOr(secondModel.scenario()) : scenario.scenario();
        HeldOut heldOut = new HeldOut(market, seed, episodes, jobs);
        EpisodeMeans ours;
        EpisodeMeans theirs;
        try (ProgressBar bar = new ProgressBar(spec, "comparing", 2L * episodes, "episodes")) {
            ours = play(heldOut, first, firstModel, 0, bar);
            theirs = play(heldOut, second, secondModel, episodes, bar);
        }
        tell(market, ours, theirs);
        return 0;
    }

    /** The model of a file; null for the name of a rule. */
    private static @Nullable PricingModel model(String what) {
        boolean rule = OwnClasses.isOne(what) || Sellers.names().contains(what) || what.startsWith("constant=");
        return rule || !Files.exists(Path.of(what)) ? null : Model.readPricing(Path.of(what), Inference.standard());
    }

    private static EpisodeMeans play(
            HeldOut heldOut, String name, @Nullable PricingModel model, int before, ProgressBar bar) {
        return model == null
                ? heldOut.rule(name, (done, detail) -> bar.report(before + done, detail))
                : heldOut.model(model, (done, detail) -> bar.report(before + done, detail));
    }

    private void tell(Scenario market, EpisodeMeans ours, EpisodeMeans theirs) {
        SeedTree random = SeedTree.of(seed).child("compare");
        double[][] a = {ours.of(Metric.SURPLUS)};
        double[][] b = {theirs.of(Metric.SURPLUS)};
        Interval ratio = CrossedBootstrap.pairedRatio(a, b, random.child("ratio").stream());
        int ahead = 0;
        int level = 0;
        for (int e = 0; e < episodes; e++) {
            ahead += a[0][e] > b[0][e] ? 1 : 0;
            level += a[0][e] == b[0][e] ? 1 : 0;
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("a", first);
        result.put("b", second);
        result.put("episodes", episodes);
        result.put("seed", seed);
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.println(first + " against " + second + ": the same " + episodes + " held-out episodes, seed " + seed);
            out.println(String.format(Locale.ROOT, "%-20s %12s %12s   %s", "", "A", "B", "A less B [95 % interval]"));
        }
        METRICS.forEach((metric, name) -> {
            Interval difference = difference(ours.of(metric), theirs.of(metric), random.child(metric.name()));
            double oursMean = mean(ours.of(metric));
            double theirsMean = mean(theirs.of(metric));
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("a", oursMean);
            row.put("b", theirsMean);
            row.put("difference", difference.estimate());
            row.put("low", bound(difference.low()));
            row.put("high", bound(difference.high()));
            result.put(name, row);
            if (!json) {
                out.println(String.format(
                        Locale.ROOT,
                        "%-20s %12s %12s   %s",
                        name,
                        Decimal.fixed(oursMean, 4),
                        Decimal.fixed(theirsMean, 4),
                        text(difference)));
            }
        });
        result.put("ratio", ratio.estimate());
        result.put("ratioLow", bound(ratio.low()));
        result.put("ratioHigh", bound(ratio.high()));
        result.put("episodesAhead", ahead);
        result.put("episodesLevel", level);
        result.put("scenario", market.values().toPlain());
        if (json) {
            out.println(Json.print(result));
            return;
        }
        out.println("surplus of A to that of B: " + text(ratio));
        out.println("A is ahead in " + ahead + " episodes, level in " + level);
        out.println(Told.of(market));
    }

    private static Interval difference(double[] ours, double[] theirs, SeedTree random) {
        double[] difference = new double[ours.length];
        for (int e = 0; e < ours.length; e++) {
            difference[e] = ours[e] - theirs[e];
        }
        return Bootstrap.mean(difference, random.stream());
    }

    private static String text(Interval interval) {
        String bounds = interval.isKnown()
                ? " [" + Decimal.fixed(interval.low(), 4) + ", " + Decimal.fixed(interval.high(), 4) + "]"
                : "";
        return Decimal.fixed(interval.estimate(), 4) + bounds;
    }

    private static @Nullable Double bound(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
