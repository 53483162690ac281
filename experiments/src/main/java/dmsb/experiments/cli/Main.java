package dmsb.experiments.cli;

import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.cluster.ClusterEngine;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.RunFailedException;
import dmsb.experiments.run.Version;
import dmsb.nn.kernel.KernelChoice;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code dmsb}. */
@Command(
        name = "dmsb",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "The diffusion-based modified second-bid auction: simulate its market, train its rule for rho, compare it"
                        + " with the ordinary auctions.",
        footer = {
            "",
            "Results go to standard output or files, progress to standard error.",
            "Exit status: 0 done, 1 failed, 2 bad usage or input, 3 a verification that did not hold."
        },
        subcommands = {
            ReproduceCommand.class,
            ScenarioCommand.class,
            SimulateCommand.class,
            TrainCommand.class,
            SweepCommand.class,
            ReportCommand.class,
            VerifyCommand.class,
            EvaluateCommand.class,
            ClearCommand.class,
            AuditCommand.class,
            LawsCommand.class,
            BenchCommand.class,
            ExportCommand.class
        })
public final class Main implements Runnable {
    static final int FAILED = 1;

    private static final int BAD_INPUT = 2;
    private static final int LONGEST_MESSAGE = 2_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final List<ClusterEngine> engines;

    /** A command line that does all its work in this process. */
    public Main() {
        this(List.of());
    }

    private Main(List<ClusterEngine> engines) {
        this.engines = List.copyOf(engines);
    }

    /**
     * Runs a command and exits with its status.
     *
     * @param arguments the words of the command line
     */
    public static void main(String[] arguments) {
        main(List.of(), arguments);
    }

    /**
     * The same, with engines for {@code --engine}.
     *
     * @param engines what can work elsewhere than in this process
     * @param arguments the words of the command line
     */
    public static void main(List<ClusterEngine> engines, String... arguments) {
        PrintWriter out = new ByteWriter(System.out);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, engines, arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return run(out, err, List.of(), arguments);
    }

    /**
     * Runs a command.
     *
     * @param out where results go
     * @param err where complaints go
     * @param engines what can work elsewhere than in this process
     * @param arguments the words of the command line
     * @return the exit status
     */
    public static int run(PrintWriter out, PrintWriter err, List<ClusterEngine> engines, String... arguments) {
        try {
            return execute(out, err, new Main(engines), arguments);
        } catch (OutOfMemoryError e) {
            err.println(
                    "dmsb: there is not enough memory (" + oneLine(e.getMessage())
                            + "); JAVA_TOOL_OPTIONS=-Xmx4g gives 4 GB, and a training goes on from its last checkpoint with --resume");
            return FAILED;
        }
    }

    private static int execute(PrintWriter out, PrintWriter err, Main main, String... arguments) {
        return new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::complain)
                .setExecutionExceptionHandler(Main::fail)
                .execute(arguments);
    }

    /**
     * An engine by its name.
     *
     * @throws UsageException if there is none of that name here
     */
    ClusterEngine engine(String name) {
        for (ClusterEngine engine : engines) {
            if (engine.name().equals(name)) {
                return engine;
            }
        }
        throw new UsageException("--engine: expected a dmsb with " + name
                + ", which ./dmsb and spark-submit start (docs/spark.md), got one without it");
    }

    private static int complain(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("dmsb: " + oneLine(e.getMessage()));
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return BAD_INPUT;
    }

    private static int fail(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof UsageException) {
            command.getErr().println("dmsb: " + e.getMessage());
            return BAD_INPUT;
        }
        if (e instanceof IOException) {
            command.getErr().println("dmsb: " + oneLine(e.toString()));
            return FAILED;
        }
        if (e instanceof RunFailedException) {
            command.getErr().println("dmsb: " + oneLine(e.getMessage()));
            return FAILED;
        }
        command.getErr().println("dmsb: this should not have happened; please report it with what follows");
        e.printStackTrace(command.getErr());
        return FAILED;
    }

    private static String oneLine(@Nullable String message) {
        return Excerpt.of(String.valueOf(message), LONGEST_MESSAGE);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What {@code dmsb --version} prints. */
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"dmsb " + Version.code(), Version.jvm(), KernelChoice.description()};
        }
    }
}
