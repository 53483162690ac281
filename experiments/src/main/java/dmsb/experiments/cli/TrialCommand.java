package dmsb.experiments.cli;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.FairTrial;
import dmsb.experiments.dense.TrialPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb trial}: a trial of learned rules for intersections, with equal means. */
@Command(
        name = "trial",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Compares learned rules for intersections: tuned alike, trained for as many slots, then for as long.",
        footer = {
            "",
            "The plan is a YAML file; docs/fair-trial.md describes it. Runs are made one after the other, on one thread. Stopped at"
                    + " any time, the same command continues with the runs that are missing.",
            "",
            "DIR: plan.yaml, runs/NAME.csv (a run), trial.csv (all runs: a row a held-out episode), trial.md (tables and verdicts)."
        })
final class TrialCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "PLAN.yaml", description = "the plan")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path plan;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the output folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Override
    public Integer call() throws IOException {
        TrialPlan read = TrialPlan.read(plan);
        OutputFolder.require(out);
        PrintWriter console = spec.commandLine().getOut();
        FairTrial trial = new FairTrial(read, out, line -> {
            console.println(line);
            console.flush();
        });
        try {
            trial.run();
        } catch (UsageException e) {
            throw e;
        } catch (IllegalArgumentException e) { // such as a batch that has no room for a slot
            throw new UsageException(plan + ": " + e.getMessage(), e);
        }
        return 0;
    }
}
