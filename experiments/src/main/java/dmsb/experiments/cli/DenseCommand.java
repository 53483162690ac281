package dmsb.experiments.cli;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.Scenario;
import dmsb.core.argument.Suggestion;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseMethod;
import dmsb.experiments.dense.DenseModels;
import dmsb.experiments.dense.DenseRules;
import dmsb.experiments.dense.DenseRun;
import dmsb.experiments.dense.DenseTraining;
import dmsb.experiments.statistics.CrossedBootstrap;
import dmsb.experiments.statistics.Interval;
import dmsb.nn.agent.SetActorConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb dense}: rules for intersections with several tasks and UAVs, on the same held-out episodes. */
@Command(
        name = "dense",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Compares rules on an intersection with several tasks and UAVs: the fraction of first best, as Markdown.",
        footer = {
            "",
            "Tasks, UAVs and batteries are the scenario's keys tasks, uavs and uavTasksPerEpisode.",
            "autoregressive, deterministic, diffusion, ppo and softmax are networks shared by all tasks, trained anew for each"
                    + " seed. With --out each is kept as RULE-SEED.safetensors; --model measures such a file, on slots of any"
                    + " number of tasks."
        })
final class DenseCommand implements Callable<Integer> {
    private static final int STEPS = 80_000;
    private static final Presets<SetActorConfig> SETTINGS = Presets.SET_ACTORS;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SCENARIO", description = "dense, city, battery, town or a YAML file")
    private String source = "";

