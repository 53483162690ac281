package dmsb.experiments.run;

import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.math.NonFiniteException;
import dmsb.nn.kernel.Kernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A training under way with its curve and its time: all of a {@link FolderTraining} that a checkpoint holds.
 *
 * @param <R> what comes of it
 */
final class TrainingSession<R> implements Checkpointed {
    /** The part of the state that tells what it is a state of. */
    static final String CONFIGURATION = "configuration";

    private static final int REPORT_EVERY = 100;

    private final FolderTraining<R> run;
    private final RunConfiguration configuration;
    private final LiveTraining<R> training;
    private final TrainingRecord curve;
    private final long start = System.nanoTime();
    private double secondsBefore;

    TrainingSession(FolderTraining<R> run, Kernels kernels) throws IOException {
        this.run = run;
        this.configuration = RunConfiguration.of(run.configuration());
        this.training = run.begin(kernels);
        this.curve = training.newCurve();
    }

    /** Takes up a checkpoint. */
    void resume(CheckpointFolder.Checkpoint checkpoint, Consumer<String> notes) throws IOException {
        if (!checkpoint.damage().isEmpty()) {
            notes.accept("going on from the checkpoint before the last, which is damaged: " + checkpoint.damage());
        }
        try {
            restore(checkpoint.state());
        } catch (IllegalArgumentException | UncheckedIOException e) { // the second is from a file of a series
            throw new IOException("the checkpoint after " + checkpoint.number() + " steps: " + e.getMessage(), e);
        }
        notes.accept("going on after " + training.steps() + " of " + run.steps() + " steps");
    }

    /**
     * Plays what is left.
     *
     * @param place where outputs and checkpoints go; null to write nothing
     * @param checkpointing how often, and when to stop
     * @param progress told of the steps done
     * @return what came of it
     */
    R play(@Nullable TrainingFolder place, Checkpointing checkpointing, Progress progress) throws IOException {
        long saved = training.steps();
        training.missing().ifPresent(checkpointing.notes());
        try {
            for (int point = curve.points().size(); point <= run.evaluations(); point++) {
                long until = run.steps() * point / run.evaluations();
                while (training.steps() < until) {
                    long next = checkpointing.every() == 0 ? until : Math.min(until, saved + checkpointing.every());
                    training.play(Math.min(REPORT_EVERY, next - training.steps()));
                    training.requireFinite();
                    progress.report(training.steps(), curve.describe());
                    boolean stopping = place != null && checkpointing.stop().getAsBoolean();
                    if (place != null && (stopping || training.steps() == saved + checkpointing.every())) {
                        place.checkpoints().write(training.steps(), this);
                        saved = training.steps();
                    }
                    if (stopping) {
                        throw new RunStoppedException(
                                "stopped after " + saved + " of " + run.steps() + " steps, with a checkpoint");
                    }
                }
                training.measure(curve, seconds());
                if (place != null) {
                    place.write(curve, training);
                }
            }
        } catch (NonFiniteException e) {
            throw new RunFailedException(
                    "the training broke down after " + training.steps() + " steps: " + e.getMessage() + "; "
                            + (place == null ? "nothing was kept" : place.left()),
                    e);
        }
        progress.report(run.steps(), curve.describe());
        if (training.updates() == 0) {
            checkpointing.notes().accept("no update in " + run.steps() + " steps: the model is as it was drawn");
        }
        return training.result(curve.points());
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void save(StateWriter state) {
        configuration.save(state.under(CONFIGURATION));
        state.put("seconds", seconds());
        state.put("curve", curve);
        training.save(state);
    }

    @Override
    public void restore(StateReader state) {
        training.restore(state);
        secondsBefore = state.number("seconds");
        state.restore("curve", curve);
        if (training.steps() > run.steps()) {
            throw new IllegalArgumentException(
                    "training.steps: expected at most the run's " + run.steps() + ", got " + training.steps());
        }
    }
}
