package dmsb.experiments.config;

import dmsb.core.tensorfile.ShortestDecimal;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as text, the same on every JDK: {@link Double#toString} changed with JDK 19 and {@link String#format} rounds
 * through it.
 */
public final class Decimal {
    private Decimal() {}

    /**
     * The shortest decimal that reads back as the same number.
     *
     * @param value the number
     * @return for example {@code 20}, {@code 0.3}, {@code 1e-20}, {@code Infinity}
     */
    public static String shortest(double value) {
        return ShortestDecimal.of(value);
    }

    /**
     * A number rounded half to even to a number of significant digits.
     *
     * @param value the number
     * @param digits the significant digits, at least 1
     * @return the text, without trailing zeros
     */
    public static String rounded(double value, int digits) {
        return ShortestDecimal.rounded(value, digits);
    }

    /**
     * A number rounded half to even to a number of decimal places.
     *
     * @param value the number, finite
     * @param places the decimal places, at least 0
     * @return the text, with exactly that many places
     */
    public static String fixed(double value, int places) {
        return Double.isFinite(value)
                ? new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString()
                : ShortestDecimal.of(value);
    }
}
