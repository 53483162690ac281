package dmsb.experiments.sweep;

import dmsb.auction.evaluation.Seller;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.Scenario;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.Checkpointing;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.FolderTraining;
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.LogSplit;
import dmsb.experiments.run.Model;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A training, and its model on held-out episodes.
 *
 * @param training the training, on the simulated market; with a log it is made on the log's rows
 * @param evaluation the episodes
 * @param log the log that is the market; empty to simulate
 */
public record LearnerRun(TrainingRun training, HeldOutEpisodes evaluation, Optional<LogSplit> log) implements Run {
    /** The files of a training that is measured. */
    static final List<String> OUTPUTS =
            List.of(TrainingRun.METRICS, TrainingRun.MODEL, EpisodeTable.FILE, TrainingRun.TIMING);

    private static final List<String> TRAINED = List.of(TrainingRun.METRICS, TrainingRun.MODEL, TrainingRun.TIMING);

    /**
     * Checks the training.
     *
     * @throws UsageException if it has read a log already
     */
    public LearnerRun {
        if (training.recording() != null) {
            throw new UsageException("training: expected one without a log, which the run reads, got one on a log");
        }
    }

    /**
     * A run on the simulated market.
     *
     * @param training the training
     * @param evaluation the episodes
     */
    public LearnerRun(TrainingRun training, HeldOutEpisodes evaluation) {
        this(training, evaluation, Optional.empty());
    }

    static LearnerRun of(ConfigSection configuration, OwnClasses own) {
        configuration.only(HeldOutEpisodes.withKeys(
                Stream.concat(TrainingRun.KEYS.stream(), LogSplit.KEYS.stream()).toList()));
        return new LearnerRun(
                TrainingRun.of(configuration, own), HeldOutEpisodes.of(configuration), LogSplit.of(configuration));
    }

    @Override
    public Scenario scenario() {
        return training.scenario();
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        log.ifPresent(rows -> rows.putInto(map)); // first, so that a changed log is told before what follows from it
        map.putAll(training.toMap());
        evaluation.putInto(map);
        return map;
    }

    @Override
    public long work() {
        return training.steps();
    }

    @Override
    public List<String> outputs() {
        return OUTPUTS;
    }

    @Override
    public Seller seller(Path folder, Rules rules) {
        Model model = Model.read(folder.resolve(TrainingRun.MODEL), rules.own());
        return Sellers.of(HeldOut.deployed(model.deployed(), scenario()));
    }

    @Override
    public void execute(Path folder, @Nullable Path unfinished, Rules rules, Progress progress) throws IOException {
        RunMarket market = new RunMarket(scenario(), log);
        Model model =
                train(market.training(training), folder, unfinished, progress).model();
        HeldOut heldOut = market.heldOut(evaluation);
        market.table(heldOut.model(model.deployed(), Progress.SILENT)).write(folder.resolve(EpisodeTable.FILE));
    }

    /** Trains, from what there is in a folder for unfinished work if there is one. */
    static <R> R train(FolderTraining<R> training, Path folder, @Nullable Path unfinished, Progress progress)
            throws IOException {
        if (unfinished == null) {
            return training.run(folder, 1, Checkpointing.NONE, progress);
        }
        R result = training.run(unfinished, 1, Checkpointing.RESUMING, progress);
        for (String file : TRAINED) { // copied, so that it stays whole until the run is
            AtomicFile.write(folder.resolve(file), Files.readAllBytes(unfinished.resolve(file)));
        }
        return result;
    }
}
