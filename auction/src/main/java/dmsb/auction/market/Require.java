package dmsb.auction.market;

import dmsb.core.math.ShortestDecimal;

/** Refusals that name the key, what was expected and what came. */
final class Require {
    private Require() {}

    static void wholeNumber(String key, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    key + ": expected a whole number from " + low + " to " + high + ", got " + value);
        }
    }

    static void finiteFrom(String key, double value, double low) {
        if (!(value >= low && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(key + ": expected a finite number from " + ShortestDecimal.of(low)
                    + ", got " + ShortestDecimal.of(value));
        }
    }

    static void positive(String key, double value) {
        if (!(value > 0.0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    key + ": expected a positive finite number, got " + ShortestDecimal.of(value));
        }
    }
}
