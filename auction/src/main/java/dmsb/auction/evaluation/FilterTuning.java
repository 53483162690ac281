package dmsb.auction.evaluation;

import dmsb.auction.rule.filter.LinearFilterFit;
import dmsb.auction.rule.filter.LinearFilterModel;

/**
 * The choice of a linear filter: how many past rounds R it reads, and how optimistic it is about the UAV's value. Every
 * candidate is fitted on two thirds of the training episodes. The one with the largest surplus on the other third, on the
 * market's own terms of reveal, is then fitted on all of them. No other episode is looked at.
 */
final class FilterTuning {
    private static final int[] ROUNDS = {3, LinearFilterModel.MOST_ROUNDS};
    private static final double[] OPTIMISM = {0, 0.25, 0.5, 0.75, 1, 1.5, 2};
    private static final int FEWEST = 3;

    private final Evaluation training;
    private final int episodes;

    private FilterTuning(Evaluation training, int episodes) {
        this.training = training;
        this.episodes = episodes;
    }

    /** The filter of the best choice; of fewer than three episodes, from which none is chosen, that of three rounds. */
    static LinearFilterModel fitted(Evaluation training, int episodes) {
        return new FilterTuning(training, episodes).best();
    }

    private LinearFilterModel best() {
        int history = training.rounds().scenario().history();
        if (episodes < FEWEST) {
            return fit(Math.min(history, ROUNDS[0]), episodes);
        }
        int fitting = episodes - episodes / FEWEST;
        LinearFilterModel best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int rounds : ROUNDS) {
            LinearFilterFit fit = played(Math.min(history, rounds), fitting);
            if (!fit.isEnough()) {
                continue;
            }
            LinearFilterModel filter = fit.fitted();
            for (double optimism : OPTIMISM) {
                LinearFilterModel candidate = filter.withOptimism(optimism);
                double surplus = training.run(
                                Sellers.of(candidate.open()), fitting, episodes - fitting, Evaluation.NOBODY)
                        .mean(Metric.SURPLUS);
                if (surplus > most) {
                    most = surplus;
                    best = candidate;
                }
            }
            if (rounds >= history) {
                break; // more are not kept
            }
        }
        return best == null
                ? fit(Math.min(history, ROUNDS[0]), episodes)
                : fit(best.rounds(), episodes).withOptimism(best.optimism());
    }

    private LinearFilterModel fit(int rounds, int count) {
        return played(rounds, count).fitted();
    }

    private LinearFilterFit played(int rounds, int count) {
        LinearFilterFit fit = new LinearFilterFit(training.rounds().scenario(), rounds);
        training.withEverythingRevealed().run(Sellers.of(fit), count);
        return fit;
    }
}
