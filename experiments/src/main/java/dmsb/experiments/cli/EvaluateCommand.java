package dmsb.experiments.cli;

import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.log.RecordedRounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.PricingModel;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BidSigns;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Json;
import dmsb.experiments.run.Recording;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.Score;
import dmsb.experiments.statistics.Interval;
import dmsb.nn.agent.Inference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb evaluate}: a model or a rule on held-out episodes. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures a trained model or a rule for rho on held-out episodes, or on a log of auctions.",
        footer = {
            "",
            "Equal scenarios, seeds and numbers of episodes mean the same episodes, whatever is measured on them.",
            "",
            "With --bids the rounds are those of the log. The outcome under another rho is exact, except where the UAV serves and its"
                    + " value was not recorded. There it is an estimate, and the share of such rounds is reported. See"
                    + " docs/bid-logs.md.",
            "",
            "A scenario of several tasks or UAVs takes the rules and models of docs/dense.md."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ModelOrRule what;

    @Mixin
    private final ScenarioOptions scenario = new ScenarioOptions();

    @Mixin
    private final MeasuredRounds measured = new MeasuredRounds();

    @Option(
            names = "--chains",
            paramLabel = "N",
            description =
                    "chains whose mean policy decides, its most probable action being taken; 0 samples the policy of one"
                            + " chain (default: one chain without noise, as in an embedding program)")
    private @Nullable Integer chains;

    @Option(
            names = "--silent",
            paramLabel = "P",
            description =
                    "probability that one of a round's stations makes no bid; also of the episodes on which a rule"
                            + " learns (default: 0)")
    private double silent;

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Option(
            names = "--out",
            paramLabel = "F.csv",
            description = "writes a row an episode, with the columns of a sweep's evaluation.csv")
    private @Nullable Path out;

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        int jobs = threads.count();
        if (what.model == null && chains != null) {
            throw new UsageException("--chains: expected together with --model only, got " + what.given());
        }
        if (!(silent >= 0 && silent <= 1) || (silent > 0 && measured.onLog())) {
            throw new UsageException("--silent: expected a number from 0 to 1, and 0 with --bids, got " + silent);
        }
        if (EvaluatedSlots.areAskedFor(what, scenario)) {
            return slots();
        }
        PricingModel model = what.pricing(inference(), Main.own(spec));
        Scenario asked = scenario.scenarioFor(model);
        MeasuredRounds.Played played = measured.read(
                asked,
                model == null ? List.of() : List.of(model),
                silent,
                jobs,
                spec.commandLine().getErr());
        Scenario market = played.market();
        HeldOut heldOut = played.heldOut();
        Recording recording = played.recording();
        RecordedRounds recorded = played.recorded();
        int count = played.episodes();
        if (out != null) {
            OutputFolder.requireFor(
                    "--out",
                    out,
                    Stream.of(scenario.files(), measured.files(), what.files())
                            .flatMap(List::stream)
                            .toList());
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        EpisodeMeans means;
        try (ProgressBar bar = new ProgressBar(spec, "evaluating", count, "episodes")) {
            means = model == null ? rule(heldOut, result, bar) : model(heldOut, model, result, bar);
        }
        if (out != null) {
            (recorded == null ? EpisodeTable.of(means) : EpisodeTable.ofLog(means)).write(out);
        }
        Score score = Score.of(means, measured.seed());
        result.putAll(score.toMap());
        result.put("seed", measured.seed());
        if (silent > 0) {
            result.put("silent", silent);
        }
        result.put("scenario", market.values().toPlain());
        if (recording != null && recorded != null) {
            describeLog(result, score, recording, recorded);
        }
        PrintWriter console = spec.commandLine().getOut();
        if (json) {
            console.println(Json.print(result));
        } else {
            print(console, result, score, count);
            played.told().forEach(console::println);
            if (recorded != null) {
                printShares(console, score);
            }
        }
        return 0;
    }

    /** Measures on slots of several tasks. */
    private int slots() throws IOException {
        if (chains != null) {
            throw new UsageException("--chains: expected none with slots of several tasks, got " + chains
                    + "; a model's evaluationChains decide");
        }
        if (silent > 0) {
            throw new UsageException("--silent: expected 0 with slots of several tasks, got " + silent);
        }
        EvaluatedSlots slots = EvaluatedSlots.of(what, scenario, measured);
        if (out != null) {
            OutputFolder.requireFor(
                    "--out",
                    out,
                    Stream.of(scenario.files(), what.files())
                            .flatMap(List::stream)
                            .toList());
        }
        EpisodeMeans means;
        try (ProgressBar bar = new ProgressBar(spec, "evaluating", slots.episodes(), "episodes")) {
            means = slots.play();
            bar.report(slots.episodes(), "");
        }
        if (out != null) {
            EpisodeTable.ofSlots(means).write(out);
        }
        slots.tell(means, spec.commandLine().getOut(), json);
        return 0;
    }

    private EpisodeMeans rule(HeldOut heldOut, Map<String, @Nullable Object> result, ProgressBar bar) {
        Rules rules = Main.rules(spec);
        String name = rules.identified(what.rule());
        result.put("rule", name);
        return heldOut.rule(rules, name, bar);
    }

    private EpisodeMeans model(
            HeldOut heldOut, PricingModel model, Map<String, @Nullable Object> result, ProgressBar bar) {
        result.put("model", String.valueOf(what.model));
        result.put("modelId", model.id());
        if (chains != null) {
            result.put("chains", chains);
        }
        return heldOut.model(model, bar);
    }

    private Inference inference() {
        if (chains != null && chains < 0) {
            throw new UsageException("--chains: expected at least 0, got " + chains);
        }
        return chains == null ? Inference.standard() : Inference.ofChains(chains);
    }

    private static void describeLog(
            Map<String, @Nullable Object> result, Score score, Recording recording, RecordedRounds recorded) {
        if (Double.isNaN(score.delaySeconds().estimate())) {
            result.keySet().removeIf(key -> key.startsWith("delaySeconds"));
        }
        result.put("estimatedShare", score.estimatedShare());
        result.put("unknownShare", score.unknownShare());
        result.put("log", recording.toMap(recorded));
        result.put("logBids", BidSigns.of(recording.log()).toMap());
    }

    private static void printShares(PrintWriter out, Score score) {
        out.println("rounds with estimated surplus     " + Decimal.fixed(score.estimatedShare(), 4)
                + "  (the UAV serves, its value was not recorded)");
        out.println("rounds with estimated first best  " + Decimal.fixed(score.unknownShare(), 4)
                + "  (the UAV's value was not recorded)");
    }

    private void print(PrintWriter out, Map<String, @Nullable Object> result, Score score, int count) {
        out.println((what.model == null ? "rule   " + result.get("rule") : "model  " + result.get("model")) + ", "
                + count + (measured.onLog() ? " episodes of the log, seed " : " held-out episodes, seed ")
                + measured.seed()
                + (count == 1 ? "; one episode gives no interval" : "; 95 % intervals over episodes"));
        line(out, "surplus per round", score.surplus(), 2, "");
        line(out, "fraction of first best", score.firstBestFraction(), 4, "");
        line(out, "fraction of best on grid", score.gridBestFraction(), 4, "");
        out.println("  of it the UAV's            " + Decimal.fixed(score.uavSurplus(), 2));
        out.println("  of it the ground BSs'      " + Decimal.fixed(score.groundSurplus(), 2));
        if (!Double.isNaN(score.delaySeconds().estimate())) {
            line(out, "delay", score.delaySeconds(), 4, " s");
        }
        line(out, "rounds served by the UAV", score.uavShare(), 4, "");
        out.println("mean payment                 " + Decimal.fixed(score.payment(), 2));
    }

    static void line(PrintWriter out, String label, Interval interval, int places, String unit) {
        out.println(label
                + " ".repeat(29 - label.length())
                + IntervalText.of(interval, value -> Decimal.fixed(value, places), unit, "  "));
    }
}
