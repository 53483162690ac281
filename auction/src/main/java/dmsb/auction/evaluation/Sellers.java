package dmsb.auction.evaluation;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.ConstantRule;
import dmsb.auction.rule.GreedyRule;
import dmsb.auction.rule.LaggedReserveRule;
import dmsb.auction.rule.MyopicMsbRule;
import dmsb.auction.rule.OptimalMsbRule;
import dmsb.auction.rule.RandomRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.random.SeedTree;
import java.util.List;
import java.util.regex.Pattern;

/** The usual ways of selling: a rule for rho, a second-price sale, and the ceilings; by hand or by name. */
public final class Sellers {
    private static final String CONSTANT = "constant=";
    private static final Pattern DECIMAL_NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private Sellers() {}

    /**
     * The modified second-bid auction with the rho of a rule.
     *
     * @param rule the rule; used by this seller alone
     * @return the seller
     */
    public static Seller of(ScalingRule rule) {
        return new RuleSeller(rule);
    }

    /**
     * The second-price auction among all N + 1 providers, the UAV bidding its contract b_0 of (13).
     *
     * @return the seller
     */
    public static Seller secondPrice() {
        return (announcement, round) -> round.round().awardBySecondPrice();
    }

    /**
     * The first best, max(zeta v_0, v_(1)) in every round: a ceiling where actions do not move the market.
     *
     * @return the seller
     */
    public static Seller firstBest() {
        return (announcement, round) -> round.awardToBest();
    }

    /**
     * The best action of the grid in every round, with all values known: the ceiling of every rule on the grid.
     *
     * @param grid the actions
     * @return the seller
     */
    public static Seller bestOnGrid(ActionGrid grid) {
        return (announcement, round) -> round.round().awardBy(grid.rho(bestAction(grid, round)));
    }

    private static int bestAction(ActionGrid grid, HindsightRound round) {
        int best = 0;
        for (int a = 1; a < grid.size(); a++) {
            if (round.surplusUnder(grid.rho(a)) > round.surplusUnder(grid.rho(best))) {
                best = a;
            }
        }
        return best;
    }

    /**
     * The names that {@link #named} knows.
     *
     * @return the names; {@code constant=RHO} stands for any number from 1 to Infinity in place of RHO
     */
    public static List<String> names() {
        return List.of(
                "spa",
                "spa-ground",
                "optimal-msb",
                "optimal-msb-brand",
                "myopic-msb",
                "myopic-msb-brand",
                "greedy",
                "random",
                "lagged-reserve",
                "linear-filter",
                "constant=RHO",
                "best-constant",
                "first-best",
                "first-best-grid");
    }

    /**
     * The way of selling with the given name. {@code greedy}, {@code best-constant} and {@code linear-filter} first
     * learn on training episodes and are then frozen; the others need no training.
     *
     * @param name one of {@link #names()}
     * @param scenario the market, which also gives the grid
     * @param training the source of the training episodes; not the seeds of the evaluation
     * @param trainingEpisodes how many training episodes, at least 1
     * @return the seller
     * @throws IllegalArgumentException if there is no such name, or its RHO is no number from 1 to Infinity
     */
    public static Seller named(String name, Scenario scenario, SeedTree training, int trainingEpisodes) {
        return named(name, new Evaluation(scenario, training), trainingEpisodes);
    }

    /**
     * The way of selling with the given name, trained, where that is needed, on the episodes of an evaluation.
     *
     * @param name one of {@link #names()}
     * @param training plays the training episodes; its scenario gives the grid
     * @param trainingEpisodes how many training episodes, at least 1
     * @return the seller
     * @throws IllegalArgumentException if there is no such name, or its RHO is no number from 1 to Infinity
     */
    public static Seller named(String name, Evaluation training, int trainingEpisodes) {
        Scenario scenario = training.rounds().scenario();
        return switch (name) {
            case "spa" -> secondPrice();
            case "first-best" -> firstBest();
            case "first-best-grid" -> bestOnGrid(ActionGrid.of(scenario));
            default -> of(ruleNamed(name, training, trainingEpisodes));
        };
    }

    /**
     * The rule for rho with the given name.
     *
     * @param name one of {@link #names()} but {@code spa} and the first bests, which have no rho
     * @param scenario the market, which also gives the grid
     * @param training the source of the training episodes
     * @param trainingEpisodes how many training episodes, at least 1
     * @return the rule
     * @throws IllegalArgumentException if there is no such rule, or its RHO is no number from 1 to Infinity
     */
    public static ScalingRule ruleNamed(String name, Scenario scenario, SeedTree training, int trainingEpisodes) {
        return ruleNamed(name, new Evaluation(scenario, training), trainingEpisodes);
    }

    /**
     * Whether a rule learns before it is used.
     *
     * @param name a rule's name
     * @return true if {@link #named} plays training episodes for it
     */
    public static boolean needsTraining(String name) {
        return name.equals("greedy") || name.equals("best-constant") || name.equals("linear-filter");
    }

    private static ScalingRule ruleNamed(String name, Evaluation training, int trainingEpisodes) {
        Scenario scenario = training.rounds().scenario();
        if (name.startsWith(CONSTANT)) {
            return new ConstantRule(parseRho(name.substring(CONSTANT.length())));
        }
        return switch (name) {
            case "spa-ground" -> new ConstantRule(1.0);
            case "optimal-msb" -> OptimalMsbRule.ofHighestBid();
            case "optimal-msb-brand" -> OptimalMsbRule.ofBrandValue();
            case "myopic-msb" -> MyopicMsbRule.ofHighestBid();
            case "myopic-msb-brand" -> MyopicMsbRule.ofBrandValue();
            case "greedy" -> trainedGreedy(training, trainingEpisodes);
            case "random" -> new RandomRule(ActionGrid.of(scenario));
            case "lagged-reserve" -> new LaggedReserveRule();
            case "linear-filter" -> fittedFilter(training, trainingEpisodes).open();
            case "best-constant" ->
                BestConstant.search(training, trainingEpisodes).rule();
            default -> throw new IllegalArgumentException("rule: expected one of " + names() + ", got " + name);
        };
    }

    private static ConstantRule trainedGreedy(Evaluation training, int episodes) {
        GreedyRule greedy =
                new GreedyRule(ActionGrid.of(training.rounds().scenario()));
        training.run(of(greedy), episodes);
        return greedy.frozen();
    }

    /**
     * A linear filter, fitted on the episodes of an evaluation on whose terms every value of the UAV is revealed. How many
     * past rounds it reads and how optimistic it is, is chosen on a third of the episodes, see {@link LinearFilterModel}.
     *
     * @param training plays the training episodes
     * @param episodes how many, at least 1
     * @return the model
     * @throws IllegalArgumentException if there are too few rounds in which the UAV's value is known
     */
    public static LinearFilterModel fittedFilter(Evaluation training, int episodes) {
        return FilterTuning.fitted(training, episodes);
    }

    /**
     * A rho as text: a decimal number, perhaps with an exponent, or {@code Infinity}.
     *
     * @param text the text
     * @return the number, which may be below 1
     * @throws IllegalArgumentException if it is anything else, or a number above the largest double
     */
    public static double parseRho(String text) {
        if (text.equals("Infinity")) {
            return Double.POSITIVE_INFINITY;
        }
        double rho = DECIMAL_NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(rho)) {
            throw new IllegalArgumentException("rho: expected a number from 1 to Infinity, got " + text);
        }
        return rho;
    }
}
