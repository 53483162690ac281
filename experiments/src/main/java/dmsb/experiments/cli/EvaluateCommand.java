package dmsb.experiments.cli;

import dmsb.auction.environment.EpisodeMeans;
import dmsb.auction.market.Scenario;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Json;
import dmsb.experiments.run.Model;
import dmsb.experiments.run.Score;
import dmsb.experiments.statistics.Interval;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
        description = "Measures a trained model or a rule for rho on held-out episodes.",
        footer = {
            "",
            "Equal scenarios, seeds and numbers of episodes mean the same episodes, whatever is measured on them."
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

    @Option(names = "--episodes", paramLabel = "E", defaultValue = "300", description = "(default: ${DEFAULT-VALUE})")
    private int episodes;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "(default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--chains",
            paramLabel = "N",
            description =
                    "chains whose mean policy decides, its most probable action being taken; 0 samples the policy of one"
                            + " chain (default: the model's setting)")
    private @Nullable Integer chains;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "threads (default: one a processor); changes the time, not the result")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        if (episodes < 1) {
            throw new UsageException("--episodes: expected at least 1, got " + episodes);
        }
        if (jobs < 1) {
            throw new UsageException("--jobs: expected at least 1, got " + jobs);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        Score score;
        try (ProgressBar bar = new ProgressBar("evaluating", episodes, "episodes")) {
            score = Score.of(what.model == null ? rule(result, bar) : model(what.model, result, bar), seed);
        }
        result.putAll(score.toMap());
        result.put("seed", seed);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.print(result));
        } else {
            print(out, result, score);
        }
        return 0;
    }

    private EpisodeMeans rule(Map<String, Object> result, ProgressBar bar) {
        String rule = what.rule();
        if (chains != null) {
            throw new UsageException("--chains: expected together with --model only, got --rule " + rule);
        }
        result.put("rule", rule);
        return new HeldOut(scenario.scenario(), seed, episodes, jobs).rule(rule, bar);
    }

    private EpisodeMeans model(Path file, Map<String, Object> result, ProgressBar bar) {
        Model model = Model.read(file);
        Scenario market = scenario.scenarioOr(model.scenario());
        int number = chains == null ? model.learner().evaluationChains() : chains;
        if (number < 0) {
            throw new UsageException("--chains: expected at least 0, got " + number);
        }
        result.put("model", file.toString());
        result.put("chains", number);
        return new HeldOut(market, seed, episodes, jobs).policy(() -> model.policy(market, number), bar);
    }

    private void print(PrintWriter out, Map<String, Object> result, Score score) {
        out.println((what.model == null ? "rule   " + result.get("rule") : "model  " + result.get("model")) + ", "
                + episodes + " held-out episodes, seed " + seed + "; 95 % intervals over episodes");
        line(out, "surplus per round", score.surplus(), 2, "");
        line(out, "fraction of first best", score.firstBestFraction(), 4, "");
        out.println("  of it the UAV's            " + Decimal.fixed(score.uavSurplus(), 2));
        out.println("  of it the ground BSs'      " + Decimal.fixed(score.groundSurplus(), 2));
        line(out, "delay", score.delaySeconds(), 4, " s");
        line(out, "rounds served by the UAV", score.uavShare(), 4, "");
        out.println("mean payment                 " + Decimal.fixed(score.payment(), 2));
    }

    private static void line(PrintWriter out, String label, Interval interval, int places, String unit) {
        out.println(label + " ".repeat(29 - label.length()) + Decimal.fixed(interval.estimate(), places) + unit + "  ["
                + Decimal.fixed(interval.low(), places) + ", " + Decimal.fixed(interval.high(), places) + "]");
    }
}
