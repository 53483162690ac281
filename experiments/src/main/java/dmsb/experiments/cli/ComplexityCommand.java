package dmsb.experiments.cli;

import dmsb.experiments.bench.BenchmarkRun;
import dmsb.experiments.bench.ComplexityPage;
import dmsb.experiments.bench.CostStudy;
import dmsb.experiments.bench.Effort;
import dmsb.experiments.bench.KernelSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb bench complexity}: the cost against the sizes that the paper's complexity statement names. */
@Command(
        name = "complexity",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures the cost of updates, decisions and slots against K, minibatch, hidden width and N, and writes"
                        + " complexity.md with figures.",
        footer = {
            "",
            "Studies can be made one at a time into the same folder; the page is written anew from all that are there."
        })
final class ComplexityCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "STUDY",
            arity = "0..*",
            description =
                    "update-steps, update-batch, update-hidden, act-steps, act-hidden, act-stations, slot-stations"
                            + " (default: all)")
    private final List<String> names = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the output folder")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path out;

    @Option(names = "--quick", description = "six seconds a point instead of half a minute")
    private boolean quick;

    @Option(
            names = "--kernels",
            paramLabel = "K",
            defaultValue = "vector",
            description = "vector or plain (default: ${DEFAULT-VALUE})")
    private KernelSet kernels = KernelSet.VECTOR;

    @Override
    public Integer call() throws IOException {
        List<CostStudy> studies = names.isEmpty()
                ? List.of(CostStudy.values())
                : names.stream().map(CostStudy::named).toList();
        PrintWriter err = spec.commandLine().getErr();
        Path folder = OutputFolder.require(ComplexityPage.folder(out));
        BenchmarkRun run = new BenchmarkRun(quick ? Effort.QUICK : Effort.FULL, done -> err.println(done.summary()));
        for (CostStudy study : studies) {
            study.measure(run, kernels).write(folder);
        }
        ComplexityPage page = ComplexityPage.of(out);
        Path file = page.write(out);
        spec.commandLine().getOut().print(page.table());
        spec.commandLine().getOut().println("The page is " + file);
        return 0;
    }
}
