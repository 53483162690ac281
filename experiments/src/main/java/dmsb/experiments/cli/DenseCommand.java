package dmsb.experiments.cli;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.argument.Suggestion;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseTraining;
import dmsb.experiments.statistics.CrossedBootstrap;
import dmsb.experiments.statistics.Interval;
import dmsb.nn.agent.SetActorShape;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
            "softmax and diffusion are networks shared by all tasks, trained anew for each seed."
        })
final class DenseCommand implements Callable<Integer> {
    private static final Map<String, SetActorShape.Head> LEARNED =
            Map.of("softmax", SetActorShape.Head.SOFTMAX, "diffusion", SetActorShape.Head.DIFFUSION);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SCENARIO", description = "dense, city, battery or a YAML file")
    private String source = "";

    @Mixin
    private final SetOption settings = new SetOption();

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "one rule; may be repeated (default: all but softmax and diffusion, which are learned)")
    private List<String> rules = List.of();

    @Mixin
    private final EpisodeOptions played = new EpisodeOptions(100);

    @Option(
            names = "--training-episodes",
            paramLabel = "E",
            defaultValue = "300",
            description = "what filters are fitted on, and constants chosen (default: ${DEFAULT-VALUE})")
    private int trainingEpisodes;

    @Option(
            names = "--updates",
            paramLabel = "K",
            defaultValue = "10000",
            description = "updates of softmax and diffusion (default: ${DEFAULT-VALUE})")
    private int updates;

    @Option(
            names = "--seeds",
            paramLabel = "S",
            defaultValue = "1",
            description = "trainings of a rule that is trained, from seeds 1 to S (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Override
    public Integer call() {
        played.count();
        require("--training-episodes", trainingEpisodes);
        require("--updates", updates);
        require("--seeds", seeds);
        rules.forEach(DenseCommand::requireKnown);
        Intersection intersection = Intersection.of(Presets.INTERSECTIONS.load(source, settings.changes()));
        Map<Integer, LinearFilterModel> filters = new HashMap<>();
        DenseEvaluation evaluation =
                new DenseEvaluation(intersection, SeedTree.of(played.seed()).child("dense held out"));
        PrintWriter out = spec.commandLine().getOut();
        boolean first = true;
        for (String rule : rules.isEmpty() ? NamedVectorRule.names() : rules) {
            String row;
            try {
                row = row(evaluation, intersection, rule, filters);
            } catch (IllegalArgumentException e) { // such as too few rounds to fit it on
                throw new UsageException(rule + ": " + e.getMessage(), e);
            }
            if (first) {
                out.println("| rule | fraction of first best | 95 % interval | served by UAVs | by nobody |");
                out.println("| --- | --- | --- | --- | --- |");
                first = false;
            }
            out.println(row);
            out.flush();
        }
        return 0;
    }

    private static void requireKnown(String rule) {
        List<String> known = new ArrayList<>(NamedVectorRule.names());
        known.addAll(LEARNED.keySet());
        Collections.sort(known);
        if (!known.contains(rule)) {
            throw new UsageException("--rule: expected one of " + String.join(", ", known) + ", got " + rule
                    + Suggestion.of(rule, known));
        }
    }

    private static void require(String option, int value) {
        if (value < 1) {
            throw new UsageException(option + ": expected at least 1, got " + value);
        }
    }

    private VectorRule rule(
            Intersection intersection, String name, SeedTree training, Supplier<LinearFilterModel> filter) {
        SetActorShape.Head head = LEARNED.get(name);
        if (head == null) {
            return NamedVectorRule.of(name).make(intersection, training, trainingEpisodes, filter);
        }
        DenseTraining learning =
                new DenseTraining(List.of(intersection), filter.get(), head, training.child("learned"));
        learning.train(updates);
        return learning.rule(intersection);
    }

    /** A rule's row; the rules of one training share its filter. */
    private String row(
            DenseEvaluation evaluation,
            Intersection intersection,
            String rule,
            Map<Integer, LinearFilterModel> filters) {
        int trainings = LEARNED.containsKey(rule) || NamedVectorRule.of(rule).isTrained() ? seeds : 1;
        double[][] surplus = new double[trainings][];
        double[][] firstBest = new double[trainings][];
        double uavShare = 0.0;
        double unserved = 0.0;
        for (int s = 0; s < trainings; s++) {
            SeedTree training = SeedTree.of(s + 1L).child("dense training");
            int episodes = played.count();
            int seed = s;
            Supplier<LinearFilterModel> filter = () -> filters.computeIfAbsent(
                    seed, unfitted -> NamedVectorRule.filter(intersection, training, trainingEpisodes));
            DenseEvaluation.SlotMeans means = evaluation.run(rule(intersection, rule, training, filter), episodes);
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
        return "| " + rule + " | " + Decimal.fixed(interval.estimate(), 4) + " | " + range + " | "
                + Decimal.fixed(100 * uavShare, 1) + " % | " + Decimal.fixed(100 * unserved, 1) + " % |";
    }
}
