package dmsb.auction.rule.filter;

import dmsb.auction.rule.ActionGrid;

/**
 * What a look is worth for the decision of the next round, the expectation of
 *
 * <pre>
 * max_a S_seen(a) - max_a S_unseen(a),
 * </pre>
 *
 * <p>with S the expected surplus of the next round with and without the look. The law of the next round's predicted logs, seen
 * from now, has the mean of these logs. Its covariance is theirs less what will then be left open, which a look makes smaller.
 * Expectations over these laws are sums over a product of five-point Gauss-Hermite rules. Reused; for one thread.
 */
final class LookWorth {
    private static final int PAST = Belief.PAST;

    private static final double[] NODES = {
        0.0, 1.355626179974266, -1.355626179974266, 2.8569700138728056, -2.8569700138728056
    };
    private static final double[] WEIGHTS = {
        8.0 / 15, 0.2220759220056126, 0.2220759220056126, 0.01125741132772069, 0.01125741132772069
    };

    private final Belief belief;
    private final ActionGrid grid;
    private final int width;
    private final SurplusForecast later = new SurplusForecast(0);
    private final double[][] covariance = new double[LinearFilterFit.TARGETS][LinearFilterFit.TARGETS];
    private final double[][] told = new double[LinearFilterFit.TARGETS][LinearFilterFit.TARGETS];
    private final double[][] spread = new double[LinearFilterFit.TARGETS][LinearFilterFit.TARGETS];
    private final double[] laterMeans = new double[LinearFilterFit.TARGETS];
    private final double[] point = new double[LinearFilterFit.TARGETS];
    private final double[] node = new double[LinearFilterFit.TARGETS];
    private final Gaussian both; // the last rounds' values, the numbers of the round, and of the next one
    private final Gaussian informed;

    LookWorth(Belief belief) {
        this.belief = belief;
        this.grid = belief.grid();
        this.width = belief.width();
        this.both = new Gaussian(PAST + 2 * width);
        this.informed = new Gaussian(both.size());
    }

    /** The worth of a look in the round that is believed to be so, in units of the last round's highest bid. */
    double of(BeliefState state, Gaussian round) {
        double unit = state.unit();
        for (int i = 0; i < PAST + width; i++) {
            both.mean()[i] = round.mean()[i];
            System.arraycopy(round.covariance()[i], 0, both.covariance()[i], 0, PAST + width);
        }
        belief.extendLater(both, state.logs());
        belief.forecast(both, PAST + width, unit, laterMeans, told);
        return Math.max(0, expectedMost(true, unit) - expectedMost(false, unit));
    }

    /** The expected largest surplus of the next round, with or without a look in this one. */
    private double expectedMost(boolean seen, double unit) {
        informed.set(both);
        for (int j = 0; j < (seen ? width : width - 1); j++) {
            informed.learn(PAST + j);
        }
        informed.learn(PAST + 2 * width - 2); // the estimate that will be announced
        belief.forecast(informed, PAST + width, unit, point, covariance);
        for (int i = 0; i < point.length; i++) {
            for (int j = 0; j < point.length; j++) {
                spread[i][j] = told[i][j] - covariance[i][j];
            }
        }
        PositiveFactor factor = new PositiveFactor(spread);
        double sum = 0;
        for (int i = 0; i < NODES.length; i++) {
            node[0] = NODES[i];
            for (int j = 0; j < NODES.length; j++) {
                node[1] = NODES[j];
                for (int k = 0; k < NODES.length; k++) {
                    node[2] = NODES[k];
                    for (int t = 0; t < point.length; t++) {
                        point[t] = laterMeans[t] + factor.element(t, node);
                    }
                    later.set(point, covariance);
                    sum += WEIGHTS[i] * WEIGHTS[j] * WEIGHTS[k] * later.most(grid);
                }
            }
        }
        return sum;
    }
}
