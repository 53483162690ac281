package dmsb.experiments.run;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.environment.BatchEvaluation;
import dmsb.auction.environment.EpisodeMeans;
import dmsb.auction.environment.Evaluation;
import dmsb.auction.environment.Metric;
import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Training;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Learners;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.nn.agent.LearnerConfig;
import dmsb.nn.agent.NeuralAgent;
import dmsb.nn.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** The files that depend on the configuration and the seed alone. */
    static final String METRICS = "metrics.csv";

    static final String MODEL = "model.safetensors";
    private static final String TIMING = "timing.csv";

    /** One seed for all runs: every learning curve is measured on the same episodes. */
    private static final SeedTree CURVE = SeedTree.of(0).child("curve");

    private static final int SCALE_EPISODES = 200;
    private static final int REPORT_EVERY = 100;

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
        try (Kernels kernels = Kernels.create(threads)) {
            return run(folder, kernels, progress);
        }
    }

    private Result run(@Nullable Path folder, Kernels kernels, Progress progress) throws IOException {
        SeedTree seeds = SeedTree.of(seed);
        double scale = new Evaluation(rounds(), seeds.child("reward-scale")).meanFirstBest(SCALE_EPISODES);
        AuctionEnvironment environment = new AuctionEnvironment(rounds(), scale);
        NeuralAgent agent = newAgent(environment, seeds.child("agent"), kernels);
        Training training = new Training(environment, agent, seeds.child("training"));
        List<Point> curve = new ArrayList<>();
        StringBuilder metrics = new StringBuilder(
                "steps,updates,surplus,firstBestFraction,uavSurplus,groundSurplus,delaySeconds,uavShare,"
                        + "criticLoss,actorLoss,policyEntropy" + (recording == null ? "" : ",estimatedShare") + "\n");
        StringBuilder timing = new StringBuilder("steps,seconds,stepsPerSecond\n");
        long start = System.nanoTime();
        Model model = snapshot(scale, training, agent);
        for (int point = 0; point <= evaluations; point++) {
            long until = steps * point / evaluations;
            while (training.steps() < until) {
                training.run(Math.min(REPORT_EVERY, until - training.steps()));
                progress.report(training.steps(), describe(curve));
            }
            EpisodeMeans means = measure(agent);
            curve.add(new Point(training.steps(), means.firstBestFraction()));
            appendMetrics(metrics, training.steps(), agent, means);
            double seconds = (System.nanoTime() - start) / 1e9;
            timing.append(training.steps() + "," + Decimal.fixed(seconds, 3) + ","
                    + Decimal.fixed(training.steps() / seconds, 1) + "\n");
            model = snapshot(scale, training, agent);
            if (folder != null) {
                AtomicFile.write(folder.resolve(METRICS), metrics.toString());
                AtomicFile.write(folder.resolve(TIMING), timing.toString());
                model.toFile().write(folder.resolve(MODEL));
            }
        }
        progress.report(steps, describe(curve));
        if (folder != null) {
            Map<String, Object> configuration = configuration();
            if (recording != null) {
                configuration.put("log", recording.toMap(recording.rounds(scenario)));
                configuration.put("logSha256", recording.sha256());
            }
            Manifest.write(folder, "train", configuration, List.of(METRICS, MODEL, TIMING));
        }
        return new Result(model, curve);
    }

    private Model snapshot(double scale, Training training, NeuralAgent agent) {
        Map<String, String> how =
                Map.of("steps", String.valueOf(training.steps()), "seed", String.valueOf(seed), "code", Version.code());
        return Model.of(scenario, learner, scale, how, agent);
    }

    private NeuralAgent newAgent(AuctionEnvironment environment, SeedTree seeds, Kernels kernels) {
        try {
            return learner.newAgent(environment, seeds, kernels);
        } catch (IllegalArgumentException e) {
            throw new UsageException("learner: " + e.getMessage(), e);
        }
    }

    private Rounds rounds() {
        return recording == null ? new SimulatedRounds(scenario) : recording.rounds(scenario);
    }

    private EpisodeMeans measure(NeuralAgent agent) {
        return new BatchEvaluation(this::rounds, CURVE)
                .run(agent.policyOf(learner.evaluationChains()), 0, curveEpisodes);
    }

    private static String describe(List<Point> curve) {
        return curve.isEmpty()
                ? ""
                : Decimal.fixed(curve.get(curve.size() - 1).firstBestFraction(), 3) + " of first best";
    }

    private void appendMetrics(StringBuilder metrics, long steps, NeuralAgent agent, EpisodeMeans means) {
        metrics.append(steps).append(',').append(agent.updates());
        double[] numbers = {
            means.mean(Metric.SURPLUS),
            means.firstBestFraction(),
            means.mean(Metric.UAV_SURPLUS),
            means.mean(Metric.GROUND_SURPLUS),
            means.mean(Metric.DELAY),
            means.mean(Metric.UAV_SHARE),
            agent.criticLoss(),
            agent.actorLoss(),
            agent.policyEntropy()
        };
        for (double number : numbers) {
            metrics.append(',').append(Decimal.rounded(number, 9));
        }
        if (recording != null) {
            metrics.append(',').append(Decimal.rounded(means.mean(Metric.ESTIMATED_SHARE), 9));
        }
        metrics.append('\n');
    }

    private Map<String, Object> configuration() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("agent", learner.agent());
        map.put("scenario", Presets.SCENARIOS.toMap(scenario));
        map.put("learner", Learners.toMap(learner));
        map.put("steps", steps);
        map.put("seed", seed);
        map.put("evaluations", evaluations);
        map.put("curveEpisodes", curveEpisodes);
        return map;
    }
}
