package dmsb.auction.market;

import dmsb.core.argument.Require;
import dmsb.core.math.ShortestDecimal;

/**
 * A closed interval of finite numbers from which a quantity is drawn uniformly.
 *
 * @param low the smallest value
 * @param high the largest value, not below {@code low}
 */
public record Range(double low, double high) {
    /**
     * Checks the components.
     *
     * @param low the smallest value
     * @param high the largest value, not below {@code low}
     * @throws IllegalArgumentException if an end is not finite or the ends are in the wrong order
     */
    public Range {
        requireOrdered("range", low, high);
    }

    /**
     * An interval that belongs to a key, which the message of a refusal names.
     *
     * @param key the key
     * @param low the smallest value
     * @param high the largest value
     * @return the interval
     * @throws IllegalArgumentException if an end is not finite or the ends are in the wrong order
     */
    public static Range named(String key, double low, double high) {
        requireOrdered(key, low, high);
        return new Range(low, high);
    }

    private static void requireOrdered(String key, double low, double high) {
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException(key + ": expected finite numbers, got " + text(low, high));
        }
        if (low > high) {
            throw new IllegalArgumentException(
                    key + ": expected a minimum not above the maximum, got " + text(low, high));
        }
    }

    /**
     * Refuses an interval that goes beyond another one.
     *
     * @param key how it is named
     * @param least the smallest value that it may hold
     * @param most the largest value that it may hold
     * @return the interval
     * @throws IllegalArgumentException if it holds another value
     */
    Range requireWithin(String key, double least, double most) {
        if (low < least || high > most) {
            throw Require.refusal(
                    key, "numbers from " + ShortestDecimal.of(least) + " to " + ShortestDecimal.of(most), toString());
        }
        return this;
    }

    /**
     * The value at a fraction of the way from low to high.
     *
     * @param fraction the fraction, in [0, 1]
     * @return low + fraction (high - low)
     */
    public double at(double fraction) {
        return low + fraction * (high - low);
    }

    /**
     * The interval as a scenario file writes it.
     *
     * @return for example {@code [20, 60]}
     */
    @Override
    public String toString() {
        return text(low, high);
    }

    private static String text(double low, double high) {
        return "[" + ShortestDecimal.of(low) + ", " + ShortestDecimal.of(high) + "]";
    }
}
