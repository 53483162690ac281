package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private final RandomStream random = SeedTree.of(3).stream();

    @Test
    void aValueIsMovedToWithinSoManyDeviationsOfItsMean() {
        Moments moments = new Moments(new double[] {7, 10}, new double[] {1, 0, 0, 4});
        assertEquals(4, moments.clip(1, -20, 3));
        assertEquals(4, moments.clip(1, 4, 3));
        assertEquals(4.5, moments.clip(1, 4.5, 3));
        assertEquals(16, moments.clip(1, 16.5, 3));
        assertEquals(9, moments.clip(1, 0, 0.5));
    }

    @Test
    void thePredictionOfTheLastElementsIsTheConditionalLaw() {
        GaussianLaw law = GaussianLaw.random(new double[] {1, -2, 3, 0.5, -0.7, 2}, 0.6, random);
        double[] values = {1.3, Double.NaN, 2, Double.NaN};
        Moments.Prediction prediction = law.moments().predictLast(2, new int[] {0, 2});
        double[] means = new double[2];
        prediction.means(values, means);
        GaussianLaw expected = law.ofLast(2, values);
        assertArrayEquals(expected.mean().toArray(), means, 1e-10);
        for (int t = 0; t < 2; t++) {
            assertArrayEquals(expected.covariance().getRow(t), prediction.covariance()[t], 1e-10);
        }
    }

    /** Logs less one of them, or logs as they are: the unit is taken off before the regression and added after it, or neither. */
    @Test
    void weightsWithTheUnitPredictLogsFromWhichNoUnitWasTaken() {
        int unit = 1;
        GaussianLaw law = GaussianLaw.random(new double[] {1, -2, 3, 0.5, -0.7}, 0.6, random);
        Moments.Prediction prediction = law.moments().predictLast(2, new int[] {0, 1, 2});
        double[][] weights = prediction.weightsWithUnit(unit);
        double[] offsets = prediction.offsets();
        for (int draw = 0; draw < 20; draw++) {
            double[] logs = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            double[] relative = {logs[0] - logs[unit], 0, logs[2] - logs[unit]};
            double[] expected = new double[2];
            prediction.means(relative, expected);
            for (int t = 0; t < 2; t++) {
                double sum = offsets[t];
                for (int i = 0; i < logs.length; i++) {
                    sum += weights[t][i] * logs[i];
                }
                assertEquals(expected[t] + logs[unit], sum, 1e-12);
            }
        }
    }
}
