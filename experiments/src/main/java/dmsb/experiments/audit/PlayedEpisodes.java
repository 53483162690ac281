package dmsb.experiments.audit;

import dmsb.core.random.RandomStream;
import dmsb.experiments.statistics.Bootstrap;
import dmsb.experiments.statistics.Interval;

/**
 * What came of episodes in which some stations bid by a strategy and all others the truth. What was bid is what was sold by
 * and recorded; what is counted are the true values. For each episode the sums over its scored rounds.
 *
 * @param utility what the manipulators gained, values less prices
 * @param surplus the total surplus
 * @param others what the other stations gained
 * @param firstBest the total surplus of first best
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, not handed out of the package
record PlayedEpisodes(double[] utility, double[] surplus, double[] others, double[] firstBest) {
    /** Room for a number of episodes. */
    static PlayedEpisodes of(int episodes) {
        return new PlayedEpisodes(
                new double[episodes], new double[episodes], new double[episodes], new double[episodes]);
    }

    /** The total surplus as a fraction of first best, its interval by a stream that resamples the episodes. */
    Interval fraction(RandomStream resampling) {
        return Bootstrap.ratio(surplus, firstBest, resampling);
    }
}
