package dmsb.experiments.run;

import dmsb.auction.environment.Rounds;
import dmsb.auction.evaluation.Evaluation;
import dmsb.core.random.SeedTree;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;

/** What rewards are divided by: the mean first best of a market, so that the first best is about 1. */
public final class RewardScale {
    private static final int EPISODES = 200;

    private RewardScale() {}

    /**
     * The scale that a training with a seed has.
     *
     * @param rounds where the market's rounds come from; played
     * @param seed the seed
     * @return the scale, positive and finite
     * @throws UsageException if nothing is worth anything on the market
     */
    public static double of(Rounds rounds, long seed) {
        double scale = new Evaluation(rounds, SeedTree.of(seed).child("reward-scale")).meanFirstBest(EPISODES);
        if (!(scale > 0 && Double.isFinite(scale))) {
            throw new UsageException("scenario: expected a market in which serving is worth something, got a mean first"
                    + " best of " + Decimal.shortest(scale));
        }
        return scale;
    }
}
