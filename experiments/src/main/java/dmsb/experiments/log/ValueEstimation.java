package dmsb.experiments.log;

import dmsb.auction.log.BidLog;
import org.apache.commons.math3.stat.regression.MillerUpdatingRegression;

/**
 * Estimates of the UAV's values that a log does not have, from those it has.
 *
 * <p>The log of v_0 is regressed on the logs of the UAV's declared estimates, of this row and of the {@code 2 lag} rows
 * after it: an estimate speaks of the value {@code lag} rows before, so the later ones are the ones that know. (Whoever
 * evaluates a log may look at what came after; a rule for rho is never shown it.) What the regression leaves over is
 * taken for a first-order autoregression, whose mean between two known rows at distances d and e is {@code (phi^d (1 -
 * phi^2e) r_d + phi^e (1 - phi^2d) r_e) / (1 - phi^2(d+e))}, and whose variance there is {@code s^2 (1 - phi^2d) (1 -
 * phi^2e) / (1 - phi^2(d+e))}. A last factor makes the sum of the estimates right on the known rows, each estimated as
 * if it were not known.
 *
 * @param log the log, estimates filled in
 * @param error the root mean square of log(estimate / value) to be expected over the unknown rows, by that variance. (An
 *     error measured on the known rows would flatter: they have known ones beside them more often.) NaN if too few are
 *     known, and the declared estimates are taken as they are
 */
public record ValueEstimation(BidLog log, double error) {
    private static final int LONGEST_LAG = 20;

    /** Known rows a coefficient that the regression needs at least. */
    private static final int ROWS_A_COEFFICIENT = 20;

    /** Below every amount that matters, so that a zero has a log. */
    private static final double FLOOR = 1e-300;

    /**
     * Fills in the unknown values.
     *
     * @param log the log. Not modified.
     * @param lag how many rows before the UAV's estimate is about, at least 0
     * @return the log with estimates, and their error
     */
    public static ValueEstimation of(BidLog log, int lag) {
        int regressors = 2 * Math.min(lag, LONGEST_LAG) + 1;
        if (log.knownValues() == log.rows()) {
            return new ValueEstimation(log, 0.0);
        }
        if (log.knownValues() < ROWS_A_COEFFICIENT * (regressors + 1)) {
            return new ValueEstimation(log, Double.NaN);
        }
        return new Fit(log, regressors).result();
    }

    private static double logOf(double amount) {
        return StrictMath.log(Math.max(amount, FLOOR));
    }

    /** The work in steps: regression, residuals, their autocorrelation, their mean between known rows, the factor. */
    private static final class Fit {
        private final BidLog log;
        private final double[] fitted;
        private final double[] residuals;
        private final double residualVariance;
        private final double phi;

        Fit(BidLog log, int regressors) {
            this.log = log;
            this.fitted = regress(regressors);
            this.residuals = new double[log.rows()];
            double squares = 0.0;
            for (int row = 0; row < log.rows(); row++) {
                residuals[row] = log.uavValueKnown(row) ? logOf(log.uavValue(row)) - fitted[row] : 0.0;
                squares += residuals[row] * residuals[row];
            }
            this.residualVariance = squares / log.knownValues();
            this.phi = autocorrelation();
        }

        private double[] regress(int regressors) {
            MillerUpdatingRegression regression = new MillerUpdatingRegression(regressors, true);
            double[] x = new double[regressors];
            for (int m = 0; m < log.markets(); m++) {
                for (int row = log.marketStart(m); row < log.marketStart(m + 1); row++) {
                    if (log.uavValueKnown(row)) {
                        fill(x, row, log.marketStart(m + 1));
                        regression.addObservation(x, logOf(log.uavValue(row)));
                    }
                }
            }
            double[] b = regression.regress().getParameterEstimates();
            double[] fit = new double[log.rows()];
            for (int m = 0; m < log.markets(); m++) {
                for (int row = log.marketStart(m); row < log.marketStart(m + 1); row++) {
                    fill(x, row, log.marketStart(m + 1));
                    fit[row] = finite(b[0]);
                    for (int i = 0; i < x.length; i++) {
                        fit[row] += finite(b[i + 1]) * x[i];
                    }
                }
            }
            return fit;
        }

        /** A regressor that is a multiple of others gets no coefficient. */
        private static double finite(double coefficient) {
            return Double.isNaN(coefficient) ? 0.0 : coefficient;
        }

        /** After the end of a market its last estimate stands in. */
        private void fill(double[] x, int row, int end) {
            for (int i = 0; i < x.length; i++) {
                x[i] = logOf(log.estimate(Math.min(row + i, end - 1)));
            }
        }

        /** Of known rows next to each other; 0 if there are none. */
        private double autocorrelation() {
            double products = 0.0;
            double squares = 0.0;
            for (int m = 0; m < log.markets(); m++) {
                for (int row = log.marketStart(m) + 1; row < log.marketStart(m + 1); row++) {
                    if (log.uavValueKnown(row) && log.uavValueKnown(row - 1)) {
                        products += residuals[row] * residuals[row - 1];
                        squares += 0.5 * (residuals[row] * residuals[row] + residuals[row - 1] * residuals[row - 1]);
                    }
                }
            }
            return squares > 0.0 ? Math.max(0.0, Math.min(0.999, products / squares)) : 0.0;
        }

        ValueEstimation result() {
            double[] estimates = new double[log.rows()];
            double values = 0.0;
            double left = 0.0;
            double variances = 0.0;
            for (int m = 0; m < log.markets(); m++) {
                int start = log.marketStart(m);
                int end = log.marketStart(m + 1);
                int[] next = nextKnown(start, end);
                int before = -1;
                for (int row = start; row < end; row++) {
                    double logEstimate = fitted[row] + between(row, before, next[row - start]);
                    estimates[row] = StrictMath.exp(logEstimate);
                    if (log.uavValueKnown(row)) {
                        values += log.uavValue(row);
                        left += estimates[row];
                        before = row;
                    } else {
                        variances += variance(row, before, next[row - start]);
                    }
                }
            }
            double factor = left > 0.0 ? values / left : 1.0;
            for (int row = 0; row < estimates.length; row++) {
                estimates[row] = Math.min(factor * estimates[row], Double.MAX_VALUE);
            }
            return new ValueEstimation(
                    log.withEstimatedValues(estimates), StrictMath.sqrt(variances / (log.rows() - log.knownValues())));
        }

        /** For every row of a market the next known one after it, -1 if there is none. */
        private int[] nextKnown(int start, int end) {
            int[] next = new int[end - start];
            int known = -1;
            for (int row = end - 1; row >= start; row--) {
                next[row - start] = known;
                known = log.uavValueKnown(row) ? row : known;
            }
            return next;
        }

        /** phi^distance, 0 if there is no such row. */
        private double correlation(int row, int other) {
            return other < 0 ? 0.0 : StrictMath.pow(phi, Math.abs(row - other));
        }

        private double variance(int row, int before, int after) {
            double d = correlation(row, before);
            double e = correlation(row, after);
            return residualVariance * (1.0 - d * d) * (1.0 - e * e) / (1.0 - d * d * e * e);
        }

        private double between(int row, int before, int after) {
            double d = correlation(row, before);
            double e = correlation(row, after);
            double fromBefore = before < 0 ? 0.0 : residuals[before];
            double fromAfter = after < 0 ? 0.0 : residuals[after];
            return (d * (1.0 - e * e) * fromBefore + e * (1.0 - d * d) * fromAfter) / (1.0 - d * d * e * e);
        }
    }
}
