package dmsb.core.math;

/**
 * The distribution function of the standard normal law.
 *
 * <p>Hart et al. 1968, algorithm 5666, in the double-precision form of West 2005 ("Better approximations to cumulative
 * normal functions"): a rational function times exp(-x^2/2) up to |x| = 5 sqrt(2), a continued fraction beyond, 0 and 1
 * beyond |x| = 37. The absolute error is below 1e-14.
 */
public final class NormalCdf {
    private static final double TAIL = 7.07106781186547;
    private static final double SQRT_TWO_PI = 2.506628274631;

    private NormalCdf() {}

    /**
     * The probability of a standard normal draw at most x.
     *
     * @param x any number
     * @return Phi(x), in [0, 1]; NaN for NaN
     */
    public static double of(double x) {
        double lower = lowerTail(Math.abs(x));
        return x > 0.0 ? 1.0 - lower : lower;
    }

    private static double lowerTail(double a) {
        if (a > 37.0) {
            return 0.0;
        }
        double density = FastStrictMath.exp(-0.5 * a * a);
        if (a < TAIL) {
            double numerator = 3.52624965998911e-02 * a + 0.700383064443688;
            numerator = numerator * a + 6.37396220353165;
            numerator = numerator * a + 33.912866078383;
            numerator = numerator * a + 112.079291497871;
            numerator = numerator * a + 221.213596169931;
            numerator = numerator * a + 220.206867912376;
            double denominator = 8.83883476483184e-02 * a + 1.75566716318264;
            denominator = denominator * a + 16.064177579207;
            denominator = denominator * a + 86.7807322029461;
            denominator = denominator * a + 296.564248779674;
            denominator = denominator * a + 637.333633378831;
            denominator = denominator * a + 793.826512519948;
            denominator = denominator * a + 440.413735824752;
            return density * numerator / denominator;
        }
        double fraction = a + 0.65;
        fraction = a + 4.0 / fraction;
        fraction = a + 3.0 / fraction;
        fraction = a + 2.0 / fraction;
        fraction = a + 1.0 / fraction;
        return density / fraction / SQRT_TWO_PI;
    }
}
