package dmsb.auction.rule.filter;

import dmsb.auction.round.LooksPast;
import dmsb.core.math.NormalCdf;

/**
 * What the UAV's value is expected to be, from its declarations and what earlier looks have shown: a linear regression of
 * log zeta v_0 on the logs of the last estimates and of the values shown. Nobody's bids are in it. Immutable and safe for
 * many threads.
 */
final class LookForecast {
    private final int rounds;
    private final Moments moments;
    private final Moments.Prediction[] predictions;

    /** Reads R rounds; elements 0 to 2R are the features as {@link #read} writes them, 2R + 1 is the target. */
    LookForecast(int rounds, Moments moments) {
        this.rounds = rounds;
        this.moments = moments;
        predictions = new Moments.Prediction[1 << rounds];
        for (int pattern = 0; pattern < predictions.length; pattern++) {
            int[] given = new int[1 + rounds + Integer.bitCount(pattern)];
            int next = 0;
            for (int i = 0; i <= rounds; i++) {
                given[next++] = i;
            }
            for (int age = 0; age < rounds; age++) {
                if (((pattern >> age) & 1) == 1) {
                    given[next++] = rounds + 1 + age;
                }
            }
            predictions[pattern] = moments.predictLast(1, given);
        }
    }

    /** The length of a sample: the features and the target. */
    static int size(int rounds) {
        return 2 * rounds + 2;
    }

    /**
     * Writes the logs of the coming round's estimate, of R past ones, and of R values shown.
     *
     * @return bit k is set if the value of the round of age k is shown; -1 if an estimate is missing or 0
     */
    static int read(LooksPast past, int rounds, double[] target) {
        if (past.rounds() < rounds || !(past.estimate() > 0)) {
            return -1;
        }
        int shown = 0;
        target[0] = StrictMath.log(past.estimate());
        for (int age = 0; age < rounds; age++) {
            if (!(past.estimate(age) > 0)) {
                return -1;
            }
            target[1 + age] = StrictMath.log(past.estimate(age));
            double worth = past.uavWorth(age);
            if (worth > 0) {
                target[rounds + 1 + age] = StrictMath.log(worth);
                shown |= 1 << age;
            }
        }
        return shown;
    }

    /**
     * The expected log of zeta v_0 in the coming round, and some of its variances; minus infinity where there are too few
     * estimates to tell.
     */
    double logWorth(LooksPast past, double optimism) {
        double[] features = new double[size(rounds)];
        int pattern = read(past, rounds, features);
        if (pattern < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double[] mean = new double[1];
        predictions[pattern].means(features, mean);
        return mean[0] + optimism * predictions[pattern].covariance()[0][0];
    }

    /**
     * The quantile of log zeta v_0 in training, as of a Gaussian, found by bisection to 1e-9 deviations. No forecast exceeds the
     * quantile 1, and every one the quantile 0.
     */
    double threshold(double quantile) {
        if (quantile == 0.0 || quantile == 1.0) {
            return quantile == 0.0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double low = -8;
        double high = 8;
        while (high - low > 1e-9) {
            double middle = 0.5 * (low + high);
            if (NormalCdf.of(middle) < quantile) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return moments.mean(2 * rounds + 1) + low * moments.deviation(2 * rounds + 1);
    }
}
