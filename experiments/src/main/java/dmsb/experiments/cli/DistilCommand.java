package dmsb.experiments.cli;

import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Metric;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Distillation;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Model;
import dmsb.experiments.run.Progress;
import dmsb.experiments.statistics.CrossedBootstrap;
import dmsb.experiments.statistics.Interval;
import dmsb.nn.agent.Inference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb distil}: a diffusion policy as a perceptron. */
@Command(
        name = "distil",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes a diffusion policy into a perceptron that decides in one pass and draws nothing, and measures both.",
        footer = {
            "",
            "The perceptron is a model of agent sac, for 'evaluate', 'clear', an Auctioneer and all else. It is taught the mean"
                    + " distribution of 64 chains in every round of episodes that the policy plays; the episodes on which both are"
                    + " measured are those of 'dmsb evaluate' with the same seed."
        })
final class DistilCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "F",
            required = true,
            description = "a model.safetensors of 'dmsb train', of agent d2sac")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path model;

    @Option(
            names = "--hidden",
            paramLabel = "W",
            defaultValue = "64",
            description = "the width of the perceptron's hidden layers (default: ${DEFAULT-VALUE})")
    private int hidden;

    @Option(
            names = "--teaching-episodes",
            paramLabel = "E",
            defaultValue = "300",
            description =
                    "how many episodes the policy plays for the perceptron to learn from (default: ${DEFAULT-VALUE})")
    private int teachingEpisodes;

    @Option(
            names = "--updates",
            paramLabel = "U",
            defaultValue = "20000",
            description = "how many batches of 256 rounds it learns from (default: ${DEFAULT-VALUE})")
    private int updates;

    @Mixin
    private final EpisodeOptions played = new EpisodeOptions(200);

    @Option(names = "--out", paramLabel = "F", required = true, description = "the file to write")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Override
    public Integer call() throws IOException {
        int episodes = played.count();
        require("--hidden", hidden, 1024);
        require("--teaching-episodes", teachingEpisodes, 100_000);
        require("--updates", updates, 10_000_000);
        Model teacher = Model.read(model, Main.own(spec));
        OutputFolder.requireFor("--out", out, List.of(model));
        Distillation.Pupil pupil;
        try (ProgressBar bar = new ProgressBar(spec, "teaching", teachingEpisodes, "episodes")) {
            pupil = new Distillation(hidden, teachingEpisodes, updates, played.seed()).of(teacher, bar);
        }
        pupil.model().toFile().write(out);

        HeldOut heldOut = new HeldOut(teacher.scenario(), played.seed(), episodes);
        EpisodeMeans ours =
                heldOut.model(Model.readPricing(out, Inference.standard(), Main.own(spec)), Progress.SILENT);
        EpisodeMeans theirs =
                heldOut.model(Model.readPricing(model, Inference.standard(), Main.own(spec)), Progress.SILENT);
        SeedTree random = SeedTree.of(played.seed()).child("distil");
        PrintWriter print = spec.commandLine().getOut();
        print.println("a perceptron of width " + hidden + ", taught by " + pupil.examples() + " rounds to "
                + Decimal.fixed(pupil.divergence(), 4) + " nats, in " + out);
        print.println("of first best, on " + episodes + " held-out episodes of seed " + played.seed()
                + ", each as it is deployed:");
        print.println("  the diffusion policy, one chain without noise  " + fraction(theirs, random.child("teacher")));
        print.println("  the perceptron, its most probable action       " + fraction(ours, random.child("pupil")));
        print.println("  the perceptron over the diffusion policy       "
                + text(CrossedBootstrap.pairedRatio(surplus(ours), surplus(theirs), random.child("ratio").stream())));
        return 0;
    }

    private static void require(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new UsageException(option + ": expected from 1 to " + most + ", got " + value);
        }
    }

    private static double[][] surplus(EpisodeMeans means) {
        return new double[][] {means.of(Metric.SURPLUS)};
    }

    private static String fraction(EpisodeMeans means, SeedTree random) {
        return text(CrossedBootstrap.fraction(
                surplus(means), new double[][] {means.of(Metric.FIRST_BEST)}, random.stream()));
    }

    private static String text(Interval interval) {
        return IntervalText.of(interval, value -> Decimal.fixed(value, 4));
    }
}
