package dmsb.experiments.dense;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Metric;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.CurveEpisodes;
import dmsb.experiments.run.LiveTraining;
import dmsb.experiments.run.TrainingRecord;
import dmsb.experiments.run.TrainingRun;
import dmsb.nn.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A training on slots of several tasks under way: all that is alive of a {@link DenseRun}. */
final class LiveDenseTraining implements LiveTraining<DenseRun.Trained> {
    private static final List<String> COLUMNS =
            List.of("surplus", "firstBestFraction", "uavSurplus", "groundSurplus", "uavShare", "unserved");

    private final DenseRun run;
    private final DenseTraining training;
    private final DenseEvaluation evaluation; // knows first best of the curve's episodes after the first point

    LiveDenseTraining(DenseRun run, Kernels kernels) {
        this.run = run;
        try {
            training = new DenseRules(DenseRules.TRAINING_EPISODES)
                    .training(run.scenario(), run.fewestTasks(), run.learner(), run.seed(), kernels);
        } catch (IllegalArgumentException e) { // such as no room for a slot, or too few rounds to fit a filter on
            throw new UsageException("learner: " + e.getMessage(), e);
        }
        evaluation = new DenseEvaluation(Intersection.of(run.scenario()), CurveEpisodes.SEEDS);
    }

    private VectorModel model() {
        return training.model(DenseRun.metadata(run.fewestTasks(), training.slots(), run.seed()));
    }

    @Override
    public long steps() {
        return training.slots();
    }

    @Override
    public long updates() {
        return training.updates();
    }

    @Override
    public void play(long count) {
        training.play(count);
    }

    @Override
    public void requireFinite() {
        training.requireFinite();
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public TrainingRecord newCurve() {
        return new TrainingRecord(COLUMNS);
    }

    @Override
    public void measure(TrainingRecord curve, double seconds) {
        EpisodeMeans means = evaluation
                .run(model().rule(Intersection.of(run.scenario())), run.curveEpisodes())
                .toMeans();
        curve.add(
                training.slots(),
                training.updates(),
                seconds,
                means.mean(Metric.SURPLUS),
                means.firstBestFraction(),
                means.mean(Metric.UAV_SURPLUS),
                means.mean(Metric.GROUND_SURPLUS),
                means.mean(Metric.UAV_SHARE),
                means.mean(Metric.UNSERVED));
    }

    @Override
    public void writeModel(Path file) throws IOException {
        model().toFile().write(file);
    }

    @Override
    public DenseRun.Trained result(List<TrainingRun.Point> curve) {
        return new DenseRun.Trained(model(), curve);
    }

    @Override
    public void save(StateWriter state) {
        state.putText("filter", training.filterId());
        state.put("training", training);
    }

    @Override
    public void restore(StateReader state) {
        String before = state.text("filter");
        if (!before.equals(training.filterId())) {
            throw new IllegalArgumentException(
                    "filter: expected " + training.filterId() + ", that of this training, got " + before);
        }
        state.restore("training", training);
    }
}
