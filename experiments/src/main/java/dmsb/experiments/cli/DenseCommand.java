package dmsb.experiments.cli;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.statistics.CrossedBootstrap;
import dmsb.experiments.statistics.Interval;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
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
            "Presets: dense (4 tasks, 1 UAV), city (8 tasks, 2 UAVs), battery (dense, with energy for one task a slot)."
        })
final class DenseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PRESET", description = "dense, city or battery")
    private String preset = "";

    @Option(names = "--tasks", paramLabel = "M", description = "another number of tasks; a place j then counts 1 / j")
    private @Nullable Integer tasks;

    @Option(names = "--uavs", paramLabel = "U", description = "another number of UAVs")
    private @Nullable Integer uavs;

    @Option(names = "--battery", paramLabel = "B", description = "tasks that a UAV can serve in an episode")
    private @Nullable Integer battery;

    @Mixin
    private final SetOption settings = new SetOption();

    @Option(names = "--rule", paramLabel = "RULE", description = "one rule; may be repeated (default: all)")
    private List<String> rules = List.of();

    @Option(names = "--episodes", paramLabel = "E", defaultValue = "100", description = "(default: ${DEFAULT-VALUE})")
    private int episodes;

    @Option(
            names = "--training-episodes",
            paramLabel = "E",
            defaultValue = "300",
            description = "(default: ${DEFAULT-VALUE})")
    private int trainingEpisodes;

    @Option(
            names = "--seeds",
            paramLabel = "S",
            defaultValue = "1",
            description = "trainings of a rule that is trained, from seeds 1 to S (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the held-out episodes (default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() {
        require("--episodes", episodes);
        require("--training-episodes", trainingEpisodes);
        require("--seeds", seeds);
        Intersection intersection;
        List<NamedVectorRule> chosen;
        try {
            intersection = intersection();
            chosen = (rules.isEmpty() ? NamedVectorRule.names() : rules)
                    .stream().map(NamedVectorRule::of).toList();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("| rule | fraction of first best | 95 % interval | served by UAVs | by nobody |");
        out.println("| --- | --- | --- | --- | --- |");
        for (NamedVectorRule rule : chosen) {
            out.println(row(intersection, rule));
            out.flush();
        }
        return 0;
    }

    private static void require(String option, int value) {
        if (value < 1) {
            throw new UsageException(option + ": expected at least 1, got " + value);
        }
    }

    private Intersection intersection() {
        Intersection named = Intersection.preset(preset);
        int newTasks = tasks == null ? named.tasks() : tasks;
        int newUavs = uavs == null ? named.uavs() : uavs;
        return Intersection.of(Presets.SCENARIOS.with(named.market(), settings.changes()), newTasks, newUavs)
                .withBattery(battery == null ? named.uavTasksPerEpisode() : battery);
    }

    private String row(Intersection intersection, NamedVectorRule rule) {
        int trainings = rule.isTrained() ? seeds : 1;
        double[][] surplus = new double[trainings][];
        double[][] firstBest = new double[trainings][];
        double uavShare = 0.0;
        double unserved = 0.0;
        for (int s = 0; s < trainings; s++) {
            SeedTree training = SeedTree.of(s + 1L).child("dense training");
            DenseEvaluation.SlotMeans means = new DenseEvaluation(
                            intersection, SeedTree.of(seed).child("dense held out"))
                    .run(rule.make(intersection, training, trainingEpisodes), episodes);
            surplus[s] = means.surplus();
            firstBest[s] = means.firstBest();
            uavShare += Arrays.stream(means.uavShare()).sum() / episodes / trainings;
            unserved += Arrays.stream(means.unserved()).sum() / episodes / trainings;
        }
        Interval interval =
                CrossedBootstrap.fraction(surplus, firstBest, SeedTree.of(seed).child("bootstrap").stream());
        String range = interval.isKnown()
                ? Decimal.fixed(interval.low(), 4) + " to " + Decimal.fixed(interval.high(), 4)
                : "-";
        return "| " + rule + " | " + Decimal.fixed(interval.estimate(), 4) + " | " + range + " | "
                + Decimal.fixed(100 * uavShare, 1) + " % | " + Decimal.fixed(100 * unserved, 1) + " % |";
    }
}
