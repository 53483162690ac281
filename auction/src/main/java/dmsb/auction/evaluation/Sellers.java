package dmsb.auction.evaluation;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.PostedRule;
import dmsb.auction.rule.ScalingRule;
import dmsb.auction.rule.StrictRuleWithLooks;
import dmsb.auction.rule.filter.Belief;
import dmsb.auction.rule.filter.BeliefFit;
import dmsb.auction.rule.filter.BeliefModel;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.filter.LookThreshold;
import dmsb.auction.rule.filter.OthersFilter;
import dmsb.auction.rule.filter.OthersFilterFit;
import dmsb.auction.rule.filter.OthersFilterModel;
import dmsb.auction.rule.filter.TooFewRoundsException;
import dmsb.core.random.SeedTree;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The usual sellers: a rule for rho, a second-price auction, and the first-best ceilings. They are made by a method or
 * by name.
 */
public final class Sellers {
    private static final Pattern DECIMAL_NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    /** The quantiles of the UAV's value above which looks are tried. */
    private static final double[] LOOK_QUANTILES = {1, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45};

    /** The variances that a look counts which are tried. */
    private static final double[] LOOK_OPTIMISM = {0, 1, 2, 4};

    /** The weights of a look's worth that are tried. */
    private static final double[] LOOK_WEIGHTS = {0, 0.5, 1, 1.5, 2, 3, 4, 6, 8};

    /** Those that are tried for a model: where a look is seen at once and news is very old, a large weight earns most. */
    private static final double[] MODEL_WEIGHTS = {0, 1, 2, 3, 4, 6, 8, 12, 16};

    /** The draws of a plan. */
    private static final int DRAW_PAIRS = 64;

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
     * The second-price auction among all N + 1 providers, the UAV bidding its contract b_0 of eq. (13).
     *
     * @return the seller
     */
    public static Seller secondPrice() {
        return (announcement, round) -> round.round().awardBySecondPrice();
    }

    /**
     * The first best, max(zeta v_0, v_[1]) in every round: a ceiling where actions do not move the market.
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
     * The names that {@link #named} knows, those of {@link NamedSeller#ALL}.
     *
     * @return the names; {@code constant=RHO} stands for any number from 1 to Infinity in place of RHO
     */
    public static List<String> names() {
        return NamedSeller.ALL.stream().map(NamedSeller::name).toList();
    }

    /**
     * The way of selling with the given name. Where it {@linkplain NamedSeller#needsTraining needs training} it first learns
     * on training episodes and is then frozen.
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
        return NamedSeller.of(name).seller(name, training, trainingEpisodes);
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
        if (named(name, scenario, training, trainingEpisodes) instanceof RuleSeller seller) {
            return seller.rule();
        }
        throw new IllegalArgumentException("rule: expected one that sets a rho, got " + name);
    }

    /**
     * A linear filter, fitted on the episodes of an evaluation on whose terms every value of the UAV is revealed. It reads 3
     * past rounds or {@value LinearFilterModel#MOST_ROUNDS}, with an {@linkplain LinearFilterModel#withOptimism optimism}
     * from 0 to 2. Every candidate is fitted on two thirds of the episodes. The one that earns most on the last third, on
     * the market's own terms of reveal, is kept and then fitted on that third too. Fewer than three episodes leave nothing
     * to choose by: the filter reads 3 rounds, without optimism.
     *
     * @param training plays the training episodes
     * @param episodes how many, at least 1
     * @return the model
     * @throws TooFewRoundsException if there are too few rounds in which the UAV's value is known
     */
    public static LinearFilterModel fittedFilter(Evaluation training, int episodes) {
        return FilterTuning.fitted(training, episodes);
    }

    /**
     * A filter from the others' past, fitted on the episodes of an evaluation on whose terms every value of the UAV is
     * revealed.
     *
     * @param training plays the training episodes
     * @param episodes how many, at least 1
     * @return the filter
     * @throws TooFewRoundsException if there are too few rounds in which the UAV's value is known
     */
    public static OthersFilter fittedOthersFilter(Evaluation training, int episodes) {
        OthersFilterFit fit = new OthersFilterFit(training.rounds().scenario());
        training.withEverythingRevealed().run(of(fit), episodes);
        return fit.fitted();
    }

    /**
     * The filter from the others' past whose looks are chosen by the threshold that earns most in a third of the training
     * episodes. The filter was fitted on these too.
     *
     * @param training plays the training episodes; on the terms of its scenario looks are revealed
     * @param episodes how many, at least 1
     * @return the rule
     * @throws TooFewRoundsException if there are too few rounds in which the UAV's value is known
     */
    public static StrictRuleWithLooks fittedLooks(Evaluation training, int episodes) {
        OthersFilter filter = fittedOthersFilter(training, episodes);
        return filter.withChosenLooks(bestThreshold(filter, training, episodes));
    }

