package dmsb.experiments.run;

import dmsb.auction.log.BidLog;
import dmsb.auction.log.RecordedRounds;
import dmsb.auction.market.Scenario;
import dmsb.core.tensorfile.Sha256;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.IoReason;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BidFile;
import dmsb.experiments.log.BidLogReader;
import dmsb.experiments.log.LogColumns;
import dmsb.experiments.log.RowRange;
import dmsb.experiments.log.ValueEstimation;
import dmsb.experiments.log.mapping.LogMapping;
import dmsb.experiments.log.mapping.MappedBids;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A recorded log as a market to train and evaluate on: the rows of a file, with estimates for the UAV's values that are
 * not in it.
 *
 * @param file the file, {@code -} for standard input
 * @param sha256 the SHA-256 of its bytes
 * @param rows which of its rows
 * @param log the rows
 * @param measuredConditions how many of the market conditions the file has; the others are in the middle of their range
 * @param valueError the typical relative error of the estimated values; NaN if the declared estimates were taken
 * @param mapped the mapping through which it was read, and what it says of the log; empty for a log of the library's form
 */
public record Recording(
        String file,
        String sha256,
        RowRange rows,
        BidLog log,
        int measuredConditions,
        double valueError,
        Optional<Mapped> mapped) {
    /**
     * How a log of another form was read.
     *
     * @param mapping what its columns mean
     * @param description what was read, in a line
     */
    public record Mapped(LogMapping mapping, String description) {}

    private static final String LOG = "log";
    private static final String MAPPING = "mapping";
    private static final String SHA256 = "logSha256";

    /**
     * Reads a log.
     *
     * @param file the file, a pipe, or {@code -} for standard input; plain or compressed by gzip
     * @param scenario gives the number of bids, the ranges of the market conditions and the age of what the UAV knows
     * @param rows which rows
     * @param complaints told of the first malformed rows, a line each
     * @return the recording
     * @throws UsageException if the file is missing or malformed
     */
    public static Recording read(String file, Scenario scenario, RowRange rows, Consumer<String> complaints) {
        return read(file, Optional.empty(), scenario, rows, complaints);
    }

    /**
     * Reads a log of any form.
     *
     * @param file the file, a pipe, or {@code -} for standard input; plain or compressed by gzip
     * @param mapping what its columns mean; empty for a log of the library's form
     * @param scenario gives the number of bids, the ranges of the market conditions and the age of what the UAV knows
     * @param rows which rows; of a mapped log, which auctions
     * @param complaints told of the first malformed rows, a line each
     * @return the recording
     * @throws UsageException if the file is missing or malformed
     */
    public static Recording read(
            String file, Optional<LogMapping> mapping, Scenario scenario, RowRange rows, Consumer<String> complaints) {
        MessageDigest sha256 = Sha256.digest();
        try (DigestInputStream stream = new DigestInputStream(BidFile.open(file), sha256)) {
            InputStream shielded = new Shielded(stream);
            MappedBids bids = mapping.isEmpty() ? null : mapped(shielded, file, mapping.get(), scenario);
            boolean interleaved = mapping.map(LogMapping::interleaved).orElse(false);
            BidLogReader.ReadLog content =
                    BidLogReader.read(bids == null ? shielded : bids, file, scenario, rows, complaints, interleaved);
            stream.transferTo(OutputStream.nullOutputStream()); // what may come after the compressed data
            ValueEstimation values = ValueEstimation.of(content.log(), scenario.uavLag());
            return new Recording(
                    file,
                    Sha256.hex(sha256),
                    rows,
                    values.log(),
                    content.conditions(),
                    values.error(),
                    bids == null ? Optional.empty() : Optional.of(new Mapped(mapping.get(), bids.describe())));
        } catch (IOException e) {
            throw new UsageException("--bids: expected a readable file, got " + file + " (" + IoReason.of(e) + ")", e);
        }
    }

    private static MappedBids mapped(InputStream bytes, String file, LogMapping mapping, Scenario scenario)
            throws IOException {
        try {
            mapping.requirePlaces(scenario.stations());
            return new MappedBids(BidFile.text(bytes), mapping, LogColumns.missingBid(scenario), null, auction -> {});
        } catch (UsageException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        }
    }

    /** A stream that is still open when its reader has closed it, so that all of it comes into the hash. */
    private static final class Shielded extends FilterInputStream {
        Shielded(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return in.read(target, offset, length);
        }

        @Override
        public void close() {
            // whoever opened it closes it
        }
    }

    /**
     * The log as rounds.
     *
     * @param scenario gives the shape of observations, the grid and the length of episodes
     * @return new rounds
     * @throws UsageException if they do not fit the log
     */
    public RecordedRounds rounds(Scenario scenario) {
        try {
            return new RecordedRounds(log, scenario);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--bids " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * One line about what of the log is used and how.
     *
     * @param rounds the rounds that are played
     * @return the text
     */
    public String describe(RecordedRounds rounds) {
        return file + ", rows " + rows + ": " + log.rows() + " rows in " + log.markets() + " markets, "
                + rounds.episodes() + " episodes of " + rounds.scenario().roundsPerEpisode() + " scored rounds; "
                + measuredConditions + " of " + log.conditionCount() + " market conditions; the UAV's value in "
                + log.knownValues() + " rows, elsewhere " + estimation()
                + mapped.map(how -> "; " + how.description()).orElse("");
    }

    private String estimation() {
        return Double.isNaN(valueError)
                ? "its declared estimate stands in"
                : "estimated, with a typical error of " + Decimal.fixed(100 * valueError, 1) + " %";
    }

    /**
     * What of the log is used, as plain values by key, for a manifest or JSON.
     *
     * @param rounds the rounds that are played
     * @return the values, in order
     */
    public Map<String, Object> toMap(RecordedRounds rounds) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("bids", String.valueOf(Path.of(file).getFileName()));
        map.put("rows", rows.toString());
        map.put("logRows", log.rows());
        map.put("logMarkets", log.markets());
        map.put("logEpisodes", rounds.episodes());
        map.put("roundsPerEpisode", rounds.scenario().roundsPerEpisode());
        map.put("measuredConditions", measuredConditions);
        map.put("knownValues", log.knownValues());
        map.put("valueError", Double.isNaN(valueError) ? null : valueError);
        mapped.ifPresent(how -> map.put(MAPPING, how.mapping().source()));
        return map;
    }

    /** Adds to a manifest's configuration which log was trained on. */
    void putInto(Map<String, Object> configuration, Scenario scenario) {
        configuration.put(LOG, toMap(rounds(scenario)));
        configuration.put(SHA256, sha256);
    }

    /**
     * Whether a training was one on a log.
     *
     * @param configuration the configuration of its manifest
     * @return true if the manifest tells of a log
     */
    public static boolean isIn(ConfigSection configuration) {
        return configuration.has(LOG);
    }

    /**
     * Reads the log that a training was made on once more.
     *
     * @param configuration the configuration of the training's manifest
     * @param file where the log is
     * @param scenario the training's scenario
     * @param complaints told of the first malformed rows, a line each
     * @return the recording
     * @throws UsageException if it is not the same file
     */
    public static Recording again(
            ConfigSection configuration, String file, Scenario scenario, Consumer<String> complaints) {
        String expected = configuration.text(SHA256);
        ConfigSection log = configuration.section(LOG);
        RowRange rows = RowRange.parse(log.text("rows"));
        Optional<LogMapping> mapping =
                log.has(MAPPING) ? Optional.of(LogMapping.of(log.section(MAPPING))) : Optional.empty();
        Recording recording = read(file, mapping, scenario, rows, complaints);
        if (!recording.sha256().equals(expected)) {
            throw new UsageException(
                    "--bids: expected the log with SHA-256 " + expected + ", got " + file + ": " + recording.sha256());
        }
        return recording;
    }
}
