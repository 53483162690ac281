package dmsb.experiments.cli;

import dmsb.experiments.bench.BenchmarkRun;
import dmsb.experiments.bench.Effort;
import dmsb.experiments.bench.KernelSet;
import dmsb.experiments.bench.Machine;
import dmsb.experiments.bench.Measurement;
import dmsb.experiments.bench.Measurements;
import dmsb.experiments.bench.Ratios;
import dmsb.experiments.bench.SpeedComparison;
import dmsb.experiments.bench.Subject;
import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb bench}: the JMH suite. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures time and allocation: " + BenchCommand.NAMES + ".",
        footer = {
            "",
            "Every measurement runs in JVMs of its own. Leave the machine alone meanwhile. Without --quick, half a minute for each; the"
                    + " suite has some fifty. JAVA_HOME chooses the JDK."
        },
        subcommands = ComplexityCommand.class)
final class BenchCommand implements Callable<Integer> {
    static final String NAMES =
            "MatrixProduct, Update, Act, PolicyBatch, MarketSlot, SingleAuction, FixedRho, LearnedRho, TrainingStep";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "what to measure: " + NAMES + " (default: all)")
    private final List<String> names = new ArrayList<>();

    @Option(names = "--quick", description = "six seconds a measurement instead of half a minute")
    private boolean quick;

    @Option(names = "--kernels", paramLabel = "K", description = "vector or plain (default: both, one after the other)")
    private @Nullable KernelSet kernels;

    @Option(names = "--json", paramLabel = "F.json", description = "writes the measurements, with the machine, there")
    private @Nullable Path json;

    @Option(
            names = "--compare",
            paramLabel = "BASE.json",
            arity = "1..2",
            description = "measures and compares with earlier measurements; with two files, compares these and measures"
                    + " nothing")
    private List<Path> compare = List.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Measurements> earlier = compare.stream().map(Measurements::read).toList();
        if (earlier.size() == 2) {
            if (!names.isEmpty() || json != null || kernels != null || quick) {
                throw new UsageException("--compare: expected nothing beside two files, as nothing is measured");
            }
            out.print(new SpeedComparison(earlier.get(0), earlier.get(1)).page());
            out.flush();
            return 0;
        }
        List<Subject> subjects = names.isEmpty()
                ? List.of(Subject.values())
                : names.stream().map(Subject::named).toList();
        if (json != null) {
            OutputFolder.requireFor("--json", json, compare);
        }
        Measurements measured = measure(subjects);
        if (json != null) {
            measured.write(json);
        }
        out.println(measured.machine().sentence());
        out.println();
        out.print(measured.table());
        String ratios = new Ratios(measured).table();
        if (!ratios.isEmpty()) {
            out.println();
            out.print(ratios);
        }
        for (Measurements base : earlier) {
            out.println();
            out.print(new SpeedComparison(base, measured).page());
        }
        out.flush();
        return 0;
    }

    private Measurements measure(List<Subject> subjects) {
        PrintWriter err = spec.commandLine().getErr();
        BenchmarkRun run = new BenchmarkRun(quick ? Effort.QUICK : Effort.FULL, done -> err.println(done.summary()));
        Machine machine = Machine.here();
        List<Measurement> list = new ArrayList<>();
        for (Subject subject : subjects) {
            for (KernelSet set : kernels == null ? List.of(KernelSet.values()) : List.of(kernels)) {
                if (subject.measuredWith(set)) {
                    list.addAll(run.run(subject, set, Map.of()));
                }
            }
        }
        if (list.isEmpty()) {
            throw new UsageException("--kernels: expected no plain where kernels play no part, got plain for "
                    + subjects.stream().map(Subject::title).collect(Collectors.joining(", ")));
        }
        return new Measurements(machine, list);
    }
}
