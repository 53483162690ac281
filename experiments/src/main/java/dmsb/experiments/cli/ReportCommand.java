package dmsb.experiments.cli;

import dmsb.experiments.config.UsageException;
import dmsb.experiments.report.Report;
import dmsb.experiments.reproduction.StudyReport;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.results.Summary;
import dmsb.experiments.run.Version;
import dmsb.experiments.sweep.SweepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb report}: the page of a sweep. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sums up what is in the folder of a sweep, complete or not: DIR/report.html and DIR/summary.csv.",
        footer = {
            "",
            "The page is one file that opens from disk. It has the paper's figures and claims as far as the study has experiments of their"
                    + " names, a figure for every other experiment, all settings, and says what is missing.",
            "",
            "summary.csv has a row a method and market; the same runs give the same bytes on any machine."
        })
final class ReportCommand implements Callable<Integer> {
    private static final String PAGE = "report.html";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the folder of a sweep")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Override
    public Integer call() throws IOException {
        Path page = write(folder, "dmsb sweep study.yaml --out DIR; dmsb report DIR");
        String others = StudyResults.read(new SweepFolder(folder)).otherBuilds();
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
        requireFor(folder);
        StudyResults results = StudyResults.read(new SweepFolder(folder));
        Summary.write(results, folder);
        Path page = folder.resolve(PAGE);
        StudyReport.compose(results, command).write(page);
        return page;
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
