package dmsb.auction.market;

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
            throw new IllegalArgumentException(key + ": expected a finite number from " + low + ", got " + value);
        }
    }

    static void between(String key, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    key + ": expected a number from " + low + " to " + high + ", got " + value);
        }
    }

    static void positive(String key, double value) {
        if (!(value > 0.0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(key + ": expected a positive finite number, got " + value);
        }
    }

    static void within(String key, Range range, double low, double high) {
        if (range.low() < low || range.high() > high) {
            throw new IllegalArgumentException(
                    key + ": expected numbers from " + low + " to " + high + ", got " + range);
        }
    }
}