    @Mixin
    private final SetOption settings = new SetOption();

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description =
                    "one rule; may be repeated (default: all that have no network, or none if there is a --model)")
    private List<String> rules = List.of();

    @Option(names = "--model", paramLabel = "F", description = "a trained model's file; may be repeated")
    private List<Path> models = List.of();

    @Mixin
    private final EpisodeOptions played = new EpisodeOptions(100);

    @Option(
            names = "--training-episodes",
            paramLabel = "E",
            defaultValue = "300",
            description = "what filters are fitted on, and constants chosen (default: ${DEFAULT-VALUE})")
    private int trainingEpisodes;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "slots that a network plays in training (default: " + STEPS + ")")
    private @Nullable Integer steps;

    @Option(
            names = "--fewest-tasks",
            paramLabel = "M",
            description = "train networks on slots of M tasks up to the scenario's (default: the scenario's)")
    private @Nullable Integer fewestTasks;

    @Option(
            names = "--seeds",
            paramLabel = "S",
            defaultValue = "1",
            description = "trainings of a rule that is trained, from seeds 1 to S (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--out", paramLabel = "DIR", description = "where the models of networks are kept")
    private @Nullable Path out;

    private SetActorConfig learner = SetActorConfig.standard();
    private boolean headed;

    @Override
    public Integer call() throws IOException {
        played.count();
        require("--training-episodes", trainingEpisodes);
        require("--steps", steps());
        require("--seeds", seeds);
        rules.forEach(DenseCommand::requireKnown);
        Scenario scenario = scenario();
        if (rules.stream().noneMatch(rule -> DenseMethod.of(rule).isPresent())) {
            requireNothingOfNetworks();
        }
        Intersection intersection = Intersection.of(scenario);
        if (out != null) {
            OutputFolder.require(out);
        }
        DenseEvaluation evaluation = new DenseEvaluation(intersection, DenseRules.heldOut(played.seed()));
        for (Path file : models) {
            VectorModel model = DenseModels.read(file);
            row(evaluation, file.toString(), 1, seed -> DenseModels.rule(model, intersection, file.toString()));
        }
        DenseRules known = new DenseRules(trainingEpisodes);
        for (String rule : rules.isEmpty() && models.isEmpty() ? NamedVectorRule.names() : rules) {
            int trainings =
                    DenseMethod.of(rule).isPresent() || NamedVectorRule.of(rule).isTrained() ? seeds : 1;
            row(evaluation, rule, trainings, seed -> rule(known, scenario, rule, seed));
        }
        return 0;
    }

    /** The scenario; the settings that are a learner's go to it. */
    private Scenario scenario() {
        Map<String, Object> forScenario = new LinkedHashMap<>();
        Map<String, Object> forLearner = new LinkedHashMap<>();
        settings.changes()
                .forEach((key, value) -> (SETTINGS.keys().contains(key) ? forLearner : forScenario).put(key, value));
        learner = SETTINGS.complete(forLearner);
        return Presets.INTERSECTIONS.load(source, forScenario);
    }

    private static void requireKnown(String rule) {
        List<String> known = new ArrayList<>(NamedVectorRule.names());
        known.addAll(DenseMethod.names());
        Collections.sort(known);
        if (!known.contains(rule)) {
            throw new UsageException("--rule: expected one of " + String.join(", ", known) + ", got " + rule
                    + Suggestion.of(rule, known));
        }
    }

    /** Refuses what only a rule with a network would heed. */
    private void requireNothingOfNetworks() {
        requireNone("--steps", steps);
        requireNone("--fewest-tasks", fewestTasks);
        requireNone("--out", out);
        for (String key : settings.changes().keySet()) {
            requireNone(
                    "--set: key '" + key + "'",
                    SETTINGS.keys().contains(key) ? settings.changes().get(key) : null);
        }
    }

    private static void requireNone(String option, @Nullable Object value) {
        if (value != null) {
            throw new UsageException(option + ": expected together with a --rule that is a network only, got " + value);
        }
    }

    private int steps() {
        return steps == null ? STEPS : steps;
    }

    private static void require(String option, int value) {
        if (value < 1) {
            throw new UsageException(option + ": expected at least 1, got " + value);
        }
    }

    /** A rule as one training has it. */
    private VectorRule rule(DenseRules known, Scenario scenario, String name, int seed) {
        Intersection intersection = Intersection.of(scenario);
        Optional<DenseMethod> method = DenseMethod.of(name);
        if (method.isEmpty()) {
            return known.named(scenario, NamedVectorRule.of(name), seed);
        }
        int fewest = fewestTasks == null ? intersection.tasks() : fewestTasks;
        DenseTraining learning = known.training(scenario, fewest, method.get().settings(learner), seed);
        learning.play(steps());
        VectorModel model = learning.model(DenseRun.metadata(fewest, steps(), seed));
        if (out != null) {
            DenseModels.write(model, out.resolve(name + "-" + seed + ".safetensors"));
        }
        return model.rule(intersection);
    }

    private void row(DenseEvaluation evaluation, String name, int trainings, IntFunction<VectorRule> rule) {
        String row;
        try {
            row = measured(evaluation, name, trainings, rule);
        } catch (UsageException e) {
            throw e;
        } catch (IllegalArgumentException e) { // such as too few rounds to fit it on
            throw new UsageException(name + ": " + e.getMessage(), e);
        }
        PrintWriter table = spec.commandLine().getOut();
        if (!headed) {
            table.println("| rule | fraction of first best | 95 % interval | served by UAVs | by nobody |");
            table.println("| --- | --- | --- | --- | --- |");
            headed = true;
        }
        table.println(row);
        table.flush();
    }

    private String measured(DenseEvaluation evaluation, String name, int trainings, IntFunction<VectorRule> rule) {
        double[][] surplus = new double[trainings][];
        double[][] firstBest = new double[trainings][];
        double uavShare = 0.0;
        double unserved = 0.0;
        int episodes = played.count();
        for (int s = 0; s < trainings; s++) {
            DenseEvaluation.SlotMeans means = evaluation.run(rule.apply(s + 1), episodes);
            surplus[s] = means.surplus();
            firstBest[s] = means.firstBest();
            uavShare += Arrays.stream(means.uavShare()).sum() / episodes / trainings;
            unserved += Arrays.stream(means.unserved()).sum() / episodes / trainings;
        }
        Interval interval =
                CrossedBootstrap.fraction(surplus, firstBest, SeedTree.of(played.seed()).child("bootstrap").stream());
        String range = interval.isKnown()
                ? Decimal.fixed(interval.low(), 4) + " to " + Decimal.fixed(interval.high(), 4)
                : "-";
        return "| " + name + " | " + Decimal.fixed(interval.estimate(), 4) + " | " + range + " | "
                + Decimal.fixed(100 * uavShare, 1) + " % | " + Decimal.fixed(100 * unserved, 1) + " % |";
    }
}
