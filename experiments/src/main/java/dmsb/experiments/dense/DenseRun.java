package dmsb.experiments.dense;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.VectorModel;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.core.argument.Require;
import dmsb.core.argument.Suggestion;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Presets;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.extension.OwnClasses;
import dmsb.experiments.run.FolderTraining;
import dmsb.experiments.run.LiveTraining;
import dmsb.experiments.run.TownFiles;
import dmsb.experiments.run.TrainingRecord;
import dmsb.experiments.run.TrainingRun;
import dmsb.experiments.run.Version;
import dmsb.nn.agent.SetActorConfig;
import dmsb.nn.kernel.Kernels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One training on slots of several tasks and UAVs: a {@link DenseTraining} with a seed and a learning curve. The model is the one
 * that {@code dense} trains, to the byte.
 *
 * @param scenario what is played; its number of tasks is the largest
 * @param method what is trained
 * @param learner all settings, those of the method among them
 * @param fewestTasks the smallest number of tasks of a slot
 * @param steps the number of slots played
 * @param seed the seed of everything random
 * @param evaluations the number of points of the learning curve after the one at the start
 * @param curveEpisodes the episodes that each point is measured on, the same for every seed
 */
public record DenseRun(
        Scenario scenario,
        DenseMethod method,
        SetActorConfig learner,
        int fewestTasks,
        long steps,
        long seed,
        int evaluations,
        int curveEpisodes)
        implements FolderTraining<DenseRun.Trained> {
    /** Only the record of such a training has this key. */
    public static final String FEWEST_TASKS = "fewestTasks";

    /** The keys of {@link #configuration}. */
    public static final List<String> KEYS = List.of(
            "agent",
            TownFiles.SCENARIO,
            TownFiles.KEY,
            "learner",
            FEWEST_TASKS,
            "steps",
            "seed",
            "evaluations",
            "curveEpisodes");

    /**
     * What came of it.
     *
     * @param model the trained model
     * @param curve the learning curve
     */
    public record Trained(VectorModel model, List<TrainingRun.Point> curve) {
        /** Copies the curve. */
        public Trained {
            curve = List.copyOf(curve);
        }
    }

    /**
     * Checks the numbers, and that the settings are those of the method.
     *
     * @throws UsageException if a number is out of its range, or a setting is one of another method
     */
    public DenseRun {
        FolderTraining.require(steps, evaluations, curveEpisodes);
        try {
            Require.within(
                    "fewest-tasks", fewestTasks, 1, Intersection.of(scenario).tasks());
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        if (!settings(method, learner).equals(learner)) {
            throw new UsageException("agent: expected one with these settings, got " + method + ", which has others");
        }
    }

    private static SetActorConfig settings(DenseMethod method, SetActorConfig others) {
        try {
            return method.settings(others);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A training on slots of one number of tasks.
     *
     * @param scenario what is played
     * @param method what is trained
     * @param others the settings that are not the method's
     * @param steps the number of slots played
     * @param seed the seed of everything random
     * @param evaluations the number of points of the learning curve after the one at the start
     * @param curveEpisodes the episodes that each point is measured on
     * @return the training
     * @throws UsageException if a number is out of its range, or settings do not go together
     */
    public static DenseRun of(
            Scenario scenario,
            DenseMethod method,
            SetActorConfig others,
            long steps,
            long seed,
            int evaluations,
            int curveEpisodes) {
        SetActorConfig settings = settings(method, others);
        int tasks = scenario.get(DenseSettings.TASKS);
        return new DenseRun(scenario, method, settings, tasks, steps, seed, evaluations, curveEpisodes);
    }

    /**
     * The same training with slots of several numbers of tasks.
     *
     * @param fewest the smallest number of tasks of a slot
     * @return the training
     * @throws UsageException if the number is out of its range
     */
    public DenseRun withFewestTasks(int fewest) {
        return new DenseRun(scenario, method, learner, fewest, steps, seed, evaluations, curveEpisodes);
    }

    @Override
    public DenseRun withEvaluations(int points) {
        return new DenseRun(scenario, method, learner, fewestTasks, steps, seed, points, curveEpisodes);
    }

    /**
     * The training that a manifest's configuration describes.
     *
     * @param configuration has the keys of {@link #configuration}; others are not looked at
     * @param own the classes that its scenario may name
     * @return the training
     * @throws UsageException if a value is missing or refused
     */
    public static DenseRun of(ConfigSection configuration, OwnClasses own) {
        return new DenseRun(
                TownFiles.readAny(configuration, own),
                method("agent", configuration.text("agent")),
                Presets.SET_ACTORS.exact(configuration.section("learner").toMap()),
                configuration.count(FEWEST_TASKS),
                configuration.wholeNumber("steps"),
                configuration.wholeNumber("seed"),
                configuration.count("evaluations"),
                configuration.count("curveEpisodes"));
    }

    /**
     * The method of a name.
     *
     * @param key where the name stands
     * @param name the name
     * @return the method
     * @throws UsageException if there is none
     */
    public static DenseMethod method(String key, String name) {
        return DenseMethod.of(name)
                .orElseThrow(() -> new UsageException(key + ": expected one of "
                        + String.join(", ", DenseMethod.names()) + " for slots of several tasks, got " + name
                        + Suggestion.of(name, DenseMethod.names())));
    }

    /** {@return the settings as plain values by key, in order, as {@link #of} takes them} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("agent", method.toString());
        TownFiles.write(map, scenario);
        map.put("learner", learner.values().toPlain());
        map.put(FEWEST_TASKS, fewestTasks);
        map.put("steps", steps);
        map.put("seed", seed);
        map.put("evaluations", evaluations);
        map.put("curveEpisodes", curveEpisodes);
        return map;
    }

    @Override
    public Map<String, Object> configuration() {
        return toMap();
    }

    @Override
    public LiveTraining<Trained> begin(Kernels kernels) {
        return new LiveDenseTraining(this, kernels);
    }

    @Override
    public Trained read(Path folder) {
        return new Trained(
                DenseModels.read(folder.resolve(TrainingRun.MODEL)),
                TrainingRecord.read(folder.resolve(TrainingRun.METRICS)));
    }

    /**
     * What a model's file says of a training.
     *
     * @param fewestTasks the smallest number of tasks of a slot
     * @param steps the slots played so far
     * @param seed the training's
     * @return the entries by key
     */
    public static Map<String, String> metadata(int fewestTasks, long steps, long seed) {
        return Map.of(
                "steps",
                String.valueOf(steps),
                FEWEST_TASKS,
                String.valueOf(fewestTasks),
                "seed",
                String.valueOf(seed),
                "code",
                Version.code());
    }
}
