package dmsb.auction.rule.filter;

/**
 * The lower triangular L with L L' = A of a covariance matrix A, which turns independent standard normal draws into draws
 * with these covariances. Where A has no variance left, by rounding perhaps a little less than none, L has none. Immutable.
 */
final class PositiveFactor {
    private static final double LEAST = 1e-12;

    private final double[][] lower;

    PositiveFactor(double[][] covariance) {
        int n = covariance.length;
        lower = new double[n][n];
        for (int j = 0; j < n; j++) {
            double pivot = covariance[j][j];
            for (int k = 0; k < j; k++) {
                pivot -= lower[j][k] * lower[j][k];
            }
            if (pivot <= LEAST) {
                continue;
            }
            lower[j][j] = Math.sqrt(pivot);
            for (int i = j + 1; i < n; i++) {
                double sum = covariance[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = sum / lower[j][j];
            }
        }
    }

    /** L by rows, not a copy. */
    double[][] rows() {
        return lower;
    }

    /** An element of L z. */
    double element(int i, double[] z) {
        double sum = 0;
        for (int k = 0; k <= i; k++) {
            sum += lower[i][k] * z[k];
        }
        return sum;
    }
}
