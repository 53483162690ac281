package dmsb.nn.diffusion;

import dmsb.core.argument.Require;

/**
 * How much noise each diffusion step adds, and the coefficients that follow from it (Ho, Jain, Abbeel 2020).
 *
 * <p>With {@code xhat} the chain's estimate of x_0, the posterior of step t is
 * {@code mean = cleanWeight xhat + noisyWeight x_t}, {@code variance = beta (1 - alphaBarBefore) / (1 - alphaBar)}.
 */
public final class NoiseSchedule {
    private final double[] beta;
    private final double[] alphaBar;

    private NoiseSchedule(double[] beta) {
        this.beta = beta;
        this.alphaBar = new double[beta.length];
        double product = 1;
        for (int t = 0; t < beta.length; t++) {
            product *= 1 - beta[t];
            alphaBar[t] = product;
        }
    }

    /** The families of schedules. */
    public enum Family {
        /** {@code beta_t = 1 - exp(-0.1/K - 0.5 (10 - 0.1) (2t - 1) / K^2)}, t = 1..K (Xiao, Kreis, Vahdat 2022). */
        VARIANCE_PRESERVING,
        /** beta from 1e-4 to 2e-2 in equal steps (Ho, Jain, Abbeel 2020). */
        LINEAR,
        /** {@code alphaBar} a squared cosine with offset 0.008, beta at most 0.999 (Nichol and Dhariwal 2021). */
        COSINE
    }

    /**
     * A schedule.
     *
     * @param kind its family
     * @param steps the number of steps K, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if there are no steps
     */
    public static NoiseSchedule of(Family kind, int steps) {
        Require.atLeast("steps", steps, 1);
        double[] beta = new double[steps];
        for (int t = 0; t < steps; t++) {
            beta[t] = switch (kind) {
                case VARIANCE_PRESERVING -> variancePreserving(t + 1, steps);
                case LINEAR -> steps == 1 ? 1e-4 : 1e-4 + (2e-2 - 1e-4) * t / (steps - 1);
                case COSINE -> Math.min(0.999, 1 - squaredCosine(t + 1, steps) / squaredCosine(t, steps));
            };
        }
        return new NoiseSchedule(beta);
    }

    private static double variancePreserving(int t, int steps) {
        return 1 - StrictMath.exp(-0.1 / steps - 0.5 * (10 - 0.1) * (2 * t - 1) / ((double) steps * steps));
    }

    private static double squaredCosine(int t, int steps) {
        double cosine = StrictMath.cos(((double) t / steps + 0.008) / 1.008 * Math.PI / 2);
        return cosine * cosine;
    }

    /**
     * The number of steps, K.
     *
     * @return K
     */
    public int steps() {
        return beta.length;
    }

    /**
     * The variance of the noise that forward step t adds; eta of eq. (16).
     *
     * @param t the step
     * @return beta_t
     */
    public double beta(int t) {
        return beta[t];
    }

    /**
     * The share of x_0's variance that is left after forward step t.
     *
     * @param t the step
     * @return the product of 1 - beta up to and with t
     */
    public double alphaBar(int t) {
        return alphaBar[t];
    }

    /**
     * The variance of reverse step t.
     *
     * @param t the step
     * @return the posterior variance, 0 for t = 0
     */
    public double variance(int t) {
        return beta[t] * (1 - alphaBarBefore(t)) / (1 - alphaBar[t]);
    }

    /**
     * The weight of the estimate of x_0 in the mean of reverse step t.
     *
     * @param t the step
     * @return the weight
     */
    public double cleanWeight(int t) {
        return beta[t] * Math.sqrt(alphaBarBefore(t)) / (1 - alphaBar[t]);
    }

    /**
     * The weight of x_t in the mean of reverse step t.
     *
     * @param t the step
     * @return the weight
     */
    public double noisyWeight(int t) {
        return (1 - alphaBarBefore(t)) * Math.sqrt(1 - beta[t]) / (1 - alphaBar[t]);
    }

    /**
     * The weight of x_t in reverse step t, once the estimate of x_0 is written in terms of x_t and the noise in it.
     *
     * @param t the step
     * @return the weight
     */
    public double keep(int t) {
        return cleanWeight(t) / Math.sqrt(alphaBar(t)) + noisyWeight(t);
    }

    /**
     * The weight of the predicted noise in reverse step t, likewise.
     *
     * @param t the step
     * @return the weight, not above 0
     */
    public double remove(int t) {
        return -cleanWeight(t) * Math.sqrt(1 / alphaBar(t) - 1);
    }

    /**
     * The weight of the fresh noise in reverse step t, the root of {@link #variance}.
     *
     * @param t the step
     * @return the weight, 0 for t = 0
     */
    public double spread(int t) {
        return Math.sqrt(variance(t));
    }

    private double alphaBarBefore(int t) {
        return t == 0 ? 1 : alphaBar[t - 1];
    }
}
