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
 * what an absent one is; other features and the forecasts are kept within {@value #FAR} deviations of their means. For
 * one thread.
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
    private long lastPattern;
    private Moments.@Nullable Prediction last;

    OthersForecast(Scenario scenario, Moments moments, double optimism) {
        this.layout = new OthersFeatures(scenario);
        this.moments = moments;
        this.optimism = optimism;
        this.grid = new ActionGrid(scenario.actions(), true);
        this.features = new double[layout.size()];
    }

    /** The factor; 1 where the UAV declares that serving is worth nothing to it. */
    double factor(OthersPast past) {
        if (!(past.estimate() > 0)) {
            return 1.0;
        }
        long pattern = bounded(layout.read(past, features));
        Moments.Prediction prediction = prediction(pattern);
        prediction.means(features, means);
        double[][] covariance = prediction.covariance();
        for (int t = 0; t < means.length; t++) {
            means[t] = moments.clip(layout.size() + t, means[t], FAR);
        }
        means[2] += optimism * covariance[2][2];
        surplus.set(means, covariance);
        int best = grid.size() - 1;
        double most = surplus.at(grid.logRho(best));
        for (int a = best - 1; a >= 0; a--) {
            double expected = surplus.at(grid.logRho(a));
            if (expected >= most) {
                most = expected;
                best = a;
            }
        }
        return grid.rho(best);
    }

    /** Takes what is far below its mean out of the pattern, and keeps the rest within bounds. */
    private long bounded(long present) {
        long pattern = present;
        for (int i = 0; i < features.length; i++) {
            if (((present >> i) & 1) == 0) {
                continue;
            }
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
