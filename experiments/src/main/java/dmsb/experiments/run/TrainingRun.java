package dmsb.experiments.run;

import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.filter.Belief;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.nn.agent.ForecastSource;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        OwnParts own)
        implements FolderTraining<TrainingRun.Result> {
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
        FolderTraining.require(steps, evaluations, curveEpisodes);
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
     * Removes what a training has left in a folder, and the folder if nothing else is in it.
     *
     * @param folder the folder, which need not be there
     * @throws IOException if something could not be removed
     */
    public static void remove(Path folder) throws IOException {
        TrainingFolder.remove(folder);
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
    @Override
    public Map<String, Object> configuration() throws IOException {
        Map<String, Object> map = toMap();
        if (recording != null) {
            recording.putInto(map, scenario);
        }
        return map;
    }

    @Override
    public TrainingRun withEvaluations(int points) {
        return new TrainingRun(scenario, learner, steps, seed, points, curveEpisodes, recording, own);
    }

    @Override
    public LiveTraining<Result> begin(Kernels kernels) throws IOException {
        return new AgentTraining(this, kernels);
    }

    @Override
    public Result read(Path folder) {
        return new Result(Model.read(folder.resolve(MODEL), this), TrainingRecord.read(folder.resolve(METRICS)));
    }

    /** New rounds of the market. */
    Rounds rounds() {
        return recording == null ? new SimulatedRounds(scenario) : recording.rounds(scenario);
    }
}
