package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;

class SecondMomentsTest {
    private static final double RIDGE = 1e-12;

    @Test
    void oneFeatureGivesTheRegressionLineDoneByHand() {
        SecondMoments moments = new SecondMoments(2);
        for (double[] point : new double[][] {{1, 2}, {2, 3}, {3, 7}}) {
            moments.add(point);
        }
        // Slope: (1 * 2 + 1 * 3) / 2 = 2.5 through the means (2, 4); errors .5, -1, .5, mean square .5.
        Moments.Prediction line = moments.moments().predict(new int[] {0}, new int[] {1}, RIDGE);
        double[] mean = new double[1];
        line.means(new double[] {10, Double.NaN}, mean);
        assertEquals(24, mean[0], 1e-9);
        assertEquals(0.5, line.covariance()[0][0], 1e-9);
        Moments.Prediction nothing = moments.moments().predict(new int[0], new int[] {1}, RIDGE);
        nothing.means(new double[2], mean);
        assertEquals(4, mean[0], 1e-12);
        assertEquals(14 / 3.0, nothing.covariance()[0][0], 1e-12);
    }

    @Test
    void predictionsAreThoseOfAnIndependentLeastSquares() {
        RandomStream random = SeedTree.of(3).stream();
        double[][] features = new double[60][3];
        double[] targets = new double[60];
        SecondMoments moments = new SecondMoments(4);
        for (int i = 0; i < targets.length; i++) {
            for (int j = 0; j < 3; j++) {
                features[i][j] = random.nextGaussian() + (j == 2 ? features[i][0] : 0);
            }
            targets[i] = random.nextGaussian() + features[i][1];
            moments.add(new double[] {features[i][0], features[i][1], features[i][2], targets[i]});
        }
        OLSMultipleLinearRegression oracle = new OLSMultipleLinearRegression();
        oracle.newSampleData(targets, features);
        double[] weights = oracle.estimateRegressionParameters();
        Moments.Prediction prediction = moments.moments().predict(new int[] {0, 1, 2}, new int[] {3}, RIDGE);
        double[] mean = new double[1];
        prediction.means(new double[] {1, -2, 3, 0}, mean);
        assertEquals(weights[0] + weights[1] - 2 * weights[2] + 3 * weights[3], mean[0], 1e-9);
        assertEquals(oracle.calculateResidualSumOfSquares() / 60, prediction.covariance()[0][0], 1e-9);
    }

    /** A known linear law with noise of known covariance; the noise is orthogonalised by using every draw with both signs. */
    @Test
    void aLinearLawIsFoundAgainFarFromTheOrigin() {
        RandomStream random = SeedTree.of(1).stream();
        SecondMoments moments = new SecondMoments(5);
        for (int i = 0; i < 2_000; i++) {
            double a = 1e6 + random.nextGaussian();
            double b = random.nextGaussian() + 0.5 * (a - 1e6);
            double c = random.nextGaussian();
            double u = random.nextGaussian();
            double v = random.nextGaussian();
            for (int sign = -1; sign <= 1; sign += 2) {
                moments.add(new double[] {a, b, c, 2 * a - b + sign * u, b + 3 * c + sign * (u + 2 * v)});
            }
        }
        Moments.Prediction law = moments.moments().predict(new int[] {2, 0, 1}, new int[] {3, 4}, RIDGE);
        double[] mean = new double[2];
        law.means(new double[] {1e6 + 3, 5, 7, 0, 0}, mean);
        assertArrayEquals(new double[] {2e6 + 1, 26}, mean, 1e-4);
        // 2,000 draws: variances and covariances of the noise are off by a few times sqrt(2 / 2000) of their size.
        assertEquals(1, law.covariance()[0][0], 0.15);
        assertEquals(5, law.covariance()[1][1], 0.7);
        assertEquals(1, law.covariance()[0][1], 0.25);
        assertEquals(law.covariance()[0][1], law.covariance()[1][0], 1e-9);
    }

    @Test
    void featuresThatCoincideOrNeverMoveDoNoHarm() {
        SecondMoments moments = new SecondMoments(4);
        for (int i = 0; i < 10; i++) {
            moments.add(new double[] {i, i, 3, 2 * i + 1});
        }
        double[] mean = new double[1];
        moments.moments().predict(new int[] {0, 1, 2}, new int[] {3}, 1e-6).means(new double[] {4, 4, 3}, mean);
        assertEquals(9, mean[0], 1e-4);
    }

