package dmsb.experiments.cli;

import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.clearing.Clearing;
import dmsb.experiments.clearing.ClearingFormat;
import dmsb.experiments.clearing.ClearingTotals;
import dmsb.experiments.clearing.Pricing;
import dmsb.experiments.cluster.ClusterClearing;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BadRow;
import dmsb.experiments.log.BidFile;
import dmsb.experiments.log.mapping.LogMapping;
import dmsb.experiments.log.mapping.MappedBids;
import dmsb.experiments.log.mapping.MappedOutcomes;
import dmsb.nn.agent.Inference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
            "With --model the file is a log as 'train --bids' reads it: in CSV, in the order of time, and where the text in 'market' or"
                    + " 'episode' changes a new market begins; estimate and contract have to be there. Where 'uavValue' tells the"
                    + " UAV's value, it is revealed if the UAV serves, on the terms of the model's scenario.",
            "",
            "With --engine spark files are read and written by a cluster, CSV or Parquet; rows need an 'id', and for --model 'round', by"
                    + " which the rows of a market are put in order. See docs/spark.md."
        })
final class ClearCommand implements Callable<Integer> {
    /** What tells whether the output is the file that standard input comes from; there need not be such a path. */
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private static final int COMPLAINTS = 20;

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
            description = "the file of bids, plain or compressed by gzip; - reads standard input")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String bids;

    @Option(
            names = "--mapping",
            paramLabel = "F.yaml",
            description =
                    "what the columns of the file mean, if it is not one of ours; outcomes are then in its own terms; see"
                            + " docs/any-log.md")
    private @Nullable Path mapping;

    /** What rho is, one of the two. */
    private static final class RhoOrModel {
        @Option(
                names = "--rho",
                paramLabel = "X",
                required = true,
                converter = RhoText.class,
                description = "the price scaling factor, from 1 to Infinity")
        private @Nullable Double rho;

        @Option(
                names = "--model",
                paramLabel = "F",
                required = true,
                description =
                        "a model's file of 'dmsb train' or 'dmsb fit', which prices each row by the rows of its market before it")
        private @Nullable Path model;
    }

    @ArgGroup(multiplicity = "1")
    private final RhoOrModel what = new RhoOrModel();

    @Option(
            names = "--chains",
            paramLabel = "K",
            description =
                    "with --model: average K chains and take the most probable action, or sample one chain if 0 (default: one"
                            + " chain without noise)")
    private @Nullable Integer chains;

    @Option(
            names = "--out",
            paramLabel = "F",
            description =
                    "where outcomes go, compressed if the name ends in .gz; written whole or not at all (default: standard output); with --engine spark"
                            + " the folder that is made of them, required")
    private @Nullable String out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "of what comes in and goes out, csv or jsonl (default: jsonl if the file of bids ends in .jsonl or"
                            + " .ndjson, else csv); with --engine spark of what comes in, csv or parquet (default: csv if the"
                            + " bids end in .csv, else parquet)")
    private @Nullable ClearingFormat format;

    @Option(
            names = "--out-format",
            paramLabel = "FORMAT",
            description = "with --engine spark: of what goes out, csv or parquet (default: parquet)")
    private @Nullable ClearingFormat outFormat;

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

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() throws IOException {
        if (what.model == null && chains != null) {
            throw new UsageException("--chains: expected together with --model only, got --rho " + what.rho);
        }
        return cluster.isLocal() ? clearHere() : clearOnCluster();
    }

    /** By rho or the model; interleaved as {@link Pricing.Learned} says. */
    private Pricing pricing(boolean interleaved) throws IOException {
        if (what.model == null) {
            return new Pricing.Fixed(Objects.requireNonNull(what.rho));
        }
        InputFile.require("--model", what.model);
        try {
            Inference inference = chains == null ? Inference.noiseless() : Inference.ofChains(chains);
            return new Pricing.Learned(Files.readAllBytes(what.model), inference, interleaved);
        } catch (UsageException | IllegalArgumentException e) {
            throw new UsageException(
                    "--model " + what.model + ": "
                            + String.valueOf(e.getMessage()).replaceFirst("^--model: ", ""),
                    e);
        }
    }

    private int clearOnCluster() throws IOException {
        if (out == null) {
            throw new UsageException("--out: expected a folder for the outcomes with --engine spark, got none");
        }
        if (mapping != null) {
            throw new UsageException("--mapping: expected without --engine spark, whose partitions would cut"
                    + " an auction's rows apart, got " + mapping);
        }
        if (threads != null) {
            throw new UsageException("--threads: expected without --engine spark; a cluster's are given by --master");
        }
        ClusterClearing job = new ClusterClearing(
                bids,
                format == null ? formatOf(bids, ClearingFormat.PARQUET) : format,
                out,
                outFormat == null ? ClearingFormat.PARQUET : outFormat,
                pricing(false),
                badRows == BadRows.SKIP);
        report(cluster.engine().clear(cluster.cluster(), job, this::complain));
        return 0;
    }

    private int clearHere() throws IOException {
        if (outFormat != null) {
            throw new UsageException("--out-format: expected with --engine spark only");
        }
        Path target = out == null ? null : path("--out", out);
        LogMapping shape = mapping == null ? null : LogMapping.read(mapping);
        Clearing clearing = new Clearing(
                pricing(shape != null && shape.interleaved()),
                format == null ? formatOf(bids, ClearingFormat.CSV) : format,
                badRows == BadRows.SKIP,
                threads == null ? Runtime.getRuntime().availableProcessors() : Threads.require("--threads", threads));
        boolean fromStandardInput = bids.equals(BidFile.STANDARD_INPUT);
        Path input = fromStandardInput ? STANDARD_INPUT : path("--bids", bids);
        if (!fromStandardInput) {
            InputFile.require("--bids", input);
        }
        if (target != null) {
            List<Path> read = new ArrayList<>(List.of(input));
            if (what.model != null) {
                read.add(what.model);
            }
            if (mapping != null) {
                read.add(mapping);
            }
            OutputFolder.requireFor("--out", target, read);
        }
        long size = BidFile.isRepeatable(bids) && !bids.endsWith(".gz") ? Files.size(input) : 0;
        ClearingTotals[] totals = new ClearingTotals[1];
        try (ProgressBar bar = new ProgressBar(spec, "clearing", Math.max(1, size), "bytes")) {
            Clearing.ReadListener progress = read -> {
                if (size > 0) {
                    bar.report(Math.min(read, size), "");
                }
            };
            try (InputStream in = BidFile.open(bids)) {
                totals[0] = shape == null
                        ? clear(clearing, BidFile.text(in), target, progress)
                        : clearMapped(clearing, BidFile.text(in), shape, target, progress);
            }
        } catch (UsageException e) {
            throw new UsageException(bids + ": " + e.getMessage(), e);
        }
        report(totals[0]);
        return 0;
    }

    private static ClearingFormat formatOf(String file, ClearingFormat otherwise) {
        String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return ClearingFormat.JSONL;
        }
        return name.endsWith(".csv") ? ClearingFormat.CSV : otherwise;
    }

    /** Clears rows that come from somewhere into somewhere. */
    private interface Run {
        ClearingTotals into(Clearing.Sink sink) throws IOException;
    }

    private ClearingTotals clear(
            Clearing clearing, InputStream in, @Nullable Path target, Clearing.ReadListener progress)
            throws IOException {
        return write(target, sink -> clearing.run(in, sink, this::complain, progress));
    }

    /** The same for a log of another form, whose outcomes are told in its own terms. */
    private ClearingTotals clearMapped(
            Clearing clearing, InputStream in, LogMapping shape, @Nullable Path target, Clearing.ReadListener progress)
            throws IOException {
        if (clearing.format() != ClearingFormat.CSV) {
            throw new UsageException("--format: expected csv together with --mapping, got jsonl");
        }
        long[] bad = new long[1];
        ClearingTotals totals = write(target, sink -> {
            MappedOutcomes outcomes = new MappedOutcomes(shape, sink::write);
            Consumer<BadRow> skip = row -> {
                if (bad[0]++ < COMPLAINTS) {
                    complain(row.toString());
                }
            };
            MappedBids rows = new MappedBids(
                    in,
                    shape,
                    clearing.pricing().missingBid(),
                    badRows == BadRows.SKIP ? skip : null,
                    outcomes::expect);
            return clearing.run(rows, outcomes::write, this::complain, progress);
        });
        return new ClearingTotals(totals.groundRows(), totals.uavRows(), bad[0], Double.NaN);
    }

    private ClearingTotals write(@Nullable Path target, Run run) throws IOException {
        if (target == null) {
            return run.into(this::print);
        }
        ClearingTotals[] totals = new ClearingTotals[1];
        AtomicFile.write(target, stream -> {
            if (target.toString().endsWith(".gz")) {
                GZIPOutputStream gzip = new GZIPOutputStream(stream, 1 << 16);
                totals[0] = run.into((bytes, length) -> gzip.write(bytes, 0, length));
                gzip.finish();
            } else {
                totals[0] = run.into((bytes, length) -> stream.write(bytes, 0, length));
            }
        });
        return totals[0];
    }

    private void print(byte[] bytes, int length) throws IOException {
        ((StandardOutput) spec.commandLine().getOut()).write(bytes, length);
    }

    private static Path path(String option, String text) {
        try {
            return new PathText().convert(text);
        } catch (TypeConversionException e) {
            throw new UsageException(option + ": " + e.getMessage(), e);
        }
    }

    private void complain(String line) {
        spec.commandLine().getErr().println("dmsb: " + bids + ": " + line + "; skipped");
    }

    private void report(ClearingTotals totals) {
        long rows = totals.groundRows() + totals.uavRows();
        spec.commandLine()
                .getErr()
                .println(rows + " rows cleared: " + winners(totals) + "; " + totals.badRows() + " bad rows skipped");
    }

    private static String winners(ClearingTotals totals) {
        if (Double.isNaN(totals.groundPayments())) { // prices are bids in a unit of the log's own
            return totals.groundRows() + " to bidders, " + totals.uavRows() + " to the outside option";
        }
        return totals.groundRows() + " to ground base stations, which pay "
                + Decimal.rounded(totals.groundPayments(), 9) + " in all, " + totals.uavRows() + " to the UAV";
    }
}
