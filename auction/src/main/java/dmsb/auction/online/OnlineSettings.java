package dmsb.auction.online;

import dmsb.core.argument.Require;

/**
 * The settings of {@link OnlineLearning}.
 *
 * @param rewardScale what surpluses are divided by before they are learned from: that of the model's file
 * @param queue how many outcomes wait to be learned from at most; those that come when it is full are dropped and counted
 * @param roundsPerCandidate the rounds after which the learned weights are compared with the published model
 * @param holdOutEvery one round of so many is kept for comparisons and never learned from
 * @param window how many of these rounds are kept at most, the last ones
 * @param tolerance the share of the published model's mean surplus by which a candidate's may be lower and still be
 *     published
 * @param memory the number of rounds that the running figures of {@link OnlineStatus} look back, in the sense of an
 *     exponential average
 */
public record OnlineSettings(
        double rewardScale,
        int queue,
        int roundsPerCandidate,
        int holdOutEvery,
        int window,
        double tolerance,
        int memory) {
    private static final int MOST = 1 << 20;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public OnlineSettings {
        Require.within("rewardScale", rewardScale, Double.MIN_NORMAL, Double.MAX_VALUE);
        Require.within("queue", queue, 1, MOST);
        Require.within("roundsPerCandidate", roundsPerCandidate, 1, Integer.MAX_VALUE);
        Require.within("holdOutEvery", holdOutEvery, 2, MOST);
        Require.within("window", window, 1, MOST);
        Require.within("tolerance", tolerance, 0, 1);
        Require.within("memory", memory, 1, Integer.MAX_VALUE);
    }

    /**
     * The default settings: 4096 outcomes may wait, candidates every 2000 rounds, compared on the last 500 of the rounds
     * kept aside (one in five), published if they are not worse, figures over some 1000 rounds.
     *
     * @param rewardScale what surpluses are divided by: that of the model's file
     * @return the settings
     */
    public static OnlineSettings standard(double rewardScale) {
        return new OnlineSettings(rewardScale, 4096, 2000, 5, 500, 0.0, 1000);
    }
}
