package dmsb.experiments.cli;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.sweep.Engine;
import dmsb.experiments.sweep.LocalEngine;
import dmsb.experiments.sweep.RunFolder;
import dmsb.experiments.sweep.RunFolder.Status;
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
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
                    + " only the runs under way are lost. What failed is tried again.",
            "",
            "DIR: study.yaml, runs.csv (a row a point of the grids), runs/KEY (manifest.json, evaluation.csv, timing.csv, for learners also"
                    + " metrics.csv and model.safetensors; or error.txt)."
        })
final class SweepCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private enum EngineName {
        LOCAL
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY.yaml", description = "the study")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path study;

    @Option(
            names = "--engine",
            defaultValue = "local",
            description = "what executes the runs: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private EngineName engine = EngineName.LOCAL;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the output folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "runs side by side (default: one a processor); changes the time, not the result")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--dry-run", description = "lists the runs and what is there of them, and executes nothing")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (jobs < 1) {
            throw new UsageException("--jobs: expected at least 1, got " + jobs);
        }
        Study plan = Study.read(study);
        PrintWriter console = spec.commandLine().getOut();
        if (dryRun) {
            Map<String, Status> status = new Sweep(plan, new SweepFolder(out)).status();
            status.forEach((key, state) -> console.println(key + "  " + state.id()
                    + " ".repeat(9 - state.id().length()) + plan.firstRow(key).label()));
            console.println(count(status, Status.DONE) + " of " + status.size() + " runs are there");
            return 0;
        }
        Engine executing = switch (engine) {
            case LOCAL -> new LocalEngine(jobs);
        };
        return execute(plan, executing, out, spec.commandLine());
    }

    /**
     * Executes what is missing of a study and tells what came of it.
     *
     * @param plan the study
     * @param engine executes the runs
     * @param out the output folder
     * @param commandLine where progress, complaints and the result go
     * @return the exit status
     */
    static int execute(Study plan, Engine engine, Path out, CommandLine commandLine)
            throws IOException, InterruptedException {
        OutputFolder.require(out);
        SweepFolder folder = new SweepFolder(out);
        RunTable table;
        try (SweepProgress progress =
                new SweepProgress("sweeping", run -> plan.firstRow(run.key()).label())) {
            table = new Sweep(plan, folder).run(engine, progress);
        }
        int failed = count(table.status(), Status.FAILED);
        for (String key : plan.runs().keySet()) {
            if (table.status().get(key) == Status.FAILED) {
                commandLine
                        .getErr()
                        .println("dmsb: failed: " + plan.firstRow(key).label() + "; see "
                                + folder.run(key).resolve(RunFolder.ERROR));
            }
        }
        commandLine
                .getOut()
                .println(count(table.status(), Status.DONE) + " of "
                        + table.status().size() + " runs done, " + failed + " failed; "
                        + plan.rows().size() + " rows in " + out.resolve("runs.csv"));
        return failed == 0 ? 0 : FAILED;
    }

    private static int count(Map<String, Status> status, Status wanted) {
        return Collections.frequency(status.values(), wanted);
    }
}
