package dmsb.experiments.cli;

import dmsb.auction.log.RecordedRounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.PricingModel;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.log.BidSigns;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Recording;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the episodes that a command measures on: held-out ones of the simulated market, or those of a log. */
final class MeasuredRounds {
    private static final int EPISODES = 300;

    @Mixin
    private final LogOptions log = new LogOptions();

    @Option(
            names = "--training-rows",
            paramLabel = "FROM-TO",
            description = "rows of the log on which greedy and best-constant learn before they are evaluated")
    private @Nullable String trainingRows;

    @Option(
            names = "--episodes",
            paramLabel = "E",
            description = "how many, with --bids the first of the log (default: 300, with --bids all)")
    private @Nullable Integer episodes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the seed of the episodes (default: ${DEFAULT-VALUE})")
    private long seed;

    /**
     * What is measured on.
     *
     * @param market the market; on a log with the grid that was asked for
     * @param heldOut its episodes
     * @param episodes how many
     * @param recording the log; null for a simulated market
     * @param recorded the rounds of the log; null for a simulated market
     */
    record Played(
            Scenario market,
            HeldOut heldOut,
            int episodes,
            @Nullable Recording recording,
            @Nullable RecordedRounds recorded) {
        /** A line about what the auctioneer is told, and on a log one about what of it is used. */
        List<String> told() {
            return recording == null || recorded == null
                    ? List.of(Told.of(market))
                    : List.of(
                            Told.ofLog(market),
                            "log    " + recording.describe(recorded),
                            BidSigns.of(recording.log()).toString());
        }
    }

    /** Whether there is a log. */
    boolean onLog() {
        return log.given();
    }

    /**
     * How many episodes of slots of several tasks there are.
     *
     * @throws UsageException if the number is not positive, or there is a log
     */
    int ofSlots() {
        log.requireNone();
        if (trainingRows != null) {
            throw new UsageException("--training-rows: expected none with slots of several tasks, got " + trainingRows);
        }
        requireEpisodes();
        return episodes == null ? EPISODES : episodes;
    }

    private void requireEpisodes() {
        if (episodes != null && episodes < 1) {
            throw new UsageException("--episodes: expected at least 1, got " + episodes);
        }
    }

    /** The seed of the episodes. */
    long seed() {
        return seed;
    }

    /** The files that are read. */
    List<Path> files() {
        return log.files();
    }

    /**
     * Reads the log if there is one.
     *
     * @param asked the scenario that was asked for
     * @param models the models that are measured
     * @param silent the probability of a silent station, 0 on a log
     * @param threads how many threads
     * @param complaints told of malformed rows
     * @throws UsageException if options do not go together, or the log does not fit
     */
    Played read(Scenario asked, List<PricingModel> models, double silent, int threads, PrintWriter complaints) {
        requireEpisodes();
        if (trainingRows != null) {
            log.requireRepeatable();
        }
        Recording recording = log.recording(asked, complaints);
        Recording training = trainingRows == null ? null : log.otherRows(trainingRows, asked, complaints);
        Scenario market = log.fitted(asked, training == null ? recording : training);
        for (PricingModel model : models) {
            HeldOut.requireFit(model.scenario(), market); // whose grid may be fitted to the log
        }
        if (recording == null) {
            int count = episodes == null ? EPISODES : episodes;
            return new Played(market, new HeldOut(market, silent, seed, count, threads), count, null, null);
        }
        RecordedRounds recorded = recording.rounds(market);
        int count = episodes == null ? recorded.episodes() : episodes;
        if (count > recorded.episodes()) {
            throw new UsageException(
                    "--episodes: expected at most the " + recorded.episodes() + " of the log, got " + count);
        }
        HeldOut heldOut = new HeldOut(
                () -> recording.rounds(market),
                training == null ? null : () -> training.rounds(market),
                seed,
                count,
                threads);
        return new Played(market, heldOut, count, recording, recorded);
    }
}
