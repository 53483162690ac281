package dmsb.nn.agent;

import dmsb.core.random.RandomStream;

/** Choices from a distribution over actions. */
public final class Categorical {
    private Categorical() {}

    /** A draw, by one uniform number; the rounding of the sum falls to the last action. */
    static int draw(float[] probabilities, RandomStream random) {
        return draw(probabilities, 0, probabilities.length, random);
    }

    /** A draw among {@code length} actions whose probabilities stand from {@code start} on; from 0. */
    static int draw(float[] probabilities, int start, int length, RandomStream random) {
        double threshold = random.nextDouble();
        double sum = 0;
        for (int a = 0; a < length - 1; a++) {
            sum += probabilities[start + a];
            if (threshold < sum) {
                return a;
            }
        }
        return length - 1;
    }

    /**
     * The action of the largest number.
     *
     * @param numbers a number an action. Not modified.
     * @param start where they begin
     * @param length how many actions there are, at least 1
     * @return the action, from 0; the first of several
     */
    public static int largest(float[] numbers, int start, int length) {
        int best = 0;
        for (int a = 1; a < length; a++) {
            if (numbers[start + a] > numbers[start + best]) {
                best = a;
            }
        }
        return best;
    }
}
