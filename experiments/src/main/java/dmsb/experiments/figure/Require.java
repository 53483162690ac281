package dmsb.experiments.figure;

import java.util.Locale;

/** Checks of arguments at the package's border. */
final class Require {
    /** Larger magnitudes are gaps: the difference of two values never overflows. */
    static final double LARGEST = 1e300;

    private Require() {}

    static String notBlank(String parameter, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(parameter + ": expected text, got a blank string");
        }
        return value;
    }

    static boolean drawable(double value) {
        return Math.abs(value) <= LARGEST;
    }

    static void ordered(String owner, double low, double high) {
        if (low > high) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s: expected low <= high, got low = %s and high = %s", owner, low, high));
        }
    }
}
