package dmsb.nn.agent;

import dmsb.core.random.RandomStream;

/** Choices from a distribution over actions. */
final class Categorical {
    private Categorical() {}

    /** A draw, by one uniform number; the rounding of the sum falls to the last action. */
    static int draw(float[] probabilities, RandomStream random) {
        double threshold = random.nextDouble();
        double sum = 0;
        for (int a = 0; a < probabilities.length - 1; a++) {
            sum += probabilities[a];
            if (threshold < sum) {
                return a;
            }
        }
        return probabilities.length - 1;
    }

    /** The index of the largest number, the first of several, among {@code length} from {@code start} on; from 0. */
    static int largest(float[] numbers, int start, int length) {
        int best = 0;
        for (int a = 1; a < length; a++) {
            if (numbers[start + a] > numbers[start + best]) {
                best = a;
            }
        }
        return best;
    }
}
