package dmsb.experiments.cli;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.report.Report;
import dmsb.experiments.report.ReportFile;
import dmsb.experiments.reproduction.Measure;
import dmsb.experiments.reproduction.ReportOptions;
import dmsb.experiments.reproduction.StudyReport;
import dmsb.experiments.results.Curves;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.results.Summary;
import dmsb.experiments.run.Version;
import dmsb.experiments.sweep.SweepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb report}: the page of a sweep. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sums up what is in the folder of a sweep, complete or not: DIR/report.html, DIR/summary.csv"
                + " and DIR/curves.csv.",
        footer = {
            "",
            "The page is one file that opens from disk. It has the paper's figures and claims as far as the study has experiments of their"
                    + " names, a figure for every other experiment, all settings, and says what is missing.",
            "",
            "Below each figure the page has links that save it as SVG, PDF and CSV, below each table as LaTeX and CSV; --figures writes"
                    + " all of them.",
            "",
            "summary.csv has a row a method and market, with the settings of learners; curves.csv a row a point of a learning curve."
                    + " The same runs give the same bytes of both on any machine.",
            "",
            "Of every town there is a map. Some held-out episodes are played again for it, which needs the trace and the sites where the"
                    + " sweep found them; the page says so if they are not there."
        })
final class ReportCommand implements Callable<Integer> {
    private static final String PAGE = "report.html";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the folder of a sweep")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Option(
            names = "--baseline",
            paramLabel = "METHOD",
            defaultValue = "",
            description =
                    "the method of the study that the others are compared with in every experiment (default: the first rule; the paper's own experiments are then left out)")
    private String baseline = "";

    @Option(
            names = "--metric",
            paramLabel = "M",
            completionCandidates = Metrics.class,
            defaultValue = "surplus",
            description =
                    "what the figures and comparisons are about, but for the paper's own; one of ${COMPLETION-CANDIDATES}"
                            + " (default: ${DEFAULT-VALUE})")
    private String metric = "surplus";

    @Option(
            names = "--map-of",
            paramLabel = "METHOD",
            defaultValue = "",
            description =
                    "the method of the study whose tasks the maps of towns show (default: the best of each market)")
    private String mapOf = "";

    @Option(
            names = "--figures",
            paramLabel = "DIR2",
            description =
                    "writes every figure as SVG, PDF and CSV and every table as LaTeX and CSV into this folder, replacing"
                            + " files of the same names")
    private @Nullable Path figures;

    private static final class Metrics implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(Measure.ids().split(", ", -1)).iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        ReportOptions options = new ReportOptions(baseline, Measure.of(metric), mapOf);
        if (figures != null) {
            OutputFolder.require("--figures", figures);
        }
        StudyResults results = read(folder);
        Path page = write(results, folder, "dmsb sweep study.yaml --out DIR; dmsb report DIR", options, figures);
        String others = results.otherBuilds();
        if (!others.isEmpty()) {
            spec.commandLine().getErr().println("dmsb: this is build " + Version.build() + others);
        }
        spec.commandLine()
                .getOut()
                .println("The report is " + page.toAbsolutePath().normalize());
        return 0;
    }

    /**
     * Writes page and table.
     *
     * @param folder the folder of a sweep
     * @param command what the page says makes it again
     * @return the page
     */
    static Path write(Path folder, String command) throws IOException {
        return write(read(folder), folder, command, ReportOptions.STANDARD, null);
    }

    private static StudyResults read(Path folder) throws IOException {
        requireFor(folder);
        return StudyResults.read(new SweepFolder(folder));
    }

    private static Path write(
            StudyResults results, Path folder, String command, ReportOptions options, @Nullable Path figures)
            throws IOException {
        requireMethod("--baseline", results, options.baseline());
        requireMethod("--map-of", results, options.mapped());
        Report report = StudyReport.compose(results, command, options);
        Summary.write(results, folder);
        Curves.write(results, folder);
        Path page = folder.resolve(PAGE);
        report.write(page);
        if (figures != null) {
            for (ReportFile file : report.files()) {
                AtomicFile.write(figures.resolve(file.name()), file.content());
            }
        }
        return page;
    }

    private static void requireMethod(String option, StudyResults results, String asked) {
        List<String> methods = results.experiments().stream()
                .flatMap(experiment -> experiment.methods().stream())
                .distinct()
                .toList();
        if (!asked.isEmpty() && !methods.contains(asked)) {
            throw new UsageException(option + ": expected a method of the study, one of " + String.join(", ", methods)
                    + ", got " + asked);
        }
    }

    /**
     * Refuses to replace a page or a table that no report wrote.
     *
     * @param folder the folder of a sweep, which need not be there
     * @throws UsageException if there is such a file
     */
    static void requireFor(Path folder) throws IOException {
        require(folder.resolve(PAGE), "a report", Report::isReport);
        require(folder.resolve(Summary.FILE), "the summary of a report", Summary::isSummary);
        require(folder.resolve(Curves.FILE), "the curves of a report", Curves::isCurves);
    }

    private interface Check {
        boolean holds(Path file) throws IOException;
    }

    private static void require(Path file, String what, Check check) throws IOException {
        if (Files.exists(file) && !check.holds(file)) {
            throw new UsageException("DIR: expected " + file + " to be " + what + ", got another file");
        }
    }
}
