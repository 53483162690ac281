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
import dmsb.experiments.run.HeldOut;
import dmsb.experiments.run.Model;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import dmsb.experiments.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training, and its model on held-out episodes.
 *
 * @param training the training, on the simulated market
 * @param evaluation the episodes
 */
public record LearnerRun(TrainingRun training, HeldOutEpisodes evaluation) implements Run {
    private static final List<String> TRAINED = List.of(TrainingRun.METRICS, TrainingRun.MODEL, TrainingRun.TIMING);

    /**
     * Checks the training.
     *
     * @throws UsageException if it is one on a log
     */
    public LearnerRun {
        if (training.recording() != null) {
            throw new UsageException("training: expected one on a simulated market, got one on a log");
        }
    }

    static LearnerRun of(ConfigSection configuration, OwnClasses own) {
        configuration.only(HeldOutEpisodes.withKeys(TrainingRun.KEYS));
        return new LearnerRun(TrainingRun.of(configuration, own), HeldOutEpisodes.of(configuration));
    }

    @Override
    public Scenario scenario() {
        return training.scenario();
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = training.toMap();
        evaluation.putInto(map);
        return map;
    }

    @Override
    public long work() {
        return training.steps();
    }

    @Override
    public List<String> outputs() {
        return List.of(TrainingRun.METRICS, TrainingRun.MODEL, EpisodeTable.FILE, TrainingRun.TIMING);
    }

    @Override
    public Seller seller(Path folder, Rules rules) {
        Model model = Model.read(folder.resolve(TrainingRun.MODEL), rules.own());
        return Sellers.of(HeldOut.deployed(model.deployed(), scenario()));
    }

    @Override
    public void execute(Path folder, @Nullable Path unfinished, Rules rules, Progress progress) throws IOException {
        Model model = train(folder, unfinished, progress);
        HeldOut heldOut = new HeldOut(scenario(), evaluation.seed(), evaluation.episodes());
        EpisodeTable.of(heldOut.model(model.deployed(), Progress.SILENT)).write(folder.resolve(EpisodeTable.FILE));
    }

    private Model train(Path folder, @Nullable Path unfinished, Progress progress) throws IOException {
        if (unfinished == null) {
            return training.run(folder, progress).model();
        }
        Model model =
                training.run(unfinished, 1, Checkpointing.RESUMING, progress).model();
        for (String file : TRAINED) { // copied, so that it stays whole until the run is
            AtomicFile.write(folder.resolve(file), Files.readAllBytes(unfinished.resolve(file)));
        }
        return model;
    }
}
