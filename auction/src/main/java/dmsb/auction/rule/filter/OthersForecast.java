package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.OthersPast;
import dmsb.auction.rule.ActionGrid;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The factor of largest expected surplus in a station's view. Robust against spoilers, who bid 0 where they would lose
 * anyway: a bid more than {@value #FAR} deviations below its mean of training counts as missing, so a bid of 0 is worth
 * what an absent one is; other features and the forecasts are kept within {@value #FAR} deviations of their means.
 * Where others are silent, a factor times nothing asks for nothing, and the forecast counts with that. For one thread.
 */
final class OthersForecast {
    private static final double FAR = 3.0;
    private static final int MOST_PATTERNS = 4096;

    private final OthersFeatures layout;
    private final Moments moments;
    private final double optimism;
    private final ActionGrid grid;
    private final double[] features;
    private final double[] means = new double[LinearFilterFit.TARGETS];
    private final SurplusForecast surplus = new SurplusForecast(0);
    private final Map<Long, Moments.Prediction> predictions = new HashMap<>();
    private double[][] covariance = new double[LinearFilterFit.TARGETS][LinearFilterFit.TARGETS];
    private long present;
    private double silence;
    private long lastPattern;
    private Moments.@Nullable Prediction last;

    OthersForecast(Scenario scenario, Moments moments, double optimism) {
        this.layout = new OthersFeatures(scenario);
        this.moments = moments;
        this.optimism = optimism;
        this.grid = ActionGrid.of(scenario, true);
        this.features = new double[layout.size()];
    }

    /** Forecasts a round; false where the UAV declares that serving is worth nothing to it, so that there is no unit. */
    boolean set(OthersPast past) {
        if (!(past.estimate() > 0)) {
            return false;
        }
        present = bounded(layout.read(past, features));
        Moments.Prediction prediction = prediction(present);
        prediction.means(features, means);
        covariance = prediction.covariance();
        for (int t = 0; t < means.length; t++) {
            means[t] = moments.clip(layout.size() + t, means[t], FAR);
        }
        means[2] += optimism * covariance[2][2];
        surplus.set(means, covariance);
        silence = silence(past);
        return true;
    }

    /** The factor; 1 where the UAV declares that serving is worth nothing to it. */
    double factor(OthersPast past) {
        return set(past) ? best() : 1.0;
    }

    /** The factor in the view that was forecast last. */
    double best() {
        int best = grid.size() - 1;
        double most = surplus(best);
        for (int a = best - 1; a >= 0; a--) {
            double expected = surplus(a);
            if (expected >= most) {
                most = expected;
                best = a;
            }
        }
        return grid.rho(best);
    }

    /** Where no other bids a finite factor asks for nothing, so the station gets the task. */
    private double surplus(int action) {
        double logRho = grid.logRho(action);
        double asked = surplus.at(logRho);
        return silence == 0.0 || logRho == Double.POSITIVE_INFINITY
                ? asked
                : (1 - silence) * asked + silence * surplus.at(Double.NEGATIVE_INFINITY);
    }

    /** Whether in the view that was forecast last the others seem to bid only where they are the highest. */
    boolean isSpoiled() {
        return layout.rankCount() > 1 && silence == 1.0;
    }

    /**
     * The probability that no other bids in the coming round. It is the share of past rounds in which none did. But where in
     * every round at most one of several others did, and in some none, they are taken for stations that bid only where they
     * are the highest. Then none bids where this station is, which is the case that its factor is for.
     */
    private double silence(OthersPast past) {
        int rounds = Math.min(past.rounds(), layout.rounds());
        int silent = 0;
        boolean atMostOne = layout.rankCount() > 1;
        for (int age = 0; age < rounds; age++) {
            silent += isMissing(age, 0) ? 1 : 0;
            atMostOne = atMostOne && isMissing(age, 1);
        }
        if (silent == 0) {
            return 0.0;
        }
        return atMostOne ? 1.0 : (double) silent / rounds;
    }

    private boolean isMissing(int age, int rank) {
        return !has(layout.bidIndex(age, rank));
    }

    /** The number of features of a view. */
    int featureCount() {
        return features.length;
    }

    /** Whether a feature is in the view that was forecast last, and not so low that it counts as missing. */
    boolean has(int feature) {
        return ((present >> feature) & 1) == 1;
    }

    /** A feature less its mean, within {@value #FAR} deviations. */
    double centred(int feature) {
        return features[feature] - moments.mean(feature);
    }

    /** Writes the forecast of a view, in units of the UAV's estimate, as entries of an observation, which is modified. */
    void write(OthersPast past, ForecastEntries entries, float[] target, int from) {
        double uavOptimism = StrictMath.exp(optimism * covariance[2][2]);
        entries.write(means, covariance, surplus, 1.0, uavOptimism, past.estimate(), target, from);
    }

    /** Takes what is far below its mean out of the pattern, and keeps the rest within bounds. */
    private long bounded(long present) {
        long pattern = present;
        for (int i = 0; i < features.length; i++) {
            double kept = moments.clip(i, features[i], FAR);
            if (features[i] < kept && layout.isBid(i)) {
                pattern &= ~(1L << i);
            }
            features[i] = kept;
        }
        return pattern;
    }

    private Moments.Prediction prediction(long pattern) {
        Moments.Prediction known = last;
        if (known != null && pattern == lastPattern) {
            return known;
        }
        Moments.Prediction found = predictions.get(pattern);
        if (found == null) {
            if (predictions.size() == MOST_PATTERNS) {
                predictions.clear();
            }
            found = predict(pattern);
            predictions.put(pattern, found);
        }
        last = found;
        lastPattern = pattern;
        return found;
    }

    private Moments.Prediction predict(long pattern) {
        int[] given = new int[Long.bitCount(pattern)];
        int next = 0;
        for (int i = 0; i < features.length; i++) {
            if (((pattern >> i) & 1) == 1) {
                given[next++] = i;
            }
        }
        return moments.predictLast(LinearFilterFit.TARGETS, given);
    }
}
