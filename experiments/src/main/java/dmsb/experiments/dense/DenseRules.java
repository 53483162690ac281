package dmsb.experiments.dense;

import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.NamedVectorRule;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.argument.Suggestion;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.Excerpt;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.run.HeldOut;
import dmsb.nn.agent.SetActorConfig;
import dmsb.nn.kernel.Kernels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of an intersection as trainings of given seeds have them. All rules of one seed and market share a filter, which is
 * fitted once. For one thread.
 */
public final class DenseRules {
    /** The episodes that filters are fitted on, and constants chosen, unless something else is asked for. */
    public static final int TRAINING_EPISODES = HeldOut.RULE_TRAINING_EPISODES;

    private static final int FIRST_SEED = 1;

    private final int trainingEpisodes;
    private final Map<FilterKey, LinearFilterModel> filters = new HashMap<>();

    private record FilterKey(Scenario market, long seed) {}

    /**
     * Rules that are not trained yet.
     *
     * @param trainingEpisodes what filters are fitted on, and constants chosen; at least 1
     */
    public DenseRules(int trainingEpisodes) {
        this.trainingEpisodes = trainingEpisodes;
    }

    private static SeedTree seeds(long seed) {
        return SeedTree.of(seed).child("dense training");
    }

    /**
     * The source of held-out episodes.
     *
     * @param seed their seed
     * @return the seeds of a {@link dmsb.auction.dense.DenseEvaluation}
     */
    public static SeedTree heldOut(long seed) {
        return SeedTree.of(seed).child("dense held out");
    }

    private LinearFilterModel filter(Intersection intersection, long seed) {
        return filters.computeIfAbsent(
                new FilterKey(intersection.market(), seed),
                unfitted -> NamedVectorRule.filter(intersection, seeds(seed), trainingEpisodes));
    }

    /**
     * A rule without a network.
     *
     * @param scenario what is priced
     * @param rule the rule
     * @param seed the training's
     * @return the rule
     * @throws IllegalArgumentException if there are too few training episodes
     */
    public VectorRule named(Scenario scenario, NamedVectorRule rule, long seed) {
        Intersection intersection = Intersection.of(scenario);
        return rule.make(intersection, seeds(seed), trainingEpisodes, () -> filter(intersection, seed));
    }

    /**
     * A rule as the first training of {@code dmsb dense} has it.
     *
     * @param scenario what is priced
     * @param name the name of the rule
     * @return the rule
     * @throws UsageException if there is no such rule, or it cannot be trained on the scenario
     */
    public static VectorRule standard(Scenario scenario, String name) {
        return new DenseRules(TRAINING_EPISODES).named("--rule", name, scenario, FIRST_SEED);
    }

    /** A rule by its name, which stands where the key says. */
    VectorRule named(String key, String name, Scenario scenario, long seed) {
        requireRule(key, name);
        try {
            return named(scenario, NamedVectorRule.of(name), seed);
        } catch (IllegalArgumentException e) { // such as too few rounds to fit a filter on
            throw new UsageException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Refuses the name of no rule, and that of one that is a network.
     *
     * @param key where the name stands
     * @param name the name
     * @throws UsageException if there is no such rule without a network
     */
    public static void requireRule(String key, String name) {
        if (DenseMethod.of(name).isPresent()) {
            throw new UsageException(key + ": expected a rule without a network, got " + name
                    + ", which is trained first ('dmsb train --agent " + name + "', or a learner of a study)");
        }
        List<String> known = NamedVectorRule.names();
        if (!known.contains(name)) {
            throw new UsageException(key + ": expected one of " + String.join(", ", known)
                    + " for slots of several tasks, got " + Excerpt.of(name) + Suggestion.of(name, known));
        }
    }

    /**
     * The training of a network, which has not begun, with an arithmetic of its own.
     *
     * @param scenario what is played; its number of tasks is the largest
     * @param fewestTasks the smallest number of tasks
     * @param settings the settings
     * @param seed the training's
     * @return the training
     * @throws IllegalArgumentException if the settings do not go with the scenario, or there are too few training episodes
     */
    public DenseTraining training(Scenario scenario, int fewestTasks, SetActorConfig settings, long seed) {
        return training(scenario, fewestTasks, settings, seed, Kernels.create());
    }

    /**
     * The training of a network, which has not begun.
     *
     * @param scenario what is played; its number of tasks is the largest
     * @param fewestTasks the smallest number of tasks
     * @param settings the settings
     * @param seed the training's
     * @param kernels the arithmetic
     * @return the training
     * @throws IllegalArgumentException if the settings do not go with the scenario, or there are too few training episodes
     */
    public DenseTraining training(
            Scenario scenario, int fewestTasks, SetActorConfig settings, long seed, Kernels kernels) {
        LinearFilterModel filter = filter(Intersection.of(scenario), seed);
        return new DenseTraining(
                scenario, fewestTasks, filter, settings, seeds(seed).child("learned"), kernels);
    }
}
