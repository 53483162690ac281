package dmsb.experiments.sweep;

import dmsb.auction.evaluation.Seller;
import dmsb.auction.market.Scenario;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.dense.DenseHeldOut;
import dmsb.experiments.dense.DenseRun;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.run.Progress;
import dmsb.experiments.run.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training on slots of several tasks and UAVs, and its model on held-out episodes.
 *
 * @param training the training
 * @param evaluation the episodes
 */
public record DenseLearnerRun(DenseRun training, HeldOutEpisodes evaluation) implements Run {
    static DenseLearnerRun of(ConfigSection configuration, OwnClasses own) {
        configuration.only(HeldOutEpisodes.withKeys(DenseRun.KEYS));
        return new DenseLearnerRun(DenseRun.of(configuration, own), HeldOutEpisodes.of(configuration));
    }

    @Override
    public Scenario scenario() {
        return training.scenario();
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(training.toMap());
        evaluation.putInto(map);
        return map;
    }

    @Override
    public long work() {
        return training.steps();
    }

    @Override
    public List<String> outputs() {
        return LearnerRun.OUTPUTS;
    }

    @Override
    public Seller seller(Path folder, Rules rules) {
        throw noSeller();
    }

    /** Why slots of several tasks have no seller of rounds. */
    static UsageException noSeller() {
        return new UsageException(
                "expected a market of one task, got slots of several, which no seller of rounds sells");
    }

    @Override
    public void execute(Path folder, @Nullable Path unfinished, Rules rules, Progress progress) throws IOException {
        DenseRun.Trained trained = LearnerRun.train(training, folder, unfinished, progress);
        DenseHeldOut heldOut = new DenseHeldOut(scenario(), evaluation.seed(), evaluation.episodes());
        EpisodeTable.ofSlots(heldOut.play(heldOut.rule(trained.model()))).write(folder.resolve(EpisodeTable.FILE));
    }
}
