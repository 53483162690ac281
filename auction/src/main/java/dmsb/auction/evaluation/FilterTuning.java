package dmsb.auction.evaluation;

import dmsb.auction.rule.filter.LinearFilterFit;
import dmsb.auction.rule.filter.LinearFilterModel;
import org.jspecify.annotations.Nullable;

/**
 * Fits linear filters and chooses among them: how many past rounds R they read, and how optimistic they are about the UAV's
 * value. Two thirds of the training episodes are for fitting, the others for choosing, on the market's own terms of reveal;
 * the choice is then fitted on all. Episodes of an evaluation with other seeds are never looked at.
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
        int shorter = Math.min(history, ROUNDS[0]);
        if (episodes < FEWEST) {
            return fit(shorter, episodes);
        }
        int fitting = episodes - episodes / FEWEST;
        LinearFilterModel best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int rounds : ROUNDS) {
            LinearFilterModel filter = rounds <= history || rounds == shorter ? fitOrNull(rounds, fitting) : null;
            for (double optimism : filter == null ? new double[0] : OPTIMISM) {
                LinearFilterModel candidate = filter.withOptimism(optimism);
                double surplus = training.run(
                                Sellers.of(candidate.open()), fitting, episodes - fitting, Evaluation.NOBODY)
                        .mean(Metric.SURPLUS);
                if (surplus > most) {
                    most = surplus;
                    best = candidate;
                }
            }
        }
        return best == null
                ? fit(shorter, episodes)
                : fit(best.rounds(), episodes).withOptimism(best.optimism());
    }

    private @Nullable LinearFilterModel fitOrNull(int rounds, int count) {
        LinearFilterFit fit = played(rounds, count);
        return fit.isEnough() ? fit.fitted() : null;
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
