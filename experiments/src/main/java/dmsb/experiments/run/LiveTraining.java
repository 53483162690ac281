package dmsb.experiments.run;

import dmsb.core.checkpoint.Checkpointed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A training under way, as whoever runs it into a folder sees it. Its state is all that it is, but for its curve and its time.
 *
 * @param <R> what comes of it
 */
public interface LiveTraining<R> extends Checkpointed {
    /**
     * How far it is.
     *
     * @return the steps done
     */
    long steps();

    /**
     * The number of updates of its weights.
     *
     * @return how many so far
     */
    long updates();

    /**
     * Goes on.
     *
     * @param count the number of steps to do
     */
    void play(long count);

    /**
     * Refuses numbers that are not finite.
     *
     * @throws dmsb.core.math.NonFiniteException if a loss or a weight is not
     */
    void requireFinite();

    /**
     * What is missing that the settings want.
     *
     * @return a line for the user; empty if nothing is
     */
    Optional<String> missing();

    /**
     * A curve without points, with the columns that are measured here.
     *
     * @return a new curve
     */
    TrainingRecord newCurve();

    /**
     * Measures the policy of the moment on the curve's episodes, and adds a point. The training is not moved.
     *
     * @param curve receives the point. Modified.
     * @param seconds the time spent so far
     */
    void measure(TrainingRecord curve, double seconds);

    /**
     * Writes the model of the moment, whole or not at all.
     *
     * @param file the file
     * @throws IOException if it could not be written
     */
    void writeModel(Path file) throws IOException;

    /**
     * What came of it.
     *
     * @param curve the points of the learning curve
     * @return the result
     */
    R result(List<TrainingRun.Point> curve);
}