    /** A million draws: five standard errors of the mean of a number whose deviation is about 1. */
    @Test
    void theForecastIsTheMeanSurplusOfGaussianLogs() {
        double[] mean = {0.4, 0.1, 0.3};
        double[][] root = {{0.3, 0, 0}, {0.1, 0.2, 0}, {0.15, -0.1, 0.25}};
        double[][] covariance = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    covariance[i][j] += root[i][k] * root[j][k];
                }
            }
        }
        SurplusForecast forecast = new SurplusForecast(0);
        forecast.set(mean, covariance);
        double[] logRhos = {0, 0.2, 0.4, 0.8};
        double[] sums = new double[logRhos.length];
        RandomStream random = SeedTree.of(2).stream();
        int draws = 1_000_000;
        double[] x = new double[3];
        for (int d = 0; d < draws; d++) {
            double z0 = random.nextGaussian();
            double z1 = random.nextGaussian();
            double z2 = random.nextGaussian();
            for (int i = 0; i < 3; i++) {
                x[i] = mean[i] + root[i][0] * z0 + root[i][1] * z1 + root[i][2] * z2;
            }
            for (int r = 0; r < logRhos.length; r++) {
                sums[r] += StrictMath.exp(x[0] - x[1] > logRhos[r] ? x[0] : x[2]);
            }
        }
        for (int r = 0; r < logRhos.length; r++) {
            assertEquals(sums[r] / draws, forecast.at(logRhos[r]), 0.004, "ln rho " + logRhos[r]);
        }
    }

    @Test
    void withoutSurprisesTheForecastIsWhatWillHappen() {
        SurplusForecast forecast = new SurplusForecast(0);
        forecast.set(new double[] {2, 1, 1.5}, new double[3][3]);
        assertEquals(StrictMath.exp(2), forecast.at(0.9));
        assertEquals(StrictMath.exp(1.5), forecast.at(1.1));
    }

    /** The slope of y = 2 x with the variance of x raised by a thousandth, whatever unit x is measured in. */
    @Test
    void theRidgeIsAShareOfTheVariance() {
        for (double unit : new double[] {1e-4, 1, 1e4}) {
            SecondMoments moments = new SecondMoments(2);
            moments.add(new double[] {-unit, -2 * unit});
            moments.add(new double[] {unit, 2 * unit});
            double[] mean = new double[1];
            moments.moments().predict(new int[] {0}, new int[] {1}, 1e-3).means(new double[] {unit, 0}, mean);
            assertEquals(2 / 1.001, mean[0] / unit, 1e-12);
        }
    }

    /** Sums about two origins. Moments are kept in single precision: covariances of some 2,000 are off by at most 2e-4. */
    @Test
    void momentsOfTwoPartsAreThoseOfAllSamples() {
        RandomStream random = SeedTree.of(6).stream();
        SecondMoments first = new SecondMoments(2);
        SecondMoments second = new SecondMoments(2);
        SecondMoments all = new SecondMoments(2);
        for (int i = 0; i < 30; i++) {
            double[] sample = {100 + random.nextGaussian(), (i < 10 ? 5 : -80) + random.nextGaussian()};
            all.add(sample);
            (i < 10 ? first : second).add(sample);
        }
        byte[] before = SavedState.of(first).toBytes();
        for (SecondMoments both : new SecondMoments[] {first.with(second), second.with(first)}) {
            assertEquals(30, both.samples());
            assertArrayEquals(all.moments().means(), both.moments().means(), 2e-5f);
            assertArrayEquals(all.moments().covariances(), both.moments().covariances(), 2e-4f);
        }
        assertArrayEquals(before, SavedState.of(first).toBytes());
        SecondMoments nothing = new SecondMoments(2);
        assertArrayEquals(
                first.moments().covariances(), nothing.with(first).moments().covariances());
        assertArrayEquals(
                first.moments().covariances(), first.with(nothing).moments().covariances());
        assertEquals(0, nothing.with(nothing).samples());
    }

    /** Far from 0, sums about 0 would have lost a variance of 2/3 among squares of 1e18. */
    @Test
    void momentsOfPartsAreExactFarFromTheOriginEvenIfAPartIsEmpty() {
        SecondMoments far = new SecondMoments(1);
        SecondMoments alsoFar = new SecondMoments(1);
        for (int i = -1; i <= 1; i++) {
            far.add(new double[] {1e9 + i});
            alsoFar.add(new double[] {1e9 + i});
        }
        SecondMoments nothing = new SecondMoments(1);
        for (SecondMoments both : new SecondMoments[] {nothing.with(far), far.with(nothing), far.with(alsoFar)}) {
            assertEquals(2 / 3.0, both.moments().covariances()[0], 1e-6);
            assertEquals(1e9, both.moments().mean(0));
        }
    }

    @Test
    void momentsThatAreRestoredGoOnFromWhereTheyWereSaved() {
        RandomStream random = SeedTree.of(4).stream();
        SecondMoments straight = new SecondMoments(3);
        SecondMoments restored = new SecondMoments(3);
        restored.add(new double[] {7, 8, 9});
        for (int i = 0; i < 20; i++) {
            double[] sample = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            if (i >= 10) {
                restored.add(sample);
            }
            straight.add(sample);
            if (i == 9) {
                SavedState.of(straight).restoreTo(restored);
            }
        }
        assertEquals(20, restored.samples());
        assertArrayEquals(straight.moments().means(), restored.moments().means());
        assertArrayEquals(straight.moments().covariances(), restored.moments().covariances());
    }
}
