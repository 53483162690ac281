package dmsb.auction.evaluation;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.filter.LinearFilterFit;
import dmsb.auction.rule.filter.LinearFilterModel;

/**
 * The choice of a linear filter: how many past rounds R it reads, and how optimistic it is about the UAV's value. Every
 * candidate is fitted on two thirds of the training episodes. The one with the largest surplus on the other third, on the
 * market's own terms of reveal, is then fitted on that third too. No other episode is looked at.
 */
final class FilterTuning {
    private static final int FEW_ROUNDS = 3;
    private static final double[] OPTIMISM = {0, 0.25, 0.5, 0.75, 1, 1.5, 2};
    private static final int FEWEST = 3;

    private final Scenario scenario;
    private final Evaluation training;
    private final Evaluation revealed;
    private final int fitting;
    private final int choosing;

    private FilterTuning(Evaluation training, int episodes) {
        this.scenario = training.rounds().scenario();
        this.training = training;
        this.revealed = training.withEverythingRevealed();
        this.choosing = episodes / FEWEST;
        this.fitting = episodes - choosing;
    }

    /**
     * The filter of the best choice, fitted on all episodes. It is the one without optimism that reads {@value #FEW_ROUNDS}
     * rounds where there is nothing to choose by: of fewer than three episodes, or where two thirds of them are too few.
     */
    static LinearFilterModel fitted(Evaluation training, int episodes) {
        return new FilterTuning(training, episodes).best();
    }

    private LinearFilterModel best() {
        Choice best = choice(FEW_ROUNDS);
        if (choosing > 0 && FEW_ROUNDS < scenario.history()) {
            Choice other = choice(LinearFilterModel.MOST_ROUNDS);
            best = other.surplus > best.surplus ? other : best;
        }
        if (choosing > 0) {
            revealed.run(Sellers.of(best.fit), fitting, choosing, Evaluation.NOBODY);
        }
        return best.fit.fitted().withOptimism(best.optimism);
    }

    private Choice choice(int rounds) {
        LinearFilterFit fit = new LinearFilterFit(scenario, rounds);
        revealed.run(Sellers.of(fit), fitting);
        Choice best = new Choice(fit, 0, Double.NEGATIVE_INFINITY);
        if (choosing > 0 && fit.isEnough()) {
            LinearFilterModel filter = fit.fitted();
            for (double optimism : OPTIMISM) {
                double surplus = training.run(
                                Sellers.of(filter.withOptimism(optimism).open()), fitting, choosing, Evaluation.NOBODY)
                        .mean(Metric.SURPLUS);
                best = surplus > best.surplus ? new Choice(fit, optimism, surplus) : best;
            }
        }
        return best;
    }

    /** A fit with the optimism that earns most, and what it earns; without optimism where nothing was compared. */
    private record Choice(LinearFilterFit fit, double optimism, double surplus) {}
}
