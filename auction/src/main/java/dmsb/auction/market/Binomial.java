package dmsb.auction.market;

import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;

/**
 * Exact draws from a binomial law by the binary digits of the success probability.
 *
 * <p>A trial succeeds iff a uniform number U is below p. The digits of all U are drawn together, 64 trials a word: where
 * the next digit of p is 1, trials whose digit is 0 have succeeded; where it is 0, trials whose digit is 1 have failed;
 * the others stay undecided, and fail if the digits of p come to an end. Half of the undecided trials are settled by each
 * digit, so a draw takes about 2k/64 words, and its law is exactly that of the double p.
 */
public final class Binomial {
    /** The 53 digits of a p from here on end within 64 digits of the binary point. */
    private static final double SMALLEST_IN_A_WORD = 0x1p-11;

    private Binomial() {}

    /**
     * Draws the number of successes.
     *
     * @param trials the number of independent trials, k, at least 0
     * @param probability the probability of success of each, p, in [0, 1]
     * @param random the stream to draw from
     * @return the number of successes, 0 to k
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static int draw(int trials, double probability, RandomStream random) {
        Require.atLeast("trials", trials, 0);
        Require.within("probability", probability, 0, 1);
        if (probability == 1.0) {
            return trials;
        }
        return probability >= SMALLEST_IN_A_WORD
                ? drawByWord(trials, (long) (probability * 0x1p63) << 1, random)
                : drawByDouble(trials, probability, random);
    }

    /** With all digits of p in a word, the first one as its highest bit. */
    private static int drawByWord(int trials, long digitsOfP, RandomStream random) {
        int successes = 0;
        int undecided = trials;
        for (long digits = digitsOfP; undecided > 0 && digits != 0; digits <<= 1) {
            int ones = ones(undecided, random);
            int zeros = undecided - ones;
            // 0, or -1 for a one: a mask in place of a branch that nobody could predict
            int digit = (int) (digits >> 63);
            successes += zeros & digit;
            undecided = zeros ^ ((zeros ^ ones) & digit);
        }
        return successes;
    }

    private static int drawByDouble(int trials, double probability, RandomStream random) {
        int successes = 0;
        int undecided = trials;
        double digits = probability; // the digits of p that are still to come; doubling and subtracting 1 are exact
        while (undecided > 0 && digits > 0.0) {
            int ones = ones(undecided, random);
            int zeros = undecided - ones;
            digits += digits;
            int digit = (int) digits;
            digits -= digit;
            successes += digit * zeros;
            undecided = zeros + digit * (ones - zeros);
        }
        return successes;
    }

    private static int ones(int bits, RandomStream random) {
        int count = 0;
        int left = bits;
        for (; left >= Long.SIZE; left -= Long.SIZE) {
            count += Long.bitCount(random.nextLong());
        }
        if (left > 0) {
            count += Long.bitCount(random.nextLong() >>> (Long.SIZE - left));
        }
        return count;
    }
}
