package dmsb.experiments.cli;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.sweep.Engine;
import dmsb.experiments.sweep.LocalEngine;
import dmsb.experiments.sweep.RunFolder;
import dmsb.experiments.sweep.RunFolder.Status;
import dmsb.experiments.sweep.RunListener;
import dmsb.experiments.sweep.RunTable;
import dmsb.experiments.sweep.Study;
import dmsb.experiments.sweep.Sweep;
import dmsb.experiments.sweep.SweepFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb sweep}: a grid of runs. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Executes the runs of a study, side by side, as far as they are not there yet.",
        footer = {
            "",
            "The study is a YAML file of experiments, each a grid of markets, methods and seeds; docs/sweeps.md describes it. A run that"
                    + " fails is marked and the others go on; the exit status is then 1. Stopped at any time, the same command continues:"
                    + " the runs under way go on from their last checkpoint. What failed is tried again.",
            "",
            "DIR: study.yaml, runs.csv (a row a point of the grids), runs/KEY (manifest.json, evaluation.csv, timing.csv, for learners also"
                    + " metrics.csv and model.safetensors; or error.txt)."
        })
final class SweepCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY.yaml", description = "the study")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path study;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description =
                    "the output folder; with --engine spark an address that the executors reach, such as hdfs://name/folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String out;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "with --engine local: runs side by side (default: one a processor); changes the time, not the result")
    private @Nullable Integer jobs;

    @Option(
            names = "--replace",
            description =
                    "take the folder although runs are done in it that the study leaves out; with --engine local only")
    private boolean replace;

    @Option(
            names = "--only",
            paramLabel = "KEY",
            defaultValue = "",
            description =
                    "executes no other run than that of this key, or of its first digits; with --engine local only")
    private String only = "";

    @Option(names = "--dry-run", description = "lists the runs and what is there of them, and executes nothing")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean local = cluster.isLocal();
        if (jobs != null) {
            Threads.require("--jobs", jobs);
            if (!local) {
                throw new UsageException("--jobs: expected with --engine local only, got " + jobs);
            }
        }
        if (out.isEmpty()) {
            throw new UsageException("--out: expected a folder, got nothing");
        }
        if (dryRun && !local) {
            throw new UsageException("--dry-run: expected with --engine local only");
        }
        if (replace && !local) {
            throw new UsageException("--replace: expected with --engine local only");
        }
        if (!only.isEmpty() && !local) {
            throw new UsageException("--only: expected with --engine local only, got " + only);
        }
        if (OwnClasses.given() && !local) {
            throw new UsageException("--classpath: expected with --engine local only");
        }
        Study plan = Study.read(study);
        PrintWriter console = spec.commandLine().getOut();
        if (dryRun) {
            Map<String, Status> status = new Sweep(plan, new SweepFolder(Path.of(out))).status();
            status.forEach((key, state) -> console.println(key + "  " + state.id()
                    + " ".repeat(9 - state.id().length()) + plan.firstRow(key).label()));
            console.println(count(status, Status.DONE) + " of " + status.size() + " runs are there");
            return 0;
        }
        if (local) {
            int threads = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
            Sweep sweep = new Sweep(plan, new SweepFolder(Path.of(out)), replace, only);
            return execute(
                    plan, sweep, new LocalEngine(threads), Path.of(out), UnaryOperator.identity(), spec.commandLine());
        }
        RunTable table;
        try (SweepProgress progress = progress(plan, spec)) {
            table = cluster.engine().sweep(cluster.cluster(), plan, out, progress);
        }
        return tell(plan, table, out, spec.commandLine());
    }

    /**
     * Executes what is missing of a study and tells what came of it.
     *
     * @param plan the study
     * @param sweep what is made of it
     * @param engine executes the runs
     * @param out the output folder
     * @param audience who hears of the runs beside the progress bar
     * @param commandLine where progress, complaints and the result go
     * @return the exit status
     */
    @SuppressWarnings("try") // the farewell is said by being there
    static int execute(
            Study plan,
            Sweep sweep,
            Engine engine,
            Path out,
            UnaryOperator<RunListener> audience,
            CommandLine commandLine)
            throws IOException, InterruptedException {
        OutputFolder.require(out);
        RunTable table;
        try (SweepProgress progress = progress(plan, commandLine.getCommandSpec());
                Farewell farewell = new Farewell(progress::sayStopped)) {
            table = sweep.run(engine, pending -> audience.apply(progress.open(pending)));
        }
        return tell(plan, table, out.toString(), commandLine);
    }

    private static SweepProgress progress(Study plan, CommandSpec spec) {
        return new SweepProgress(
                spec, "sweeping", run -> plan.firstRow(run.key()).label());
    }

    private static int tell(Study plan, RunTable table, String out, CommandLine commandLine) {
        int failed = count(table.status(), Status.FAILED);
        for (String key : plan.runs().keySet()) {
            if (table.status().get(key) == Status.FAILED) {
                commandLine
                        .getErr()
                        .println("dmsb: failed: " + plan.firstRow(key).label() + "; see " + out + "/runs/" + key + "/"
                                + RunFolder.ERROR);
            }
        }
        commandLine
                .getOut()
                .println(count(table.status(), Status.DONE) + " of "
                        + table.status().size() + " runs done, " + failed + " failed; "
                        + plan.rows().size() + " rows in " + out + "/runs.csv");
        return failed == 0 ? 0 : FAILED;
    }

    private static int count(Map<String, Status> status, Status wanted) {
        return Collections.frequency(status.values(), wanted);
    }
}
