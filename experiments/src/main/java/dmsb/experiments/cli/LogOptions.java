package dmsb.experiments.cli;

import dmsb.auction.market.Scenario;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BidFile;
import dmsb.experiments.log.RhoQuantiles;
import dmsb.experiments.log.RowRange;
import dmsb.experiments.log.mapping.LogMapping;
import dmsb.experiments.run.Recording;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command takes a log of auctions in place of the simulated market. */
final class LogOptions {
    @Option(
            names = "--bids",
            paramLabel = "F.csv",
            description =
                    "a log of auctions in place of the simulated market, plain or compressed by gzip; 'dmsb simulate'"
                            + " writes such a file; - reads standard input")
    private @Nullable String file;

    @Option(
            names = "--rows",
            paramLabel = "FROM-TO",
            description =
                    "only these data rows of the log, counted from 1; 1001- goes to the end, -1000 is the first 1000 (default: all)")
    private @Nullable String rows;

    @Option(
            names = "--mapping",
            paramLabel = "F.yaml",
            description = "what the columns of the log mean, if it is not one of ours; see docs/any-log.md")
    private @Nullable Path mapping;

    @Option(
            names = "--rho-quantiles",
            description =
                    "the grid of rho is 1 and the quantiles of the log's ratios of highest to second-highest bid, as"
                            + " many as there are actions, in place of the scenario's rhoGrid")
    private boolean rhoQuantiles;

    /** Whether there is a log. */
    boolean given() {
        return file != null;
    }

    /** Refuses a log and what goes with one, for slots of several tasks. */
    void requireNone() {
        if (file != null) {
            throw new UsageException("--bids: expected no log with slots of several tasks, got " + file);
        }
        requireNoneAlone();
        if (rhoQuantiles) {
            throw quantilesAlone();
        }
    }

    private void requireNoneAlone() {
        if (rows != null) {
            throw new UsageException("--rows: expected together with --bids only, got " + rows);
        }
        if (mapping != null) {
            throw new UsageException("--mapping: expected together with --bids only, got " + mapping);
        }
    }

    private static UsageException quantilesAlone() {
        return new UsageException("--rho-quantiles: expected together with --bids only");
    }

    /** The files that are read. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (file != null && !file.equals(BidFile.STANDARD_INPUT)) {
            files.add(Path.of(file));
        }
        if (mapping != null) {
            files.add(mapping);
        }
        return files;
    }

    /** The log, null if none was asked for. */
    @Nullable
    Recording recording(Scenario scenario, PrintWriter complaints) {
        if (file == null) {
            requireNoneAlone();
            return null;
        }
        return recording(file, scenario, rows == null ? RowRange.ALL : RowRange.parse(rows), complaints);
    }

    /**
     * Refuses a log of which no other rows can be read once some were.
     *
     * @throws UsageException if it is a pipe or standard input
     */
    void requireRepeatable() {
        if (file != null
                && !BidFile.isRepeatable(file)
                && (file.equals(BidFile.STANDARD_INPUT) || Files.exists(Path.of(file)))) {
            throw new UsageException("--training-rows: expected a regular file for --bids, got " + file
                    + ", which can be read once only");
        }
    }

    /** The market with the grid that fits the log, if that was asked for. */
    Scenario fitted(Scenario market, @Nullable Recording learnedFrom) {
        if (!rhoQuantiles) {
            return market;
        }
        if (learnedFrom == null) {
            throw quantilesAlone();
        }
        return RhoQuantiles.fitted(learnedFrom.log(), market);
    }

    /** Other rows of the same log. */
    Recording otherRows(String otherRows, Scenario scenario, PrintWriter complaints) {
        if (file == null) {
            throw new UsageException("--training-rows: expected together with --bids only, got " + otherRows);
        }
        return recording(file, scenario, RowRange.parse(otherRows), complaints);
    }

    private Recording recording(String file, Scenario scenario, RowRange rows, PrintWriter complaints) {
        Optional<LogMapping> shape = mapping == null ? Optional.empty() : Optional.of(LogMapping.read(mapping));
        return Recording.read(file, shape, scenario, rows, line -> complaints.println("dmsb: " + line));
    }
}
