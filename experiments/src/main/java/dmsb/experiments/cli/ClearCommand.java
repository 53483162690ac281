package dmsb.experiments.cli;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.clearing.Clearing;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.ClearingTotals;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dmsb clear}: bids in, winner, price and rho out. */
@Command(
        name = "clear",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Clears a log of auctions: bids in, winner, price and rho out, a row a row, of any length.",
        footer = {
            "",
            "CSV needs a header with bid1, bid2, ...; JSON lines an array \"bids\". If there, \"id\" comes out again (otherwise the"
                    + " number of the line) and \"contract\" is what the UAV pays where it serves (otherwise 0). Winner 0 is the UAV."
                    + " The same bytes come out for any number of threads. Totals go to standard error.",
            "",
            "With --model the columns are those of a log for training (docs/bid-logs.md), estimate and contract among them; what is"
                    + " known beside the bids is read from the row, what came before from the rows before. Rows are priced one after"
                    + " the other, on one thread."
        })
final class ClearCommand implements Callable<Integer> {
    private enum BadRows {
        FAIL,
        SKIP
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--bids",
            paramLabel = "F",
            required = true,
            description = "the file of bids; - reads standard input")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String bids;

    /** What fixes rho. */
    private static final class Pricing {
        @Option(
                names = "--rho",
                paramLabel = "X",
                required = true,
                description = "the price scaling factor, from 1 to Infinity")
        private double rho = Double.NaN;

        @Option(
                names = "--model",
                paramLabel = "F",
                required = true,
                description = "a trained model, which fixes rho of every row from the rows before it")
        private @Nullable Path model;
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Pricing pricing;

    @Option(
            names = "--out",
            paramLabel = "F",
            description = "where outcomes go; written whole or not at all (default: standard output)")
    private @Nullable Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "of what comes in and goes out, csv or jsonl (default: jsonl if the file of bids ends in .jsonl or"
                            + " .ndjson, else csv)")
    private @Nullable ClearingFormat format;

    @Option(
            names = "--bad-rows",
            paramLabel = "WHAT",
            defaultValue = "fail",
            description =
                    "fail at the first malformed row, or skip such rows; both tell line, column, what was expected and"
                            + " what came (default: ${DEFAULT-VALUE})")
    private BadRows badRows = BadRows.FAIL;

    @Option(names = "--threads", paramLabel = "T", description = "(default: the number of processors)")
    private @Nullable Integer threads;

    @Override
    public Integer call() throws IOException {
        Clearing clearing = new Clearing(
                pricing.rho,
                pricing.model == null ? null : Model.read(pricing.model).deployed(),
                format == null ? formatOf(bids) : format,
                badRows == BadRows.SKIP,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads);
        boolean fromStandardInput = bids.equals("-");
        if (!fromStandardInput && !Files.isReadable(Path.of(bids))) {
            throw new UsageException("--bids: expected a file, got " + bids + ", which does not exist");
        }
        if (out != null) {
            OutputFolder.requireFor(out);
        }
        long size = fromStandardInput ? 0 : Files.size(Path.of(bids));
        ClearingTotals[] totals = new ClearingTotals[1];
        try (ProgressBar bar = new ProgressBar("clearing", Math.max(1, size), "bytes")) {
            Clearing.ReadListener progress = read -> {
                if (size > 0) {
                    bar.report(Math.min(read, size), "");
                }
            };
            if (fromStandardInput) {
                totals[0] = clear(clearing, System.in, progress);
            } else {
                try (InputStream in = Files.newInputStream(Path.of(bids))) {
                    totals[0] = clear(clearing, in, progress);
                }
            }
        } catch (UsageException e) {
            throw new UsageException(bids + ": " + e.getMessage(), e);
        }
        report(totals[0]);
        return 0;
    }

    private static ClearingFormat formatOf(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? ClearingFormat.JSONL : ClearingFormat.CSV;
    }

    private ClearingTotals clear(Clearing clearing, InputStream in, Clearing.ReadListener progress) throws IOException {
        if (out == null) {
            return clearing.run(in, this::print, this::complain, progress);
        }
        ClearingTotals[] totals = new ClearingTotals[1];
        AtomicFile.write(
                out,
                stream -> totals[0] =
                        clearing.run(in, (bytes, length) -> stream.write(bytes, 0, length), this::complain, progress));
        return totals[0];
    }

    private void print(byte[] bytes, int length) throws IOException {
        PrintWriter writer = spec.commandLine().getOut();
        writer.write(new String(bytes, 0, length, StandardCharsets.UTF_8));
        if (writer.checkError()) {
            throw new IOException("standard output was closed");
        }
    }

    private void complain(String line) {
        spec.commandLine().getErr().println("dmsb: " + bids + ": " + line + "; skipped");
    }

    private void report(ClearingTotals totals) {
        long rows = totals.groundRows() + totals.uavRows();
        spec.commandLine()
                .getErr()
                .println(rows + " rows cleared: " + totals.groundRows() + " to ground base stations, which pay "
                        + Decimal.rounded(totals.groundPayments(), 9) + " in all, " + totals.uavRows() + " to the UAV; "
                        + totals.badRows() + " bad rows skipped");
    }
}
