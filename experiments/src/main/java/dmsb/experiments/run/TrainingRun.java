package dmsb.experiments.run;

import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Scenario;
import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One training: an agent, a market, a number of steps, a seed, and a learning curve measured at equal distances.
 *
 * @param scenario the market
 * @param learner the agent's settings
 * @param steps the number of rounds played
 * @param seed the seed of everything random
 * @param evaluations the number of points of the learning curve after the one at the start
 * @param curveEpisodes the episodes that each point is measured on, the same for every seed
 * @param recording the log to train on; null to simulate the market
 */
public record TrainingRun(
        Scenario scenario,
        LearnerConfig learner,
        long steps,
        long seed,
        int evaluations,
        int curveEpisodes,
        @Nullable Recording recording) {
    /**
     * Checks the numbers.
     *
     * @throws UsageException if one is out of its range
     */
    public TrainingRun {
        requireAtLeastOne("steps", steps);
        requireAtLeastOne("evaluations", evaluations);
        requireAtLeastOne("curve-episodes", curveEpisodes);
    }

    /**
     * A training on the simulated market.
     *
     * @param scenario the market
     * @param learner the agent's settings
     * @param steps the number of rounds played
     * @param seed the seed of everything random
     * @param evaluations the number of points of the learning curve after the one at the start
     * @param curveEpisodes the episodes that each point is measured on, the same for every seed
     * @throws UsageException if a number is out of its range
     */
    public TrainingRun(
            Scenario scenario, LearnerConfig learner, long steps, long seed, int evaluations, int curveEpisodes) {
        this(scenario, learner, steps, seed, evaluations, curveEpisodes, null);
    }

    private static void requireAtLeastOne(String name, long value) {
        if (value < 1) {
            throw new UsageException(name + ": expected at least 1, got " + value);
        }
    }

    /**
     * A point of the learning curve.
     *
     * @param steps the rounds played so far
     * @param firstBestFraction the surplus as a fraction of first best
     */
    public record Point(long steps, double firstBestFraction) {}

    /**
     * What came of it.
     *
     * @param model the trained model
     * @param curve the learning curve
     */
    public record Result(Model model, List<Point> curve) {
        /** Copies the curve. */
        public Result {
            curve = List.copyOf(curve);
        }
    }

    /**
     * Trains.
     *
     * @param folder where {@code metrics.csv}, {@code timing.csv}, {@code model.safetensors} and {@code manifest.json} go,
     *     rewritten whole at every point of the curve; null to write nothing
     * @param progress told of the steps done
     * @return the model and its learning curve
     * @throws IOException if an output could not be written
     */
    public Result run(@Nullable Path folder, Progress progress) throws IOException {
        return run(folder, 1, progress);
    }

    /**
     * Trains on several threads, which change the time and not a byte of the result.
     *
     * @param folder as above
     * @param threads how many threads compute an update, at least 1
     * @param progress told of the steps done
     * @return the model and its learning curve
     * @throws IOException if an output could not be written
     */
    public Result run(@Nullable Path folder, int threads, Progress progress) throws IOException {
        return run(folder, threads, Checkpointing.NONE, progress);
    }

    /**
     * Trains, or goes on training from a checkpoint: with the same result, to the byte, as without an interruption.
     *
     * <p>More steps than those of the checkpoint's run extend it. The points of the curve then keep their distance, so that the
     * result is that of a run with the steps and the evaluations multiplied alike.
     *
     * @param folder as above
     * @param threads how many threads compute an update, at least 1
     * @param checkpointing how the training is kept safe, and whether it goes on from a checkpoint
     * @param progress told of the steps done
     * @return the model and its learning curve
     * @throws IOException if an output could not be written, or a checkpoint not be read
     * @throws UsageException if another run writes to the folder, its checkpoint is not asked for, or is of another run
     * @throws RunStoppedException if it was asked to stop; it can be resumed
     * @throws RunFailedException if a reward, a loss or a weight is not finite
     */
    public Result run(@Nullable Path folder, int threads, Checkpointing checkpointing, Progress progress)
            throws IOException {
        try (Kernels kernels = Kernels.create(threads)) {
            return run(folder, kernels, checkpointing, progress);
        }
    }

    private Result run(@Nullable Path folder, Kernels kernels, Checkpointing checkpointing, Progress progress)
            throws IOException {
        if (folder == null) {
            return new TrainingSession(this, kernels).play(null, checkpointing, progress);
        }
        try (RunFolder place = RunFolder.open(folder)) {
            Optional<CheckpointFolder.Checkpoint> last = place.checkpoints().read();
            if (last.isPresent() && !checkpointing.resume()) {
                throw new UsageException("--out: expected a folder without a checkpoint, got " + folder
                        + ", which has one after " + last.get().number() + " steps; --resume goes on from it, removing "
                        + folder.resolve(RunFolder.CHECKPOINT) + " gives it up");
            }
            if (checkpointing.resume() && last.isEmpty() && place.isComplete(configuration())) {
                checkpointing.notes().accept(folder + " is complete: nothing is left to do");
                return place.result();
            }
            TrainingRun run = last.isPresent() ? continued(last.get()) : this;
            TrainingSession session = new TrainingSession(run, kernels);
            if (last.isPresent()) {
                session.resume(last.get(), checkpointing.notes());
            }
            place.begin(last.isEmpty());
            Result result = session.play(place, checkpointing, progress);
            place.finish(run.steps, run.configuration(), session, checkpointing.keep());
            return result;
        }
    }

    /** This run as it goes on from a state: the points of the curve keep their distance. */
    private TrainingRun continued(CheckpointFolder.Checkpoint checkpoint) throws IOException {
        try {
            return continued(checkpoint.state().under(TrainingSession.CONFIGURATION));
        } catch (IllegalArgumentException e) {
            throw new IOException("the checkpoint after " + checkpoint.number() + " steps: " + e.getMessage(), e);
        }
    }

    private TrainingRun continued(StateReader before) throws IOException {
        RunConfiguration.of(configuration()).requireSame(before, Set.of("steps", "evaluations"));
        long stepsBefore = positive(before, "steps", Long.MAX_VALUE);
        int evaluationsBefore = (int) positive(before, "evaluations", Integer.MAX_VALUE);
        if (steps == stepsBefore && evaluations == evaluationsBefore) {
            return this;
        }
        if (steps < stepsBefore
                || Math.multiplyHigh(steps, evaluationsBefore) != 0
                || steps * evaluationsBefore % stepsBefore != 0) {
            throw new UsageException(
                    "steps: expected those of the run so far, " + stepsBefore + ", or more of the curve's points, "
                            + evaluationsBefore + " in " + stepsBefore + " steps; got " + steps);
        }
        long points = steps * evaluationsBefore / stepsBefore;
        if (points > Integer.MAX_VALUE || (evaluations != evaluationsBefore && evaluations != points)) {
            throw new UsageException("evaluations: expected " + evaluationsBefore + " as before, or " + points
                    + ", which gives the curve's points the same distance, got " + evaluations);
        }
        return new TrainingRun(scenario, learner, steps, seed, (int) points, curveEpisodes, recording);
    }

    private static long positive(StateReader before, String key, long most) throws IOException {
        String text = before.text(key);
        long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
        if (number < 1 || number > most) {
            throw new IOException(
                    "the checkpoint's " + key + ": expected a whole number from 1, got " + Excerpt.of(text));
        }
        return number;
    }

    /** What the run is, as plain values by key. */
    Map<String, Object> configuration() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("agent", learner.agent());
        map.put("scenario", Presets.SCENARIOS.toMap(scenario));
        map.put("learner", Learners.toMap(learner));
        map.put("steps", steps);
        map.put("seed", seed);
        map.put("evaluations", evaluations);
        map.put("curveEpisodes", curveEpisodes);
        if (recording != null) {
            map.put("log", recording.toMap(recording.rounds(scenario)));
            map.put("logSha256", recording.sha256());
        }
        return map;
    }

    /** New rounds of the market. */
    Rounds rounds() {
        return recording == null ? new SimulatedRounds(scenario) : recording.rounds(scenario);
    }
}
