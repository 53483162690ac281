package dmsb.experiments.run;

import dmsb.auction.environment.EpisodeMeans;
import dmsb.auction.market.Scenario;
import dmsb.core.tensorfile.AtomicFile;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.Presets;
import dmsb.nn.agent.DiffusionSacConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The paper's comparison: trains the learner on each market with several seeds, plays it and every rule on the same
 * held-out episodes, and keeps all of it.
 *
 * <p>Trainings are independent of each other and run one a thread, so the number of threads changes nothing but the time.
 */
public final class Reproduction {
    /** The rules that the learner is compared with. */
    public static final List<String> RULES = List.of(
            "first-best",
            "lagged-reserve",
            "optimal-msb",
            "optimal-msb-brand",
            "myopic-msb",
            "myopic-msb-brand",
            "best-constant",
            "greedy",
            "random",
            "spa",
            "spa-ground");

    private static final String RESULTS = "results.csv";
    private static final String CURVES = "curves.csv";

    /** Apart from every training's seed by the branch it opens, see {@link HeldOut}. */
    private static final long EVALUATION_SEED = 1;

    private final ReproductionPreset preset;
    private final DiffusionSacConfig learner;

    /**
     * A reproduction.
     *
     * @param preset how much of it
     * @param learner the learner's settings
     */
    public Reproduction(ReproductionPreset preset, DiffusionSacConfig learner) {
        this.preset = preset;
        this.learner = learner;
    }

    /**
     * The amount of work, in the unit that progress is reported in.
     *
     * @return the steps of all trainings together
     */
    public long totalSteps() {
        return preset.steps() * preset.seeds() * preset.groundStations().size();
    }

    /**
     * The market with a number of ground base stations.
     *
     * @param groundStations N
     * @return the scenario
     */
    public Scenario market(int groundStations) {
        return Presets.SCENARIOS.load(preset.scenario(), Map.of("groundStations", groundStations));
    }

    /**
     * Runs all of it.
     *
     * @param folder where {@code results.csv}, {@code curves.csv} and a folder a training go
     * @param threads how many trainings run side by side
     * @param progress told of the steps of all trainings together
     * @return what was found, a market each
     * @throws IOException if an output could not be written
     * @throws InterruptedException if this thread was interrupted
     */
    public List<MarketResult> run(Path folder, int threads, Progress progress)
            throws IOException, InterruptedException {
        AtomicLong steps = new AtomicLong();
        ExecutorService executor = Executors.newFixedThreadPool(threads, Reproduction::daemon);
        try {
            List<Pending> pending = new ArrayList<>();
            for (int n : preset.groundStations()) {
                List<Future<Trained>> trainings = new ArrayList<>();
                for (long seed = 1; seed <= preset.seeds(); seed++) {
                    long number = seed;
                    trainings.add(executor.submit(() -> train(folder, n, number, steps, progress)));
                }
                pending.add(new Pending(n, trainings, executor.submit(() -> playRules(n))));
            }
            List<MarketResult> results = new ArrayList<>();
            for (Pending market : pending) {
                results.add(collect(market));
            }
            write(folder, results);
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private record Trained(EpisodeMeans means, List<TrainingRun.Point> curve) {}

    private record Pending(int groundStations, List<Future<Trained>> trainings, Future<List<Contender>> rules) {}

    private static MarketResult collect(Pending market) throws IOException, InterruptedException {
        List<EpisodeMeans> means = new ArrayList<>();
        List<List<TrainingRun.Point>> curves = new ArrayList<>();
        for (Future<Trained> training : market.trainings()) {
            Trained trained = result(training);
            means.add(trained.means());
            curves.add(trained.curve());
        }
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(MarketResult.LEARNER, means));
        contenders.addAll(result(market.rules()));
        return new MarketResult(market.groundStations(), curves, contenders);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "dmsb-run");
        thread.setDaemon(true);
        return thread;
    }

    private Trained train(Path folder, int groundStations, long seed, AtomicLong steps, Progress progress)
            throws IOException {
        Scenario market = market(groundStations);
        AtomicLong before = new AtomicLong();
        TrainingRun run =
                new TrainingRun(market, learner, preset.steps(), seed, preset.evaluations(), preset.curveEpisodes());
        TrainingRun.Result result =
                run.run(folder.resolve("runs").resolve("ground" + groundStations + "-seed" + seed), (done, detail) -> {
                    long all = steps.addAndGet(done - before.getAndSet(done));
                    progress.report(all, "N = " + groundStations + ": " + detail);
                });
        HeldOut heldOut = new HeldOut(market, EVALUATION_SEED, preset.episodes());
        return new Trained(
                heldOut.policy(() -> result.model().policy(market, learner.evaluationChains()), Progress.SILENT),
                result.curve());
    }

    private List<Contender> playRules(int groundStations) {
        HeldOut heldOut = new HeldOut(market(groundStations), EVALUATION_SEED, preset.episodes());
        return RULES.stream()
                .map(rule -> new Contender(rule, List.of(heldOut.rule(rule, Progress.SILENT))))
                .toList();
    }

    private static <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException("a run failed", e);
        }
    }

    private void write(Path folder, List<MarketResult> results) throws IOException {
        StringBuilder table = new StringBuilder("groundStations,contender");
        StringBuilder curves = new StringBuilder("groundStations,seed,steps,firstBestFraction\n");
        results.get(0)
                .learner()
                .score()
                .toMap()
                .keySet()
                .forEach(key -> table.append(',').append(key));
        table.append('\n');
        for (MarketResult market : results) {
            for (Contender contender : market.contenders()) {
                table.append(market.groundStations()).append(',').append(contender.name());
                contender
                        .score()
                        .toMap()
                        .values()
                        .forEach(value -> table.append(',').append(Decimal.rounded(((Number) value).doubleValue(), 9)));
                table.append('\n');
            }
            for (int seed = 1; seed <= market.curves().size(); seed++) {
                for (TrainingRun.Point point : market.curves().get(seed - 1)) {
                    curves.append(market.groundStations())
                            .append(',')
                            .append(seed)
                            .append(',');
                    curves.append(point.steps()).append(',');
                    curves.append(Decimal.rounded(point.firstBestFraction(), 9)).append('\n');
                }
            }
        }
        AtomicFile.write(folder.resolve(RESULTS), table.toString());
        AtomicFile.write(folder.resolve(CURVES), curves.toString());
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("preset", preset.name());
        configuration.put("scenario", preset.scenario());
        configuration.put("groundStations", preset.groundStations());
        configuration.put("seeds", preset.seeds());
        configuration.put("steps", preset.steps());
        configuration.put("episodes", preset.episodes());
        configuration.put("learner", Presets.LEARNERS.toMap(learner));
        Manifest.write(folder, "reproduce", configuration, List.of(RESULTS, CURVES));
    }
}
