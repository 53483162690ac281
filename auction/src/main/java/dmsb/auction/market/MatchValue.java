package dmsb.auction.market;

import dmsb.core.argument.Require;

/**
 * The matching value of one slot, the term of eq. (10), for every possible number of matching pixels.
 *
 * <p>The term is omega_2 / (1 - R)^beta with R = hits / k. It has no limit at R = 1, so 1 - R is floored at 1 / (2k),
 * half a pixel: a task without a fault counts as one in which half a pixel was wrong. A table of the k + 1 terms is made
 * once. Immutable.
 */
public final class MatchValue {
    private final double[] terms;

    /**
     * The table for tasks of k pixels.
     *
     * @param pixels k, at least 1
     * @param beta the sensitivity to accuracy, beta, at least 0
     * @param omega2 the scale omega_2, positive
     * @throws IllegalArgumentException if an argument is out of its range or the largest term is not finite
     */
    public MatchValue(int pixels, double beta, double omega2) {
        Require.within("pixels", pixels, 1, Scenario.MAX_PIXELS);
        Require.notNegative("beta", beta);
        Require.positive("omega2", omega2);
        terms = new double[pixels + 1];
        for (int hits = 0; hits <= pixels; hits++) {
            double wrong = Math.max((double) (pixels - hits) / pixels, 0.5 / pixels);
            terms[hits] = omega2 / StrictMath.pow(wrong, beta);
        }
        if (!(terms[pixels] <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("beta: expected omega2 (2 pixels)^beta to be finite, got beta " + beta
                    + " with " + pixels + " pixels");
        }
    }

    /**
     * The number of pixels.
     *
     * @return k
     */
    public int pixels() {
        return terms.length - 1;
    }

    /**
     * The term of eq. (10).
     *
     * @param hits the number of matching pixels, 0 to k
     * @return omega_2 / max(1 - hits/k, 1/(2k))^beta
     */
    public double of(int hits) {
        return terms[hits];
    }
}
