package dmsb.experiments.cli;

import dmsb.experiments.cluster.ClusterEngine;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.Version;
import dmsb.nn.kernel.KernelChoice;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
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
            LearnerCommand.class,
            DescribeCommand.class,
            SimulateCommand.class,
            TrainCommand.class,
            FitCommand.class,
            SweepCommand.class,
            ReportCommand.class,
            VerifyCommand.class,
            EvaluateCommand.class,
            CompareCommand.class,
            InspectCommand.class,
            ClearCommand.class,
            DenseCommand.class,
            TrialCommand.class,
            AuditCommand.class,
            PriceCommand.class,
            LawsCommand.class,
            BenchCommand.class,
            DistilCommand.class,
            ExportCommand.class,
            GymCommand.class
        })
public final class Main implements Runnable {
    static final int FAILED = Complaint.FAILED;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "no progress on standard error; complaints are still told")
    private boolean quiet;

    @Option(
            names = "--classpath",
            paramLabel = "PATH",
            defaultValue = "",
            scope = ScopeType.INHERIT,
            description =
                    "jars and folders with classes of your own, which are named class=NAME on the command line and in studies"
                            + " (docs/extend.md)")
    private String classpath = "";

    @Option(
            names = "--class",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "a class of --classpath that a model's or a scenario's file may name; may be repeated")
    private List<String> named = List.of();

    private final List<ClusterEngine> engines;
    private Rules rules = Rules.BUILT_IN;

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
        logAsComplaints();
        // Not System.out: a PrintStream keeps errors to itself.
        int status = run(new FileOutputStream(FileDescriptor.out), System.err, engines, arguments);
        awaitFilter();
        System.exit(status);
    }

    /** What the library logs reads like any other line of this program, unless the JVM was started with another format. */
    private static void logAsComplaints() {
        for (String format : List.of("java.util.logging.SimpleFormatter.format", "jdk.system.logger.format")) {
            if (System.getProperty(format) == null) {
                System.setProperty(format, "dmsb: %5$s%n");
            }
        }
    }

    /** On a terminal another process copies standard error; what it has not copied when this one ends may be lost. */
    private static void awaitFilter() {
        Long filter = Long.getLong("dmsb.filter");
        if (filter == null) {
            return;
        }
        System.err.flush();
        try {
            new FileOutputStream(FileDescriptor.err).close(); // its input is then at its end
        } catch (IOException e) {
            return;
        }
        ProcessHandle.of(filter).ifPresent(process -> process.onExit().join());
    }

    static int run(OutputStream out, OutputStream err, String... arguments) {
        return run(out, err, List.of(), arguments);
    }

    /**
     * Runs a command.
     *
     * @param out where results go
     * @param err where complaints go
     * @param engines what can work elsewhere than in this process
     * @param arguments the words of the command line
     * @return the exit status; not 0 if results could not be written
     */
    public static int run(OutputStream out, OutputStream err, List<ClusterEngine> engines, String... arguments) {
        StandardOutput results = new StandardOutput(out);
        PrintWriter complaints = new PrintWriter(err, true, StandardCharsets.UTF_8);
        Main main = new Main(engines);
        int status;
        try {
            PathText.requireFolderNamed();
            status = execute(results, complaints, main, arguments);
        } catch (Error | UsageException e) {
            status = main.fail(e, complaints);
        }
        try {
            results.check();
        } catch (IOException e) {
            if (status == 0) {
                status = main.fail(e, complaints);
            }
        }
        complaints.flush();
        return status;
    }

    private static int execute(StandardOutput out, PrintWriter err, Main main, String... arguments) {
        return new CommandLine(main)
                .setExecutionStrategy(parsed -> {
                    try {
                        main.rules = new Rules(OwnClasses.of(main.classpath, main.named));
                    } catch (UsageException e) {
                        return main.fail(e, err);
                    }
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, new PathText())
                .registerConverter(int.class, WholeNumberText.INT)
                .registerConverter(Integer.class, WholeNumberText.INT)
                .registerConverter(long.class, WholeNumberText.LONG)
                .registerConverter(Long.class, WholeNumberText.LONG)
                .setParameterExceptionHandler(Main::complain)
                .setExecutionExceptionHandler((e, command, parsed) -> main.fail(e, err))
                .execute(arguments);
    }

    /** Whether a command is to tell no progress. */
    static boolean isQuiet(CommandSpec spec) {
        return spec.root().userObject() instanceof Main main && main.quiet;
    }

    /** The rules that a command has, with those of the class path that was given. */
    static Rules rules(CommandSpec spec) {
        return spec.root().userObject() instanceof Main main ? main.rules : Rules.BUILT_IN;
    }

    /** The classes of the class path that was given. */
    static OwnClasses own(CommandSpec spec) {
        return rules(spec).own();
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
        Complaint complaint = Complaint.of(e);
        command.getErr().println("dmsb: " + complaint.line());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return complaint.status();
    }

    private int fail(Throwable e, PrintWriter err) {
        Complaint complaint = Complaint.of(e, rules.own());
        if (complaint != null) {
            err.println("dmsb: " + complaint.line());
            return complaint.status();
        }
        err.println("dmsb: this should not have happened; please report it with what follows");
        e.printStackTrace(err);
        return FAILED;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What {@code dmsb --version} prints. */
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"dmsb " + Version.build(), Version.jvm(), KernelChoice.description()};
        }
    }
}
