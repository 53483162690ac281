package dmsb.experiments.bench;

import dmsb.experiments.statistics.Interval;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The exponent b of y = a x^b, by least squares through the logarithms.
 *
 * @param exponent b with its 95 % confidence interval
 */
record PowerLaw(Interval exponent) {
    private static final double UPPER_QUANTILE = 0.975;

    /**
     * Fits.
     *
     * @param x at least three positive numbers, not all the same
     * @param y as many positive numbers
     */
    static PowerLaw of(double[] x, double[] y) {
        SimpleRegression regression = new SimpleRegression();
        for (int i = 0; i < x.length; i++) {
            regression.addData(StrictMath.log(x[i]), StrictMath.log(y[i]));
        }
        double slope = regression.getSlope();
        double half = new TDistribution(x.length - 2).inverseCumulativeProbability(UPPER_QUANTILE)
                * regression.getSlopeStdErr();
        return new PowerLaw(new Interval(slope, slope - half, slope + half));
    }
}
