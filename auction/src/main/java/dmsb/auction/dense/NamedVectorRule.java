package dmsb.auction.dense;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.OthersLaggedReserveRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.argument.Require;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The rules for the factors of a slot's tasks, by their names. */
public enum NamedVectorRule {
    /** Every task at rho = 1. */
    SELL_ALL("sell-all", "every task at rho = 1: the UAVs serve ties", false),

    /** Every task at an infinite rho. */
    KEEP_ALL("keep-all", "every task at an infinite rho: the UAVs serve all they can", false),

    /** The best constant factor of the grid. */
    BEST_CONSTANT("best-constant", "the same rho of the grid for every task, the best one in training", true),

    /** Lagged reserve for each task alone. */
    LAGGED_RESERVE("lagged-reserve", "each task alone: estimate / second-highest bid of the last slot", false),

    /** Lagged reserve of the others' past, for each task alone. */
    OTHERS_LAGGED_RESERVE(
            "others-lagged-reserve",
            "each task alone, a factor for each station: estimate / highest bid of the others in the last slot; truthful over time",
            false),

    /** The filter of the others' past, for each task alone. */
    OTHERS_FILTER(
            "others-filter",
            "each task alone, a factor for each station by linear regression on the others' past; truthful over time",
            true),

    /** The linear filter for each task alone. */
    LINEAR_FILTER("linear-filter", "each task alone: largest expected surplus by linear regression", true),

    /** The linear filter with prices on places and energy. */
    DUAL_PRICE("dual-price", "the linear filter, less learned prices of a UAV's next place and of its energy", true),

    /** The linear filter with expected places. */
    MEAN_FIELD("mean-field", "all tasks together: expected places of the others, and a price of energy", true),

    /** All tasks together. */
    PLANNER(
            "planner",
            "all tasks together: coordinate ascent on draws of the linear filter, and a price of energy",
            true);

    /** The draws of the planner. */
    public static final int DRAWS = 96;

    private static final int PRICE_EPISODES = 20;

    private final String text;
    private final String meaning;
    private final boolean trained;

    NamedVectorRule(String text, String meaning, boolean trained) {
        this.text = text;
        this.meaning = meaning;
        this.trained = trained;
    }

    /**
     * The rule with a name.
     *
     * @param name the name, as on the command line
     * @return the rule
     * @throws IllegalArgumentException if there is none
     */
    public static NamedVectorRule of(String name) {
        return Arrays.stream(values())
                .filter(rule -> rule.text.equals(name))
                .findFirst()
                .orElseThrow(() -> Require.refusal("rule", "one of " + String.join(", ", names()), name));
    }

    /**
     * The names of all rules.
     *
     * @return the names, as on the command line
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(NamedVectorRule::toString).toList();
    }

    /**
     * What the rule is.
     *
     * @return a phrase
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Whether the rule learns on training episodes.
     *
     * @return false if it is the same whatever the training
     */
    public boolean isTrained() {
        return trained;
    }

    /**
     * Whether the rule posts the same factors in every slot, whatever it sees.
     *
     * @return true if nothing that happens moves them
     */
    public boolean isConstant() {
        return this == SELL_ALL || this == KEEP_ALL || this == BEST_CONSTANT;
    }

    /**
     * Whether no bid of a station moves its own factors of later slots.
     *
     * @return true if truth is optimal for one station over any horizon, under the assumptions of theorem A
     */
    public boolean isTruthfulOverTime() {
        return isConstant() || this == OTHERS_LAGGED_RESERVE || this == OTHERS_FILTER;
    }

    /**
     * Whether what happens in an episode moves the factors of later ones: prices that are learned as the rule plays. All other
     * rules begin every episode alike, and may play episodes in any order.
     *
     * @param intersection what is priced
     * @return true if there are prices of places, or of batteries and batteries to price
     */
    public boolean learnsAsItPlays(Intersection intersection) {
        return this == DUAL_PRICE
                || ((this == MEAN_FIELD || this == PLANNER)
                        && intersection.uavTasksPerEpisode() != Intersection.UNLIMITED);
    }

