package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

class GaussianTest {
    private static final int SIZE = 5;

    private static double[][] covariance() {
        RandomStream random = SeedTree.of(1).stream();
        double[][] root = new double[SIZE][SIZE];
        for (double[] row : root) {
            for (int j = 0; j < SIZE; j++) {
                row[j] = random.nextGaussian();
            }
        }
        double[][] product = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                for (int k = 0; k < SIZE; k++) {
                    product[i][j] += root[i][k] * root[j][k];
                }
            }
        }
        return product;
    }

    private static Gaussian gaussian(double[][] covariance) {
        Gaussian gaussian = new Gaussian(SIZE);
        for (int i = 0; i < SIZE; i++) {
            gaussian.mean()[i] = i;
            System.arraycopy(covariance[i], 0, gaussian.covariance()[i], 0, SIZE);
        }
        return gaussian;
    }

    /** The oracle solves the normal equations at once; its ridge of a millionth is the tolerance. */
    @Test
    void oneElementAfterTheOtherIsAllOfThemAtOnce() {
        double[][] covariance = covariance();
        double[] flat = new double[SIZE * SIZE];
        double[] means = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            means[i] = i;
            System.arraycopy(covariance[i], 0, flat, i * SIZE, SIZE);
        }
        int[] given = {0, 2, 3};
        Moments.Prediction all = new Moments(means, flat).predict(given, new int[] {1, 4}, 1e-12);
        double[] values = {0.3, Double.NaN, 1.7, 3.9, Double.NaN};
        double[] expected = new double[2];
        all.means(values, expected);
        Gaussian gaussian = gaussian(covariance);
        for (int element : given) {
            gaussian.condition(element, values[element]);
        }
        assertArrayEquals(expected, new double[] {gaussian.mean()[1], gaussian.mean()[4]}, 1e-6);
        assertEquals(all.covariance()[0][0], gaussian.covariance()[1][1], 1e-6);
        assertEquals(all.covariance()[0][1], gaussian.covariance()[1][4], 1e-6);
        assertEquals(all.covariance()[1][1], gaussian.covariance()[4][4], 1e-6);
        for (int element : given) {
            assertEquals(values[element], gaussian.mean()[element]);
            assertEquals(0, gaussian.covariance()[element][element]);
        }
    }

    @Test
    void whatIsLearnedDoesNotDependOnTheValue() {
        Gaussian told = gaussian(covariance());
        Gaussian open = gaussian(covariance());
        told.condition(2, 7);
        told.condition(2, 7); // what is known already teaches nothing
        open.learn(2);
        for (int i = 0; i < SIZE; i++) {
            assertArrayEquals(told.covariance()[i], open.covariance()[i]);
            assertEquals(i, open.mean()[i]);
        }
    }

    @Test
    void theFactorTimesItsTransposeIsTheCovarianceAlsoOfASingularOne() {
        double[][] covariance = covariance();
        for (int i = 0; i < SIZE; i++) { // the last element becomes the sum of the first two
            covariance[SIZE - 1][i] = covariance[0][i] + covariance[1][i];
        }
        for (int i = 0; i < SIZE; i++) {
            covariance[i][SIZE - 1] = covariance[i][0] + covariance[i][1];
        }
        PositiveFactor factor = new PositiveFactor(covariance);
        double[][] columns = new double[SIZE][SIZE];
        for (int k = 0; k < SIZE; k++) {
            double[] unit = new double[SIZE];
            unit[k] = 1;
            for (int i = 0; i < SIZE; i++) {
                columns[k][i] = factor.element(i, unit);
            }
        }
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                double sum = 0;
                for (int k = 0; k < SIZE; k++) {
                    sum += columns[k][i] * columns[k][j];
                }
                assertEquals(covariance[i][j], sum, 1e-9);
            }
        }
    }

    @Test
    void aCopyIsEqualAndOfItsOwn() {
        Gaussian original = gaussian(covariance());
        Gaussian copy = new Gaussian(SIZE);
        assertEquals(SIZE, copy.size());
        copy.set(original);
        assertArrayEquals(original.mean(), copy.mean());
        double[][] before = covariance();
        assertArrayEquals(before, copy.covariance());
        original.condition(0, 5);
        assertArrayEquals(new double[] {0, 1, 2, 3, 4}, copy.mean());
        assertArrayEquals(before, copy.covariance());
    }

    /** A trillionth is the largest variance that counts as none; twice as much counts. */
    @Test
    void whereThereIsNoMoreThanTheLeastVarianceThereIsNothingToLearn() {
        for (double variance : new double[] {1e-12, 2e-12}) {
            boolean counts = variance > 1e-12;
            double[][] covariance = {{variance, variance}, {variance, 1}};
            Gaussian told = new Gaussian(2);
            told.covariance()[0] = covariance[0].clone();
            told.covariance()[1] = covariance[1].clone();
            Gaussian learned = new Gaussian(2);
            learned.set(told);
            told.condition(0, 0.5);
            assertArrayEquals(new double[] {0.5, counts ? 0.5 : 0}, told.mean());
            learned.learn(0);
            assertEquals(counts ? 0 : variance, learned.covariance()[0][0]);
            assertArrayEquals(told.covariance(), learned.covariance());
            assertEquals(counts ? Math.sqrt(variance) : 0, new PositiveFactor(covariance).rows()[0][0]);
        }
    }

    /** [[4, 2], [2, 5]] = L L' with L = [[2, 0], [1, 2]]. */
    @Test
    void theFactorOfASmallMatrixIsTheOneFoundByHand() {
        PositiveFactor factor = new PositiveFactor(new double[][] {{4, 2}, {2, 5}});
        assertArrayEquals(new double[][] {{2, 0}, {1, 2}}, factor.rows());
        double[] draws = {3, 5};
        assertEquals(6, factor.element(0, draws));
        assertEquals(13, factor.element(1, draws));
    }
}
