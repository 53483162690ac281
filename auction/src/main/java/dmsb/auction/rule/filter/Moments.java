package dmsb.auction.rule.filter;

/**
 * Means and covariances of a vector, and the best linear prediction of some of its elements given others. For a
 * Gaussian vector that prediction is the conditional mean. Immutable.
 */
final class Moments {
    /** Small against any share of variance that matters; keeps the factorisation from failing where features coincide. */
    private static final double RIDGE = 1e-6;

    private final double[] means;
    private final double[] covariances;

    /** Takes the arrays over: n means and an n x n matrix by rows. */
    Moments(double[] means, double[] covariances) {
        this.means = means;
        this.covariances = covariances;
    }

    /** The moments that a file holds: n means and an n x n matrix by rows. */
    static Moments of(float[] means, float[] covariances) {
        return new Moments(doubles(means), doubles(covariances));
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** The same rounded to floats, the precision of a file: a filter is the same before it was written and after. */
    Moments rounded() {
        return of(means(), covariances());
    }

    /** The length of the vector, n. */
    int size() {
        return means.length;
    }

    /** The means, as a file holds them. */
    float[] means() {
        return floats(means);
    }

    /** The covariances by rows, as a file holds them. */
    float[] covariances() {
        return floats(covariances);
    }

    /** The mean of an element. */
    double mean(int i) {
        return means[i];
    }

    /** The standard deviation of an element. */
    double deviation(int i) {
        return Math.sqrt(covariance(i, i));
    }

    /** A value of an element, moved to within so many deviations of its mean. */
    double clip(int i, double value, double deviations) {
        double reach = deviations * deviation(i);
        return Math.max(means[i] - reach, Math.min(means[i] + reach, value));
    }

    private double covariance(int i, int j) {
        return covariances[i * means.length + j];
    }

    /** The prediction of the last elements, so many of them, from given ones, as filters make it. */
    Prediction predictLast(int targets, int[] given) {
        int[] last = new int[targets];
        for (int t = 0; t < targets; t++) {
            last[t] = means.length - targets + t;
        }
        return predict(given, last, RIDGE);
    }

    /**
     * The prediction of targets from given elements, by the normal equations, solved by Cholesky's factorisation. Every
     * diagonal element is raised by the share {@code ridge}, so that elements that depend on each other share their weight.
     *
     * @param given the indices of the elements that are known
     * @param targets the indices of those to be predicted
     * @param ridge the share, positive
     */
    Prediction predict(int[] given, int[] targets, double ridge) {
        int n = given.length;
        double[][] factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = covariance(given[i], given[j]);
                if (i == j) {
                    sum += ridge * sum + Double.MIN_NORMAL; // an element that never moves gets no weight
                }
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
            }
        }
        double[][] weights = new double[targets.length][];
        double[] offsets = new double[targets.length];
        for (int t = 0; t < targets.length; t++) {
            weights[t] = solve(factor, given, targets[t]);
            offsets[t] = mean(targets[t]);
            for (int i = 0; i < n; i++) {
                offsets[t] -= weights[t][i] * mean(given[i]);
            }
        }
        double[][] residual = new double[targets.length][targets.length];
        for (int s = 0; s < targets.length; s++) {
            for (int t = 0; t < targets.length; t++) {
                residual[s][t] = residualCovariance(given, targets[s], weights[s], targets[t], weights[t]);
            }
        }
        return new Prediction(given.clone(), weights, offsets, residual);
    }

    private double[] solve(double[][] factor, int[] given, int target) {
        int n = given.length;
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = covariance(given[i], target);
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i][k] * x[k];
            }
            x[i] /= factor[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] /= factor[i][i];
        }
        return x;
    }

    /** cov(S - w_S G, T - w_T G). */
    private double residualCovariance(int[] given, int s, double[] weightsS, int t, double[] weightsT) {
        double sum = covariance(s, t);
        for (int i = 0; i < given.length; i++) {
            sum -= weightsS[i] * covariance(given[i], t) + weightsT[i] * covariance(given[i], s);
            for (int j = 0; j < given.length; j++) {
                sum += weightsS[i] * weightsT[j] * covariance(given[i], given[j]);
            }
        }
        return sum;
    }

    /** A linear prediction of some elements from others, with the covariances of what it leaves open. */
    static final class Prediction {
        private final int[] given;
        private final double[][] weights;
        private final double[] offsets;
        private final double[][] residual;

        Prediction(int[] given, double[][] weights, double[] offsets, double[][] residual) {
            this.given = given;
            this.weights = weights;
            this.offsets = offsets;
            this.residual = residual;
        }

        /** Writes the predicted means of the targets, from a vector of which only the given elements are read. */
        void means(double[] vector, double[] target) {
            for (int t = 0; t < offsets.length; t++) {
                double sum = offsets[t];
                for (int i = 0; i < given.length; i++) {
                    sum += weights[t][i] * vector[given[i]];
                }
                target[t] = sum;
            }
        }

        /** The covariances of the targets' errors, not a copy. */
        double[][] covariance() {
            return residual;
        }
    }
}
