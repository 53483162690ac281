package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/** The worth of a look, beside sums over the law of the whole path. */
class LookWorthTest {
    private static final int PAST = Belief.PAST;
    private static final int WIDTH = 4;
    private static final Scenario TWO = PathLaw.TWO;
    private static final Moments MOMENTS = PathLaw.moments(TWO);
    private static final Belief BELIEF = new Belief(TWO, MOMENTS);

    private final RandomStream random = SeedTree.of(3).stream();

    /** Six rounds about a level, their values perhaps seen, and what is known then. */
    private final class Past {
        private final double level;
        private final double[][] logs = new double[PAST][WIDTH];
        private final boolean[] seen = new boolean[PAST];
        private final BeliefState known;

        Past(double level, int pattern) {
            this.level = level;
            for (int t = 0; t < PAST; t++) {
                seen[t] = ((pattern >> t) & 1) == 1;
                logs[t][0] = level + 0.3 * random.nextGaussian();
                logs[t][1] = logs[t][0] - Math.abs(0.3 * random.nextGaussian());
                logs[t][2] = level + 0.3 * random.nextGaussian();
                logs[t][3] = level + 0.3 * random.nextGaussian();
            }
            known = PathLaw.state(BELIEF, logs, seen);
        }

        /** The worth of a look in the round after them, whose estimate is known. */
        double worth(double logEstimate) {
            BeliefRound round = new BeliefRound(BELIEF);
            round.set(known, logEstimate + level);
            return new LookWorth(BELIEF).of(known, round.predicted());
        }

        /** The expected largest surplus of the round after the next, by a rule of n^3 points. */
        double expectedMost(double logEstimate, boolean isSeen, int points) {
            PathLaw path = new PathLaw(MOMENTS, logs, seen, 2);
            int[] targets = {path.place(PAST + 1, 0), path.place(PAST + 1, 1), path.value(PAST + 1)};
            int[] announced = {path.place(PAST, 2)};
            int[] estimateLater = {path.place(PAST + 1, 2)};
            int[] shown = IntStream.range(0, isSeen ? WIDTH : WIDTH - 1)
                    .map(j -> path.place(PAST, j))
                    .toArray();
            PathLaw.Law now = path.law(targets, announced, new double[] {logEstimate + level});
            int[] told = IntStream.concat(IntStream.of(shown), IntStream.of(estimateLater))
                    .toArray();
            double[][] open = path.covariance(targets, told);
            RealMatrix spread = new Array2DRowRealMatrix(now.covariance()).subtract(new Array2DRowRealMatrix(open));
            RealMatrix factor = new CholeskyDecomposition(spread, 1e-9, 1e-12).getL();
            ActionGrid grid = ActionGrid.of(TWO);
            GaussIntegrator rule = new GaussIntegratorFactory().hermite(points);
            SurplusForecast forecast = new SurplusForecast(0);
            double unit = logs[PAST - 1][0];
            double sum = 0;
            for (int i = 0; i < points; i++) {
                for (int j = 0; j < points; j++) {
                    for (int k = 0; k < points; k++) {
                        double[] z = {rule.getPoint(i), rule.getPoint(j), rule.getPoint(k)};
                        double[] mean = factor.scalarMultiply(Math.sqrt(2)).operate(z);
                        for (int t = 0; t < mean.length; t++) {
                            mean[t] += now.mean()[t] - unit;
                        }
                        forecast.set(mean, open);
                        double most = IntStream.range(0, grid.size())
                                .mapToDouble(a -> forecast.at(grid.logRho(a)))
                                .max()
                                .orElseThrow();
                        sum += rule.getWeight(i) * rule.getWeight(j) * rule.getWeight(k) * most;
                    }
                }
            }
            return sum / Math.pow(Math.PI, 1.5);
        }
    }

    /** The same five points per dimension, from another library; the tolerance is that of a few digits of its equations. */
    @Test
    void aLookIsWorthWhatTheNextDecisionGainsByIt() {
        int positive = 0;
        for (int pattern : new int[] {0, 0b1, 0b100000, 0b010110, 0b111111}) {
            Past past = new Past(pattern == 0 ? 0 : 4, pattern);
            for (double estimate : new double[] {-0.4, 0.1, 0.5}) {
                double gain = past.expectedMost(estimate, true, 5) - past.expectedMost(estimate, false, 5);
                assertEquals(Math.max(0, gain), past.worth(estimate), 1e-8, "pattern " + pattern);
                positive += gain > 1e-3 ? 1 : 0;
            }
        }
        assertTrue(positive > 5, "looks that are worth something: " + positive);
    }

    /** The expectation itself, by 24 points per dimension: five find it to about a thousandth of the surplus. */
    @Test
    void fivePointsAreEnough() {
        Past past = new Past(0, 0b000100);
        double gain = past.expectedMost(0.1, true, 24) - past.expectedMost(0.1, false, 24);
        assertEquals(gain, past.worth(0.1), 2e-3);
    }
}
