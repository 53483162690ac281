package dmsb.auction.evaluation;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.ConstantRule;
import dmsb.core.random.SeedTree;

/**
 * The best constant rho on the grid, found on training episodes.
 *
 * @param action the action of the grid, the smallest of several equally good ones
 * @param rho its price scaling factor
 * @param surplus its mean surplus on the training episodes
 */
public record BestConstant(int action, double rho, double surplus) {
    /**
     * Searches the grid. Where actions do not move the market all of them are scored on the same rounds in one pass; where
     * they do, every action plays the episodes anew.
     *
     * @param scenario the market and the grid
     * @param seeds the source of the episodes
     * @param episodes how many, at least 1
     * @return the action with the largest mean surplus
     * @throws IllegalArgumentException if the number of episodes is not positive
     */
    public static BestConstant search(Scenario scenario, SeedTree seeds, int episodes) {
        return search(new Evaluation(scenario, seeds), episodes);
    }

    /**
     * The same on the episodes of an evaluation.
     *
     * @param evaluation plays the training episodes
     * @param episodes how many, at least 1
     * @return the action with the largest mean surplus
     * @throws IllegalArgumentException if the number of episodes is not positive
     */
    static BestConstant search(Evaluation evaluation, int episodes) {
        Scenario scenario = evaluation.rounds().scenario();
        ActionGrid grid = ActionGrid.of(scenario);
        double[] means = new double[grid.size()];
        if (evaluation.rounds().awardsMoveState()) {
            for (int a = 0; a < means.length; a++) {
                means[a] = evaluation
                        .run(Sellers.of(new ConstantRule(grid.rho(a))), episodes)
                        .mean(Metric.SURPLUS);
            }
        } else {
            evaluation.run(Sellers.of(new ConstantRule(1.0)), 0, episodes, (episode, index, rounds, round) -> {
                for (int a = 0; a < means.length; a++) {
                    means[a] += round.surplusUnder(grid.rho(a));
                }
            });
            for (int a = 0; a < means.length; a++) {
                means[a] /= (double) episodes * scenario.roundsPerEpisode();
            }
        }
        int best = 0;
        for (int a = 1; a < means.length; a++) {
            best = means[a] > means[best] ? a : best;
        }
        return new BestConstant(best, grid.rho(best), means[best]);
    }

    /**
     * The rule that was found.
     *
     * @return the constant rule
     */
    public ConstantRule rule() {
        return new ConstantRule(rho);
    }
}
