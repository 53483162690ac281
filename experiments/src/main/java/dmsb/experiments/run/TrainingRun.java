package dmsb.experiments.run;

import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.filter.Belief;
import dmsb.core.checkpoint.CheckpointFolder;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.nn.agent.ForecastSource;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
 * @param own what of it is the user's own beside the agent and the market
 */
public record TrainingRun(
        Scenario scenario,
        LearnerConfig learner,
        long steps,
        long seed,
        int evaluations,
        int curveEpisodes,
        @Nullable Recording recording,
        OwnParts own) {
    /** What the manifest of a training calls it. */
    public static final String COMMAND = "train";

    /** The file of the learning curve; its bytes depend on the configuration and the seed alone. */
    public static final String METRICS = "metrics.csv";

    /** The file of the trained model; its bytes depend on the configuration, the seed and the version of the code. */
    public static final String MODEL = "model.safetensors";

    /** The file of all that depends on the machine. */
    public static final String TIMING = "timing.csv";

    /** The points of a learning curve unless something else is asked for, after the one at the start. */
    public static final int DEFAULT_EVALUATIONS = 20;

    /** The episodes of each point unless something else is asked for. */
    public static final int DEFAULT_CURVE_EPISODES = 20;

    private static final int MOST_EVALUATIONS = 1_000_000;

    /** The keys of {@link #toMap}. */
    public static final List<String> KEYS = Stream.concat(
                    Stream.of(
                            "agent",
                            TownFiles.SCENARIO,
                            TownFiles.KEY,
                            "learner",
                            "steps",
                            "seed",
                            "evaluations",
                            "curveEpisodes"),
                    OwnParts.KEYS.stream())
            .toList();

    /**
     * Checks the numbers, and that the forecasts go with the market.
     *
     * @throws UsageException if one is out of its range, or the market does not let these forecasts be made
     */
    public TrainingRun {
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
        requireForecasts(scenario, TrainingFilter.source(learner));
    }

    private static void requireForecasts(Scenario scenario, ForecastSource source) {
        if (scenario.observation().isOthersPast() && source != ForecastSource.FILTER) {
            throw new UsageException("forecasts: expected filter with observation " + scenario.observation()
                    + ", whose views a fitted filter bounds, got "
                    + source.name().toLowerCase(Locale.ROOT));
        }
        if (source == ForecastSource.BELIEF && scenario.stations().vary()) {
            throw new UsageException("forecasts: expected filter with a range of groundStations, got belief");
        }
        if (source == ForecastSource.BELIEF && scenario.history() < Belief.PAST) {
            throw new UsageException("history: expected at least " + Belief.PAST
                    + " with forecasts of a belief, as a round depends on as many, got " + scenario.history());
        }
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
        this(scenario, learner, steps, seed, evaluations, curveEpisodes, null, OwnParts.NONE);
    }

    /**
     * The training that a manifest's configuration describes, on the simulated market.
     *
     * @param configuration has the keys of {@link #toMap}; those of anything else are not looked at
     * @param own the classes that it may name
     * @return the training
     * @throws UsageException if a value is missing or refused, or names a class that is not there
     */
    public static TrainingRun of(ConfigSection configuration, OwnClasses own) {
        Scenario scenario = TownFiles.read(configuration, own);
        return new TrainingRun(
                        scenario,
                        own.learners(configuration.text("agent"))
                                .exact(configuration.section("learner").toMap()),
                        configuration.wholeNumber("steps"),
                        configuration.wholeNumber("seed"),
                        configuration.count("evaluations"),
                        configuration.count("curveEpisodes"))
                .with(OwnParts.of(configuration, scenario, own));
    }

    /**
     * The same training with parts of the user's own.
     *
     * @param parts the parts
     * @return the training
     */
    public TrainingRun with(OwnParts parts) {
        return new TrainingRun(scenario, learner, steps, seed, evaluations, curveEpisodes, recording, parts);
    }

    /**
     * The same training on a log.
     *
     * @param log the log
     * @return the training
     */
    public TrainingRun on(Recording log) {
        return new TrainingRun(scenario, learner, steps, seed, evaluations, curveEpisodes, log, own);
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
     * @throws UsageException if another run writes to the folder, it has files that no training wrote, its checkpoint is not
     *     asked for or is of another run, or another run is complete there
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
        try (TrainingFolder place = TrainingFolder.open(folder)) {
            Optional<CheckpointFolder.Checkpoint> last = checkpointing.replace()
                    ? Optional.empty()
                    : place.checkpoints().read();
            if (last.isPresent() && !checkpointing.resume()) {
                throw new UsageException("--out: expected a folder without a checkpoint, got " + folder
                        + ", which has one after " + last.get().number()
                        + " steps; --resume goes on from it, --replace gives it up");
            }
            if (last.isEmpty() && !checkpointing.replace() && place.isComplete(configuration())) {
                checkpointing.notes().accept(folder + " is complete: nothing is left to do" + place.madeBy());
                return place.result(this);
            }
            TrainingRun run = last.isPresent() ? continued(last.get(), checkpointing) : this;
            TrainingSession session = new TrainingSession(run, kernels);
            if (last.isPresent()) {
                session.resume(last.get(), checkpointing.notes());
            }
            place.begin(last.isEmpty(), run.configuration());
            Result result = session.play(place, checkpointing, progress);
            place.finish(run.steps, run.configuration(), session, checkpointing.keep());
            return result;
        }
    }

    /**
     * Removes what a training has left in a folder, and the folder if nothing else is in it.
     *
     * @param folder the folder, which need not be there
     * @throws IOException if something could not be removed
     */
    public static void remove(Path folder) throws IOException {
        TrainingFolder.remove(folder);
    }

    /** This run as it goes on from a state: the points of the curve keep their distance. */
    private TrainingRun continued(CheckpointFolder.Checkpoint checkpoint, Checkpointing checkpointing)
            throws IOException {
        try {
            return continued(checkpoint.state().under(TrainingSession.CONFIGURATION), checkpointing);
        } catch (IllegalArgumentException e) {
            throw new IOException("the checkpoint after " + checkpoint.number() + " steps: " + e.getMessage(), e);
        }
    }

    private TrainingRun continued(StateReader before, Checkpointing checkpointing) throws IOException {
        Set<String> free = new HashSet<>(Set.of("steps", "evaluations"));
        String build = before.text(RunConfiguration.CODE);
        if (checkpointing.otherBuild() && !build.equals(Version.build())) {
            free.add(RunConfiguration.CODE);
            checkpointing
                    .notes()
                    .accept("the checkpoint is of build " + Excerpt.of(build) + ", this is " + Version.build()
                            + ": the bytes may be those of neither");
        }
        RunConfiguration.of(configuration()).requireSame(before, free);
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
        return new TrainingRun(scenario, learner, steps, seed, (int) points, curveEpisodes, recording, own);
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

    /**
     * The training as plain values by key, but for a log.
     *
     * @return the values, in order, as {@link #of} takes them
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("agent", learner.agent());
        TownFiles.write(map, scenario);
        map.put("learner", learner.values().toPlain());
        own.putInto(map);
        map.put("steps", steps);
        map.put("seed", seed);
        map.put("evaluations", evaluations);
        map.put("curveEpisodes", curveEpisodes);
        return map;
    }

    /** What the run is, as plain values by key, a log included. */
    Map<String, Object> configuration() throws IOException {
        Map<String, Object> map = toMap();
        if (recording != null) {
            recording.putInto(map, scenario);
        }
        return map;
    }

    /** New rounds of the market. */
    Rounds rounds() {
        return recording == null ? new SimulatedRounds(scenario) : recording.rounds(scenario);
    }
}
