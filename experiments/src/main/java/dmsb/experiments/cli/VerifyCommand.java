package dmsb.experiments.cli;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseRun;
import dmsb.experiments.run.Checkpointing;
import dmsb.experiments.run.Manifest;
import dmsb.experiments.run.Recording;
import dmsb.experiments.run.TrainingRun;
import dmsb.experiments.run.Version;
import dmsb.experiments.sweep.LocalEngine;
import dmsb.experiments.sweep.Run;
import dmsb.experiments.sweep.RunFolder;
import dmsb.experiments.sweep.RunKey;
import dmsb.experiments.sweep.RunTable;
import dmsb.experiments.sweep.StudyRow;
import dmsb.experiments.sweep.SweepFolder;
import dmsb.experiments.sweep.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb verify}: recorded runs, executed again. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Executes what a folder records again, in another place, and compares every recorded hash but that of timing.csv.",
        footer = {
            "",
            "DIR is the folder of 'dmsb train' or of 'dmsb sweep'. Exit status 3 if anything differs: each difference is a line on standard"
                    + " output."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int DID_NOT_HOLD = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "of a sweep only so many runs, drawn at random (default: all that are done)")
    private @Nullable Integer sample;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the sample (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "",
            description = "of a sweep only the run of this key, or of its first digits")
    private String only = "";

    @Option(
            names = "--bids",
            paramLabel = "F.csv",
            description = "the log that the training was made on, if it was one on a log")
    private @Nullable String bids;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "runs side by side (default: one a processor); changes the time, not the result")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Threads.require("--jobs", jobs);
        if (sample != null && sample < 1) {
            throw new UsageException("--sample: expected at least 1, got " + sample);
        }
        Verification verification = new Verification();
        SweepFolder sweep = new SweepFolder(folder);
        int runs = 1;
        if (sweep.isRecorded()) {
            runs = verifySweep(sweep, verification);
        } else {
            verifyRun(verification);
        }
        PrintWriter out = spec.commandLine().getOut();
        verification
                .otherBuilds()
                .forEach(build -> spec.commandLine()
                        .getErr()
                        .println("dmsb: recorded by build " + build + ", made again by " + Version.build()));
        verification.differences().forEach(out::println);
        boolean holds = verification.differences().isEmpty();
        out.println((holds ? "All hashes hold: " : "Not verified: ") + runs + (runs == 1 ? " run, " : " runs, ")
                + verification.compared() + " files made again"
                + (holds ? "" : ", " + verification.differences().size() + " differences"));
        return holds ? 0 : DID_NOT_HOLD;
    }

    private int verifySweep(SweepFolder sweep, Verification verification) throws IOException, InterruptedException {
        RunTable table = sweep.table();
        List<String> done = new ArrayList<>(new TreeSet<>(table.rows().stream()
                .filter(row -> table.statusOf(row) == RunFolder.Status.DONE)
                .map(StudyRow::key)
                .toList()));
        if (!only.isEmpty()) {
            done = List.of(RunKey.of("--key", only, done, "run that is done in " + sweep.path()));
        }
        int others = table.status().size() - done.size();
        if (others > 0 && only.isEmpty()) {
            spec.commandLine().getErr().println(others + " runs are not done and not verified");
        }
        List<String> keys = sample == null || sample >= done.size() ? done : draw(done, sample);
        try (SweepProgress progress = new SweepProgress(spec, "verifying", run -> label(table, run))) {
            verification.runs(sweep, keys, Main.own(spec), new LocalEngine(jobs, Main.rules(spec)), progress);
        }
        return keys.size();
    }

    private List<String> draw(List<String> keys, int count) {
        RandomStream random = SeedTree.of(seed).child("sample").stream();
        List<String> left = new ArrayList<>(keys);
        List<String> drawn = new ArrayList<>();
        while (drawn.size() < count) {
            drawn.add(left.remove(random.nextInt(left.size())));
        }
        return drawn;
    }

    private static String label(RunTable table, Run run) {
        String key = run.key();
        return table.rows().stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .map(StudyRow::label)
                .orElse(key);
    }

    private void verifyRun(Verification verification) throws IOException, InterruptedException {
        Manifest manifest = Manifest.read(folder);
        switch (manifest.command()) {
            case TrainingRun.COMMAND -> {
                if (manifest.configuration().has(DenseRun.FEWEST_TASKS)) {
                    verifySlots(DenseRun.of(manifest.configuration(), Main.own(spec)), verification);
                    return;
                }
                TrainingRun training = training(manifest);
                try (ProgressBar bar = new ProgressBar(spec, "verifying", training.steps(), "steps")) {
                    verification.run(folder, again -> training.run(again, bar));
                }
            }
            case Run.COMMAND -> {
                Run run = Run.of(manifest.configuration(), Main.own(spec));
                try (ProgressBar bar = new ProgressBar(spec, "verifying", run.work(), "rounds")) {
                    verification.run(
                            folder, again -> RunFolder.execute(run.description(), again, Main.rules(spec), bar));
                }
            }
            default ->
                throw new UsageException(folder + ": expected the folder of 'dmsb train' or 'dmsb sweep', got one of '"
                        + manifest.command() + "'");
        }
    }

    private void verifySlots(DenseRun training, Verification verification) throws IOException, InterruptedException {
        if (bids != null) {
            throw new UsageException("--bids: expected for a training on a log only, got " + bids);
        }
        try (ProgressBar bar = new ProgressBar(spec, "verifying", training.steps(), "steps")) {
            verification.run(folder, again -> training.run(again, 1, Checkpointing.NONE, bar));
        }
    }

    private TrainingRun training(Manifest manifest) {
        TrainingRun training = TrainingRun.of(manifest.configuration(), Main.own(spec));
        boolean onLog = Recording.isIn(manifest.configuration());
        if (bids == null) {
            if (onLog) {
                throw new UsageException("--bids: expected the log that was trained on, got nothing");
            }
            return training;
        }
        if (!onLog) {
            throw new UsageException("--bids: expected for a training on a log only, got " + bids);
        }
        PrintWriter err = spec.commandLine().getErr();
        return training.on(Recording.again(
                manifest.configuration(), bids, training.scenario(), line -> err.println("dmsb: " + line)));
    }
}
