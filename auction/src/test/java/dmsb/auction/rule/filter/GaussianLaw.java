package dmsb.auction.rule.filter;

import dmsb.core.random.RandomStream;
import java.util.Arrays;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/** The law of a Gaussian vector, by matrices of Commons Math: the oracle of forecasts. */
record GaussianLaw(RealVector mean, RealMatrix covariance) {
    private static final double RIDGE = 1e-6; // as Moments documents it: a share of every variance

    /** A law in which every two elements are correlated. */
    static GaussianLaw random(double[] mean, double scale, RandomStream random) {
        double[][] root = new double[mean.length][mean.length];
        for (double[] row : root) {
            Arrays.setAll(row, j -> scale * random.nextGaussian());
        }
        RealMatrix matrix = MatrixUtils.createRealMatrix(root);
        return new GaussianLaw(MatrixUtils.createRealVector(mean), matrix.multiply(matrix.transpose()));
    }

    /** A law in which no element tells anything about another. */
    static GaussianLaw independent(double[] mean, double... variances) {
        return new GaussianLaw(MatrixUtils.createRealVector(mean), MatrixUtils.createRealDiagonalMatrix(variances));
    }

    Moments moments() {
        int n = mean.getDimension();
        double[] rows = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(covariance.getRow(i), 0, rows, i * n, n);
        }
        return new Moments(mean.toArray(), rows);
    }

    double mean(int i) {
        return mean.getEntry(i);
    }

    double deviation(int i) {
        return Math.sqrt(covariance.getEntry(i, i));
    }

    /** A value, moved to within three deviations of its mean. */
    double near(int i, double value) {
        double reach = 3 * deviation(i);
        return Math.min(Math.max(value, mean(i) - reach), mean(i) + reach);
    }

    /** The law of the last elements, given the values of others; NaN is a value that is not given. */
    GaussianLaw ofLast(int targets, double[] values) {
        int n = mean.getDimension();
        int[] last = new int[targets];
        Arrays.setAll(last, t -> n - targets + t);
        int[] given = new int[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                given[count++] = i;
            }
        }
        RealMatrix open = covariance.getSubMatrix(last, last);
        RealVector expected = mean.getSubVector(n - targets, targets);
        if (count == 0) {
            return new GaussianLaw(expected, open);
        }
        given = Arrays.copyOf(given, count);
        RealMatrix features = covariance.getSubMatrix(given, given);
        RealMatrix both = covariance.getSubMatrix(given, last);
        RealMatrix raised = features.copy();
        RealVector surprise = MatrixUtils.createRealVector(new double[count]);
        for (int i = 0; i < count; i++) {
            raised.multiplyEntry(i, i, 1 + RIDGE);
            surprise.setEntry(i, values[given[i]] - mean(given[i]));
        }
        RealMatrix weights = new LUDecomposition(raised).getSolver().solve(both).transpose();
        RealMatrix explained = weights.multiply(both);
        return new GaussianLaw(
                expected.add(weights.operate(surprise)),
                open.subtract(explained)
                        .subtract(explained.transpose())
                        .add(weights.multiply(features).multiply(weights.transpose())));
    }
}
