package dmsb.auction.rule.filter;

import dmsb.auction.rule.ActionGrid;
import dmsb.core.math.NormalCdf;

/**
 * The expected surplus of every rho. The logs x_1 and x_2 of the two highest bids and x_0 of zeta v_0 are assumed
 * jointly Gaussian with means mu and covariances s. The difference D = x_1 - x_2 decides who wins, so the expected
 * surplus is
 *
 * <pre>
 * E[e^x_1; D &gt; ln rho] + E[e^x_0; D &lt;= ln rho]
 *   = e^(mu_1 + s_11/2) Phi((mu_D + s_1D - ln rho) / s_D) + e^(mu_0 + s_00/2) Phi((ln rho - mu_D - s_0D) / s_D):
 * </pre>
 *
 * <p>Weighting by e^x shifts the mean of D by cov(x, D). Reused from round to round; for one thread.
 */
final class SurplusForecast {
    /** Keeps a market without surprises from dividing by 0. */
    private static final double LEAST_DEVIATION = 1e-9;

    private double ground;
    private double uav;
    private double gap;
    private double groundGap;
    private double uavGap;
    private double deviation;

    private final double optimism;

    /**
     * A forecast that nothing has been set of.
     *
     * @param optimism c: the UAV's expected value is taken times e^(c s_00), 0 for as it is
     */
    SurplusForecast(double optimism) {
        this.optimism = optimism;
    }

    /** Sets the distribution from the means and covariances of (x_1, x_2, x_0), which are not modified. */
    void set(double[] mean, double[][] covariance) {
        gap = mean[0] - mean[1];
        ground = StrictMath.exp(mean[0] + 0.5 * covariance[0][0]);
        uav = StrictMath.exp(mean[2] + (0.5 + optimism) * covariance[2][2]);
        groundGap = gap + covariance[0][0] - covariance[0][1];
        uavGap = gap + covariance[2][0] - covariance[2][1];
        double variance = covariance[0][0] - 2 * covariance[0][1] + covariance[1][1];
        deviation = Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, variance)));
    }

    /** The expected surplus of a rho, from its log. */
    double at(double logRho) {
        return at(logRho, 1.0);
    }

    /** The expected surplus of a rho, from its log, where the UAV's value counts by a weight. */
    double at(double logRho, double uavWeight) {
        return groundPart(logRho) + uavWeight * uavPart(logRho);
    }

    /** What the stations contribute to it. */
    double groundPart(double logRho) {
        return ground * NormalCdf.of((groundGap - logRho) / deviation);
    }

    /** What the UAV contributes to it. */
    double uavPart(double logRho) {
        return uav * NormalCdf.of((logRho - uavGap) / deviation);
    }

    /** The probability that the UAV serves under a rho, from its log. */
    double uavServes(double logRho) {
        return NormalCdf.of((logRho - gap) / deviation);
    }

    /**
     * The action with the largest of
     *
     * <pre>
     * S(a) + served P(the UAV serves under a),
     * </pre>
     *
     * <p>with S the expected surplus; the first of several.
     *
     * @param grid the actions
     * @param served what it brings besides if the UAV serves
     */
    int largest(ActionGrid grid, double served) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < grid.size(); a++) {
            double logRho = grid.logRho(a);
            double value = served == 0 ? at(logRho) : at(logRho) + served * uavServes(logRho);
            if (value > most) {
                most = value;
                best = a;
            }
        }
        return best;
    }

    /** The expected value of the UAV, which counts times e^(c s_00). */
    double uav() {
        return uav;
    }

    /**
     * The action of largest expected surplus; of the two that come into question the lower one if they have the same. As a
     * function of ln rho, the surplus has at most one stationary point, where
     *
     * <pre>
     * e^(mu_0 + s_00/2) phi((ln rho - mu_D - s_0D) / s_D) = e^(mu_1 + s_11/2) phi((ln rho - mu_D - s_1D) / s_D),
     * </pre>
     *
     * <p>a maximum iff s_1D &gt; s_0D. So the best action is one of its neighbours, or else the first or the last.
     */
    int best(ActionGrid grid) {
        int high = highest(grid);
        int low = below(high);
        return at(grid.logRho(high)) > at(grid.logRho(low)) ? high : low;
    }

    /** The largest expected surplus of an action, that of the {@link #best} one. */
    double most(ActionGrid grid) {
        int high = highest(grid);
        return Math.max(at(grid.logRho(high)), at(grid.logRho(below(high))));
    }

    /** The other action that can be the best: the one before the maximum, else the first. */
    private int below(int high) {
        return hasInnerTop() ? Math.max(0, high - 1) : 0;
    }

    /** Whether the stationary point is a maximum. */
    private boolean hasInnerTop() {
        return groundGap > uavGap;
    }

    /** The first action at or above the maximum, else the last one. */
    private int highest(ActionGrid grid) {
        int high = grid.size() - 1;
        if (hasInnerTop()) {
            double top = 0.5 * (groundGap + uavGap)
                    + deviation * deviation * StrictMath.log(ground / uav) / (uavGap - groundGap);
            while (high > 0 && grid.logRho(high - 1) >= top) {
                high--;
            }
        }
        return high;
    }
}