    /**
     * Makes the rule, trained on episodes of its own.
     *
     * @param intersection what is priced
     * @param training the source of the training episodes and of what the rule draws
     * @param episodes how many training episodes, at least 1
     * @return the rule
     * @throws IllegalArgumentException if there are too few training episodes
     */
    public VectorRule make(Intersection intersection, SeedTree training, int episodes) {
        return make(intersection, training, episodes, () -> filter(intersection, training, episodes));
    }

    /**
     * The same where several rules share the {@link #filter} of one training.
     *
     * @param intersection what is priced
     * @param training the source of the training episodes and of what the rule draws
     * @param episodes how many training episodes, at least 1
     * @param filter gives the filter, if the rule needs one
     * @return the rule
     * @throws IllegalArgumentException if there are too few training episodes
     */
    public VectorRule make(
            Intersection intersection, SeedTree training, int episodes, Supplier<LinearFilterModel> filter) {
        int tasks = intersection.tasks();
        return switch (this) {
            case SELL_ALL -> constant(tasks, 1.0);
            case KEEP_ALL -> constant(tasks, Double.POSITIVE_INFINITY);
            case BEST_CONSTANT -> bestConstant(intersection, training, episodes);
            case LAGGED_RESERVE -> new EachTaskAlone(tasks, LaggedReserveRule::new);
            case OTHERS_LAGGED_RESERVE ->
                new EachTaskByOthers(tasks, intersection.uavs(), new OthersLaggedReserveRule());
            case OTHERS_FILTER ->
                new EachTaskByOthers(
                        tasks,
                        intersection.uavs(),
                        Sellers.fittedOthersFilter(new Evaluation(intersection.market(), training), episodes)
                                .strict());
            case LINEAR_FILTER -> new EachTaskAlone(tasks, filter.get()::open);
            case DUAL_PRICE -> played(new DualPriceRule(intersection, filter.get()), intersection, training);
            case MEAN_FIELD -> played(new MeanFieldRule(intersection, filter.get()), intersection, training);
            case PLANNER ->
                played(
                        new PlannerRule(intersection, filter.get(), DRAWS, training.child("draws").stream()),
                        intersection,
                        training);
        };
    }

    private static VectorRule constant(int tasks, double rho) {
        return new EachTaskAlone(tasks, () -> new ConstantRule(rho));
    }

    /**
     * The filter of one task, fitted on training episodes.
     *
     * @param intersection what is priced
     * @param training the source of the training episodes
     * @param episodes how many, at least 1
     * @return the filter
     * @throws IllegalArgumentException if there are too few training episodes
     */
    public static LinearFilterModel filter(Intersection intersection, SeedTree training, int episodes) {
        return Sellers.fittedFilter(new Evaluation(intersection.market(), training), episodes);
    }

    /**
     * Lets a rule learn in {@value #PRICE_EPISODES} episodes what it learns as it plays: prices of places and batteries.
     *
     * @param rule the rule
     * @param intersection what is priced
     * @param training the source of the episodes
     * @param <R> the kind of rule
     * @return the rule itself
     */
    public static <R extends VectorRule> R played(R rule, Intersection intersection, SeedTree training) {
        new DenseEvaluation(intersection, training.child("prices")).play(rule, PRICE_EPISODES);
        return rule;
    }

    private static VectorRule bestConstant(Intersection intersection, SeedTree training, int episodes) {
        ActionGrid grid = ActionGrid.of(intersection.market());
        double most = Double.NEGATIVE_INFINITY;
        double best = 1.0;
        DenseEvaluation evaluation = new DenseEvaluation(intersection, training);
        for (int a = 0; a < grid.size(); a++) {
            double[] surplus = evaluation
                    .run(constant(intersection.tasks(), grid.rho(a)), Math.min(episodes, 30), false)
                    .surplus();
            double sum = Arrays.stream(surplus).sum();
            if (sum > most) {
                most = sum;
                best = grid.rho(a);
            }
        }
        return constant(intersection.tasks(), best);
    }

    /** {@return the name on the command line} */
    @Override
    public String toString() {
        return text;
    }
}
