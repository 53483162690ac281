package dmsb.experiments.run;

import dmsb.auction.log.RecordedRounds;
import dmsb.auction.market.Scenario;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.RowRange;
import dmsb.experiments.log.mapping.LogMapping;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log as the market of a recorded run: its file, the rows that are learned from, and the rows that are held out. The run has
 * the hash of the file and what the mapping says, so a run that is executed again or elsewhere has to find the same bytes.
 *
 * @param bids the file, plain or compressed by gzip; a relative path is one of the current folder
 * @param sha256 the SHA-256 of its bytes
 * @param mapping what its columns mean; empty for a log of the library's form
 * @param trainingRows the rows that are learned from; of a mapped log, the auctions
 * @param rows the rows that are held out, none of which is learned from
 */
public record LogSplit(String bids, String sha256, Optional<LogMapping> mapping, RowRange trainingRows, RowRange rows) {
    /** The key under which it stands. */
    public static final String KEY = "log";

    /** The key of the file's hash, which stands under the file's name. */
    public static final String HASH = "logSha256";

    /** The keys of {@link #putInto}. */
    public static final List<String> KEYS = List.of(KEY, HASH);

    /** The key of the file. */
    public static final String BIDS = "bids";

    /** The key of the mapping. */
    public static final String MAPPING = "mapping";

    /** The key of the rows that are learned from. */
    public static final String TRAINING_ROWS = "trainingRows";

    /** The key of the rows that are held out. */
    public static final String ROWS = "rows";

    /**
     * Checks path and rows.
     *
     * @throws UsageException if the file has no path, or a row is both learned from and held out
     */
    public LogSplit {
        name(bids);
        if (trainingRows.from() <= rows.to() && rows.from() <= trainingRows.to()) {
            throw new UsageException(
                    ROWS + ": expected none of the rows " + trainingRows + " that are learned from, got " + rows);
        }
    }

    /**
     * Reads a log from the record of a run.
     *
     * @param configuration the record
     * @return the log, empty if the run is one on a simulated market
     * @throws UsageException if a value is missing or refused
     */
    public static Optional<LogSplit> of(ConfigSection configuration) {
        if (!configuration.has(KEY)) {
            if (configuration.has(HASH)) {
                throw configuration.refusal(HASH, "nothing without key '" + KEY + "'");
            }
            return Optional.empty();
        }
        ConfigSection log = configuration.section(KEY).only(List.of(BIDS, TRAINING_ROWS, ROWS, MAPPING));
        String bids = log.text(BIDS);
        ConfigSection hash = configuration.section(HASH).only(List.of(name(bids)));
        return Optional.of(new LogSplit(
                bids,
                hash.text(name(bids)),
                log.has(MAPPING) ? Optional.of(LogMapping.of(log.section(MAPPING))) : Optional.empty(),
                RowRange.parse(log.text(TRAINING_ROWS)),
                RowRange.parse(log.text(ROWS))));
    }

    /**
     * The file's name without its folder.
     *
     * @return the name
     */
    public String name() {
        return name(bids);
    }

    private static String name(String bids) {
        return String.valueOf(path(bids).getFileName());
    }

    /**
     * The path that a text is.
     *
     * @param bids the text
     * @return the path
     * @throws UsageException if it is none on this system
     */
    public static Path path(String bids) {
        try {
            return Path.of(bids);
        } catch (InvalidPathException e) {
            throw new UsageException(BIDS + ": expected a path, got " + Excerpt.of(bids), e);
        }
    }

    /**
     * Writes the log into the record of a run.
     *
     * @param configuration what it is added to. Modified.
     */
    public void putInto(Map<String, Object> configuration) {
        Map<String, Object> log = new LinkedHashMap<>();
        log.put(BIDS, bids);
        log.put(TRAINING_ROWS, trainingRows.toString());
        log.put(ROWS, rows.toString());
        mapping.ifPresent(columns -> log.put(MAPPING, columns.source()));
        configuration.put(KEY, log);
        configuration.put(HASH, new LinkedHashMap<>(Map.of(name(), sha256)));
    }

    /**
     * Reads the rows that are learned from.
     *
     * @param scenario the market's scenario
     * @return the recording
     * @throws UsageException if the file is missing, malformed, or has other bytes
     */
    public Recording training(Scenario scenario) {
        return read(scenario, trainingRows);
    }

    /**
     * Reads the rows that are held out.
     *
     * @param scenario the market's scenario
     * @return the recording
     * @throws UsageException if the file is missing, malformed, or has other bytes
     */
    public Recording heldOut(Scenario scenario) {
        return read(scenario, rows);
    }

    private Recording read(Scenario scenario, RowRange range) {
        Recording recording = Recording.read(bids, mapping, scenario, range, complaint -> {});
        if (!recording.sha256().equals(sha256)) {
            throw new UsageException(KEY + "." + BIDS + ": expected the file with SHA-256 " + sha256 + ", got " + bids
                    + ": " + recording.sha256());
        }
        return recording;
    }

    /**
     * An evaluation on the held-out rows, before which rules learn on the others.
     *
     * @param scenario the market's scenario
     * @param seed the seed of what sellers draw
     * @param episodes how many of the first held-out episodes, at least 1
     * @return the evaluation, on one thread
     * @throws UsageException if the file is missing, malformed, or has other bytes
     */
    public HeldOut evaluation(Scenario scenario, long seed, int episodes) {
        Recording heldOut = heldOut(scenario);
        Recording training = training(scenario);
        RecordedRounds rounds = heldOut.rounds(scenario);
        if (episodes > rounds.episodes()) {
            throw new UsageException("episodes: expected at most the " + rounds.episodes() + " of rows " + rows + " of "
                    + bids + ", got " + episodes);
        }
        return new HeldOut(() -> heldOut.rounds(scenario), () -> training.rounds(scenario), seed, episodes, 1);
    }
}
