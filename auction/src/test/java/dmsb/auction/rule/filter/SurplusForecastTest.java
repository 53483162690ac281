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
}
