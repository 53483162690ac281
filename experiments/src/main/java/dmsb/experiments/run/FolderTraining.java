package dmsb.experiments.run;

import dmsb.experiments.config.UsageException;
import dmsb.nn.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training as plain data, which can be run into a folder, interrupted and resumed: steps, a seed, and a learning curve measured
 * at equal distances. All kinds of trainings take the same way through their folders and checkpoints; see docs/checkpoints.md.
 *
 * @param <R> what comes of it
 */
public interface FolderTraining<R> {
    /** The most points of a curve. */
    int MOST_EVALUATIONS = 1_000_000;

    /**
     * How long it is.
     *
     * @return the rounds or slots played, at least 1
     */
    long steps();

    /**
     * The points of the learning curve after the one at the start.
     *
     * @return how many, at least 1
     */
    int evaluations();

    /**
     * The same training with another number of points.
     *
     * @param points the points of the curve after the one at the start, at least 1
     * @return the training
     */
    FolderTraining<R> withEvaluations(int points);

    /**
     * What it is, as plain values by key, {@code steps} and {@code evaluations} among them.
     *
     * @return the values, in order
     * @throws IOException if a file that it depends on could not be read
     */
    Map<String, Object> configuration() throws IOException;

    /**
     * Begins.
     *
     * @param kernels the arithmetic
     * @return the training before its first step
     * @throws IOException if a file that it depends on could not be read
     * @throws UsageException if settings do not go together
     */
    LiveTraining<R> begin(Kernels kernels) throws IOException;

    /**
     * What came of it, as the files of a complete run have it.
     *
     * @param folder the folder of the run
     * @return the result
     * @throws UsageException if a file is missing or malformed
     */
    R read(Path folder);

    /**
     * Trains, or goes on training from a checkpoint: with the same result, to the byte, as without an interruption.
     *
     * <p>More steps than those of the checkpoint's run extend it. The points of the curve then keep their distance, so that the
     * result is that of a run with the steps and the evaluations multiplied alike.
     *
     * @param folder where {@code metrics.csv}, {@code timing.csv}, {@code model.safetensors} and {@code manifest.json} go,
     *     rewritten whole at every point of the curve; null to write nothing
     * @param threads how many threads compute an update, at least 1; they change the time and not a byte of the result
     * @param checkpointing how the training is kept safe, and whether it goes on from a checkpoint
     * @param progress told of the steps done
     * @return the result
     * @throws IOException if an output could not be written, or a checkpoint not be read
     * @throws UsageException if another run writes to the folder, it has files that no training wrote, its checkpoint is not
     *     asked for or is of another run, or another run is complete there
     * @throws RunStoppedException if it was asked to stop; it can be resumed
     * @throws RunFailedException if a reward, a loss or a weight is not finite
     */
    default R run(@Nullable Path folder, int threads, Checkpointing checkpointing, Progress progress)
            throws IOException {
        try (Kernels kernels = Kernels.create(threads)) {
            return new FolderRun<>(this, checkpointing).run(folder, kernels, progress);
        }
    }

    /**
     * Refuses numbers with which there is no training.
     *
     * @param steps the number of steps
     * @param evaluations the number of points of the curve
     * @param curveEpisodes the episodes that each point is measured on
     * @throws UsageException if one is out of its range
     */
    static void require(long steps, int evaluations, int curveEpisodes) {
        requireAtLeastOne("steps", steps);
        requireAtLeastOne("evaluations", evaluations);
        if (evaluations > MOST_EVALUATIONS) {
            throw new UsageException("evaluations: expected at most " + MOST_EVALUATIONS + ", got " + evaluations);
        }
        if (Math.multiplyHigh(steps, evaluations) != 0 || steps * evaluations < 0) {
            throw new UsageException("steps: expected at most " + Long.MAX_VALUE / evaluations + " with " + evaluations
                    + " evaluations, got " + steps);
        }
        requireAtLeastOne("curve-episodes", curveEpisodes);
    }

    /**
     * Refuses what is below 1.
     *
     * @param name its name
     * @param value the number
     */
    private static void requireAtLeastOne(String name, long value) {
        if (value < 1) {
            throw new UsageException(name + ": expected at least 1, got " + value);
        }
    }
}
