package dmsb.experiments.figure;

import dmsb.core.argument.Require;
import dmsb.core.math.ShortestDecimal;

/** What of the numbers of a figure can be drawn. */
final class Drawable {
    /** Larger magnitudes are gaps: the difference of two values never overflows. */
    static final double LARGEST = 1e300;

    private Drawable() {}

    /** Whether a value is drawn rather than left out. */
    static boolean is(double value) {
        return Math.abs(value) <= LARGEST;
    }

    /** Refuses bounds in the wrong order. */
    static void requireOrdered(String owner, double low, double high) {
        if (low > high) {
            throw Require.refusal(
                    owner,
                    "low <= high",
                    "low = " + ShortestDecimal.of(low) + " and high = " + ShortestDecimal.of(high));
        }
    }
}
