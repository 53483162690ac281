package dmsb.auction.rule.filter;

/**
 * The rule of {@link Belief#valueOfInformation}. The law of the next round's predicted logs, seen from now, has the mean of
 * these logs. Its covariance is theirs less what will then be left open, which a look makes smaller. Expectations over these
 * laws are sums over a product of five-point Gauss-Hermite rules.
 */
final class ValueOfInformationRule extends BeliefRule {
    private static final double[] NODES = {
        0.0, 1.355626179974266, -1.355626179974266, 2.8569700138728056, -2.8569700138728056
    };
    private static final double[] WEIGHTS = {
        8.0 / 15, 0.2220759220056126, 0.2220759220056126, 0.01125741132772069, 0.01125741132772069
    };

    private final double weight;
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

    ValueOfInformationRule(Belief belief, double weight) {
        super(belief);
        this.weight = weight;
        this.width = belief.width();
        this.both = new Gaussian(PAST + 2 * width);
        this.informed = new Gaussian(both.size());
    }

    @Override
    double worthOfLook(BeliefState state, Gaussian round) {
        if (weight == 0) {
            return 0;
        }
        double unit = state.unit();
        lookAhead(state, round);
        forecast(both, PAST + width, unit, laterMeans, told);
        return weight * Math.max(0, expectedMost(true, unit) - expectedMost(false, unit));
    }

    /** What is believed now of the next round too. */
    private void lookAhead(BeliefState state, Gaussian round) {
        int from = PAST + width;
        double[][] all = both.covariance();
        double[] mean = both.mean();
        for (int i = 0; i < from; i++) {
            mean[i] = round.mean()[i];
            System.arraycopy(round.covariance()[i], 0, all[i], 0, from);
        }
        double[][] weights = belief().weights();
        for (int j = 0; j < width; j++) {
            double sum = belief().offsets()[j];
            for (int i = width; i < PAST * width; i++) { // the oldest round is past by then
                boolean isValue = i % width == width - 1;
                sum += weights[j][i - width] * (isValue ? mean[i / width] : state.logs()[i]);
            }
            for (int l = 0; l < width; l++) {
                sum += weights[j][(PAST - 1) * width + l] * mean[PAST + l];
            }
            mean[from + j] = sum;
            for (int i = 0; i < from; i++) {
                double cross = 0;
                for (int k = 1; k < PAST; k++) {
                    cross += weights[j][(k - 1) * width + width - 1] * all[k][i];
                }
                for (int l = 0; l < width; l++) {
                    cross += weights[j][(PAST - 1) * width + l] * all[PAST + l][i];
                }
                all[from + j][i] = cross;
                all[i][from + j] = cross;
            }
        }
        for (int j = 0; j < width; j++) {
            for (int m = 0; m <= j; m++) {
                double sum = belief().noise()[j][m];
                for (int k = 1; k < PAST; k++) {
                    sum += weights[m][(k - 1) * width + width - 1] * all[from + j][k];
                }
                for (int l = 0; l < width; l++) {
                    sum += weights[m][(PAST - 1) * width + l] * all[from + j][PAST + l];
                }
                all[from + j][from + m] = sum;
                all[from + m][from + j] = sum;
            }
        }
    }

    /** The expected largest surplus of the next round, with or without a look in this one. */
    private double expectedMost(boolean seen, double unit) {
        informed.set(both);
        for (int j = 0; j < (seen ? width : width - 1); j++) {
            informed.learn(PAST + j);
        }
        informed.learn(PAST + 2 * width - 2); // the estimate that will be announced
        forecast(informed, PAST + width, unit, point, covariance);
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
                    sum += WEIGHTS[i] * WEIGHTS[j] * WEIGHTS[k] * later.at(grid().logRho(later.best(grid())));
                }
            }
        }
        return sum;
    }
}