    /**
     * A filter from the others' past as a model. With looks their threshold is chosen as {@link #fittedLooks} does.
     *
     * @param training plays the training episodes; the observation of its scenario says what the factors see
     * @param episodes how many, at least 1
     * @return the model
     * @throws TooFewRoundsException if there are too few rounds in which the UAV's value is known
     * @throws IllegalArgumentException if the scenario's observation is not of the others' past
     */
    public static OthersFilterModel fittedOthersModel(Evaluation training, int episodes) {
        Scenario scenario = training.rounds().scenario();
        OthersFilter filter = fittedOthersFilter(training, episodes);
        boolean looks = scenario.observation() == ObservationMode.OTHERS_PAST_LOOKS;
        return OthersFilterModel.of(
                scenario, filter, looks ? bestThreshold(filter, training, episodes) : LookThreshold.NEVER);
    }

    /** For every optimism, quantiles are lowered until two in a row earn less than an earlier one. */
    private static LookThreshold bestThreshold(OthersFilter filter, Evaluation training, int episodes) {
        LookThreshold best = LookThreshold.NEVER;
        double most = Double.NEGATIVE_INFINITY;
        int choosing = Math.max(1, episodes / 3);
        for (double optimism : LOOK_OPTIMISM) {
            double top = Double.NEGATIVE_INFINITY;
            int falls = 0;
            for (int i = 0; i < LOOK_QUANTILES.length && falls < 2; i++) {
                LookThreshold threshold = new LookThreshold(LOOK_QUANTILES[i], optimism);
                double surplus = training.run(
                                of(filter.withChosenLooks(threshold)), episodes - choosing, choosing, Evaluation.NOBODY)
                        .mean(Metric.SURPLUS);
                falls = surplus > top ? 0 : falls + 1;
                top = Math.max(top, surplus);
                best = surplus > most ? threshold : best;
                most = Math.max(most, surplus);
            }
        }
        return best;
    }

    /**
     * A belief about the market, fitted on the episodes of an evaluation on whose terms every value of the UAV is revealed.
     *
     * @param training plays the training episodes
     * @param episodes how many, at least 1
     * @return the belief
     * @throws TooFewRoundsException if there are too few rounds in which the UAV's value is known
     */
    public static Belief fittedBelief(Evaluation training, int episodes) {
        BeliefFit fit = new BeliefFit(training.rounds().scenario());
        training.withEverythingRevealed().run(of(fit), episodes);
        return fit.fitted();
    }

    /**
     * The rule that counts what a look is worth for the next decision, with the weight that earns most in a third of the
     * training episodes. The belief was fitted on these too.
     *
     * @param training plays the training episodes
     * @param episodes how many, at least 1
     * @return the rule
     * @throws TooFewRoundsException if there are too few rounds in which the UAV's value is known
     */
    public static PostedRule fittedValueOfInformation(Evaluation training, int episodes) {
        Belief belief = fittedBelief(training, episodes);
        PostedRule best = belief.valueOfInformation(1);
        int choosing = episodes / 3;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < LOOK_WEIGHTS.length && choosing > 0; i++) {
            PostedRule rule = belief.valueOfInformation(LOOK_WEIGHTS[i]);
            double surplus = training.run(of(rule), episodes - choosing, choosing, Evaluation.NOBODY)
                    .mean(Metric.SURPLUS);
            best = surplus > most ? rule : best;
            most = Math.max(most, surplus);
        }
        return best;
    }

    /**
     * A belief as a model, whose rho is a function of the announcement. The weight of a look's worth is the one that earns most
     * in the same episodes, on the market's own terms of reveal.
     *
     * @param training plays the training episodes
     * @param episodes how many, at least 1
     * @return the model
     * @throws TooFewRoundsException if there are too few rounds in which the UAV's value is known
     * @throws IllegalArgumentException if the scenario's history is shorter than the rounds that a round depends on
     */
    public static BeliefModel fittedBeliefModel(Evaluation training, int episodes) {
        Belief belief = fittedBelief(training, episodes);
        BeliefModel best = BeliefModel.of(belief, 0);
        double most = Double.NEGATIVE_INFINITY;
        for (double weight : MODEL_WEIGHTS) {
            BeliefModel model = BeliefModel.of(belief, weight);
            double surplus = training.run(of(model.open()), episodes).mean(Metric.SURPLUS);
            best = surplus > most ? model : best;
            most = Math.max(most, surplus);
        }
        return best;
    }

    /**
     * The rule that plans on a belief. Its base rule has the optimism of the {@linkplain #fittedFilter fitted filter}.
     *
     * @param training plays the training episodes
     * @param episodes how many, at least 1
     * @return the rule
     * @throws TooFewRoundsException if there are too few rounds in which the UAV's value is known
     */
    public static PostedRule fittedPlanner(Evaluation training, int episodes) {
        double optimism = fittedFilter(training, episodes).optimism();
        return fittedBelief(training, episodes).planner(optimism, DRAW_PAIRS);
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
