package dmsb.auction.rule.filter;

import java.util.Arrays;

/** A Gaussian vector that is conditioned on one element after the other. Reused; for one thread. */
final class Gaussian {
    /** Where there is no more variance than this, there is nothing to learn. */
    private static final double LEAST = 1e-12;

    private final double[] mean;
    private final double[][] covariance;

    /** A vector of so many zeros. */
    Gaussian(int size) {
        mean = new double[size];
        covariance = new double[size][size];
    }

    int size() {
        return mean.length;
    }

    /** The means, not a copy. */
    double[] mean() {
        return mean;
    }

    /** The covariances, not a copy. */
    double[][] covariance() {
        return covariance;
    }

    /** Becomes equal to another of the same length. */
    void set(Gaussian other) {
        System.arraycopy(other.mean, 0, mean, 0, mean.length);
        for (int i = 0; i < mean.length; i++) {
            System.arraycopy(other.covariance[i], 0, covariance[i], 0, mean.length);
        }
    }

    /** Conditions on the value of an element. */
    void condition(int element, double value) {
        double variance = covariance[element][element];
        if (variance > LEAST) {
            double surprise = (value - mean[element]) / variance;
            double[] column = covariance[element];
            for (int i = 0; i < mean.length; i++) {
                mean[i] += column[i] * surprise;
            }
            learn(element);
        }
        mean[element] = value;
    }

    /** Takes away the variance that the value of an element explains, whatever the value is. */
    void learn(int element) {
        double variance = covariance[element][element];
        if (variance <= LEAST) {
            return;
        }
        double[] column = covariance[element];
        for (int i = 0; i < mean.length; i++) {
            if (i != element) {
                double gain = column[i] / variance;
                double[] row = covariance[i];
                for (int j = 0; j < mean.length; j++) {
                    row[j] -= gain * column[j];
                }
                row[element] = 0;
            }
        }
        Arrays.fill(column, 0);
    }
}
