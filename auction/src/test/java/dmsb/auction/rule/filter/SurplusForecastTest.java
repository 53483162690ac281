package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.rule.ActionGrid;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

class SurplusForecastTest {
    private static final ActionGrid GRID = new ActionGrid(20, true);

    @Test
    void theBestActionIsTheBestOfAll() {
        RandomStream random = SeedTree.of(1).stream();
        SurplusForecast forecast = new SurplusForecast(0.5);
        int[] chosen = new int[GRID.size()];
        for (int i = 0; i < 2_000; i++) {
            double[] mean = {0.3 * random.nextGaussian(), -0.7 + 0.3 * random.nextGaussian(), random.nextGaussian()};
            double[][] root = new double[3][3];
            for (double[] row : root) {
                for (int k = 0; k < 3; k++) {
                    row[k] = 0.4 * random.nextGaussian();
                }
            }
            double[][] covariance = new double[3][3];
            for (int s = 0; s < 3; s++) {
                for (int t = 0; t < 3; t++) {
                    for (int k = 0; k < 3; k++) {
                        covariance[s][t] += root[s][k] * root[t][k];
                    }
                }
            }
            forecast.set(mean, covariance);
            double most = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < GRID.size(); a++) {
                most = Math.max(most, forecast.at(GRID.logRho(a)));
            }
            int best = forecast.best(GRID);
            chosen[best]++;
            assertEquals(most, forecast.at(GRID.logRho(best)), 1e-12 * most);
        }
        int inside = 0;
        for (int a = 1; a < GRID.size() - 1; a++) {
            inside += chosen[a];
        }
        assertTrue(chosen[0] > 100 && chosen[GRID.size() - 1] > 100 && inside > 100, "ends and the inside");
    }

    @Test
    void theUavServesWhereTheGapIsAtMostLnRho() {
        SurplusForecast forecast = new SurplusForecast(0);
        forecast.set(new double[] {1, 0.5, 0}, new double[][] {{0.04, 0, 0}, {0, 0.05, 0}, {0, 0, 1}});
        assertEquals(0.5, forecast.uavServes(0.5), 1e-12);
        assertEquals(0.8413447460685429, forecast.uavServes(0.5 + 0.3), 1e-12); // one deviation more
        assertEquals(1, forecast.uavServes(Double.POSITIVE_INFINITY));
    }

    /** Nothing is uncertain: the ground's bid is e^0.3 times the second and worth as much as the UAV, more, or less. */
    @Test
    void ofTwoEndsThatAreAsGoodTheLowerOneIsBest() {
        SurplusForecast forecast = new SurplusForecast(0);
        double[][] certain = new double[3][3];
        forecast.set(new double[] {0.3, 0, 0.3}, certain);
        assertEquals(0, forecast.best(GRID));
        assertEquals(StrictMath.exp(0.3), forecast.most(GRID));
        forecast.set(new double[] {0.3, 0, -1}, certain);
        assertEquals(0, forecast.best(GRID));
        assertEquals(StrictMath.exp(0.3), forecast.most(GRID));
        forecast.set(new double[] {0.3, 0, 1}, certain);
        assertEquals(GRID.size() - 1, forecast.best(GRID));
        assertEquals(StrictMath.exp(1), forecast.most(GRID));
    }

    /** The mean of e^X is e^(m + s/2), and optimism c makes it e^(m + (1/2 + c) s). */
    @Test
    void optimismRaisesTheUavsValueByItsVariance() {
        double[] mean = {1, 0.5, 0.2};
        double[][] covariance = {{0.04, 0, 0}, {0, 0.05, 0}, {0, 0, 0.6}};
        for (double optimism : new double[] {0, 0.5, 2}) {
            SurplusForecast forecast = new SurplusForecast(optimism);
            forecast.set(mean, covariance);
            assertEquals(StrictMath.exp(0.2 + 0.3 + optimism * 0.6), forecast.uav(), 1e-14 * forecast.uav());
            assertEquals(forecast.uav(), forecast.at(Double.POSITIVE_INFINITY));
            assertEquals(0.25 * forecast.uav(), forecast.at(Double.POSITIVE_INFINITY, 0.25));
        }
    }
}
