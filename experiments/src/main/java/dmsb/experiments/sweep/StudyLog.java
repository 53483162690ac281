package dmsb.experiments.sweep;

import dmsb.auction.market.Scenario;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.InputFile;
import dmsb.experiments.config.IoReason;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BidFile;
import dmsb.experiments.log.RhoQuantiles;
import dmsb.experiments.log.RowRange;
import dmsb.experiments.log.mapping.LogMapping;
import dmsb.experiments.run.LogSplit;
import dmsb.experiments.run.Manifest;
import dmsb.experiments.run.Recording;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The log of an experiment, key {@code log}, laid out on the experiment's markets. Each market's rows are read once while the
 * study is checked. For one experiment.
 */
final class StudyLog {
    /** The key of an experiment. */
    static final String KEY = LogSplit.KEY;

    private static final String RHO_QUANTILES = "rhoQuantiles";
    private static final List<String> KEYS =
            List.of(LogSplit.BIDS, LogSplit.MAPPING, LogSplit.TRAINING_ROWS, LogSplit.ROWS, RHO_QUANTILES);

    private final LogSplit split;
    private final boolean rhoQuantiles;
    private final Map<Scenario, Fitted> fitted = new HashMap<>();

    /**
     * A scenario on the log.
     *
     * @param market the scenario with its log, the grid fitted to the rows that are learned from if that is asked for
     * @param episodes how many held-out episodes there are
     */
    record Fitted(RunMarket market, int episodes) {}

    private StudyLog(LogSplit split, boolean rhoQuantiles) {
        this.split = split;
        this.rhoQuantiles = rhoQuantiles;
    }

    /**
     * Reads the key of an experiment.
     *
     * @param log the value of the key
     * @param mapping reads a mapping by the name of its file, which is beside the study
     * @throws UsageException if a value is missing or refused, or the log cannot be read
     */
    static StudyLog of(ConfigSection log, Function<String, LogMapping> mapping) {
        log.only(KEYS);
        RowRange training = range(log, LogSplit.TRAINING_ROWS);
        if (!log.has(LogSplit.ROWS) && training.to() == Long.MAX_VALUE) {
            throw log.refusal(LogSplit.TRAINING_ROWS, "rows with an end, as those after it are held out");
        }
        RowRange rows =
                log.has(LogSplit.ROWS) ? range(log, LogSplit.ROWS) : new RowRange(training.to() + 1, Long.MAX_VALUE);
        String bids = log.text(LogSplit.BIDS);
        boolean quantiles = isAsked(log, RHO_QUANTILES);
        return StudyParser.placed(log, () -> {
            Optional<LogMapping> columns = log.has(LogSplit.MAPPING)
                    ? Optional.of(mapping.apply(log.text(LogSplit.MAPPING)))
                    : Optional.empty();
            LogSplit split = new LogSplit(bids, sha256(bids), columns, training, rows);
            return new StudyLog(split, quantiles);
        });
    }

    private static RowRange range(ConfigSection log, String key) {
        String text = log.text(key);
        return StudyParser.placed(log, () -> RowRange.parse(text));
    }

    private static boolean isAsked(ConfigSection log, String key) {
        if (!log.has(key)) {
            return false;
        }
        if (log.toMap().get(key) instanceof Boolean asked) {
            return asked;
        }
        throw log.refusal(key, "true or false");
    }

    private static String sha256(String bids) {
        InputFile.require(LogSplit.BIDS, LogSplit.path(bids));
        if (!BidFile.isRepeatable(bids)) {
            throw new UsageException(LogSplit.BIDS + ": expected a regular file, as every run reads it, got " + bids);
        }
        try {
            return Manifest.sha256(LogSplit.path(bids));
        } catch (IOException e) {
            throw new UsageException(
                    LogSplit.BIDS + ": expected a readable file, got " + bids + " (" + IoReason.of(e) + ")", e);
        }
    }

    /**
     * The log on a scenario. Both of its parts are read, so that whatever does not fit is told before anything runs.
     *
     * @param scenario what is observed, and which factors may be set
     * @return the market
     * @throws UsageException if the log is malformed or does not fit the scenario, or a part has no episode
     */
    Fitted on(Scenario scenario) {
        return fitted.computeIfAbsent(scenario, this::read);
    }

    private Fitted read(Scenario scenario) {
        Recording training = split.training(scenario);
        Scenario market = rhoQuantiles ? RhoQuantiles.fitted(training.log(), scenario) : scenario;
        training.rounds(market);
        int episodes = split.heldOut(market).rounds(market).episodes();
        return new Fitted(new RunMarket(market, Optional.of(split)), episodes);
    }
}
