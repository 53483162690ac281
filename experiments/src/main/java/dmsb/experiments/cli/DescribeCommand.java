package dmsb.experiments.cli;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Description;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmsb describe}: the tables of the documentation. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description =
                "Prints what can be set or chosen, as a table in Markdown: keys with defaults and ranges, presets, rules.")
final class DescribeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private final What what = new What();

    /** A table or a page, one of the two. */
    private static final class What {
        @Parameters(
                paramLabel = "TABLE",
                completionCandidates = Tables.class,
                description = "one of ${COMPLETION-CANDIDATES}")
        private @Nullable String table;

        @Option(
                names = "--page",
                paramLabel = "F",
                description =
                        "a page whose tables, between the comments '<!-- ./dmsb describe TABLE -->' and '<!-- end -->',"
                                + " are made anew")
        private @Nullable Path page;
    }

    private static final class Tables implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Description.values()).map(Description::id).iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        if (what.page != null) {
            String trouble = InputFile.trouble(what.page);
            if (!trouble.isEmpty()) {
                throw new UsageException("--page: expected a page, got " + what.page + ", which " + trouble);
            }
            AtomicFile.write(what.page, Description.renew(Files.readString(what.page)));
            return 0;
        }
        for (Description description : Description.values()) {
            if (description.id().equals(what.table)) {
                spec.commandLine().getOut().print(description.toMarkdown());
                spec.commandLine().getOut().flush();
                return 0;
            }
        }
        throw new UsageException(
                "describe: expected one of " + String.join(", ", new Tables()) + ", got " + what.table);
    }
}
