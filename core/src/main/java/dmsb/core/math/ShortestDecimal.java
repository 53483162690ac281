package dmsb.core.math;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as the shortest decimal that reads back as the same number, the same text on every JDK: {@link
 * Double#toString} changed with JDK 19.
 */
public final class ShortestDecimal {
    private static final int MAX_DIGITS = 17;
    private static final BigDecimal LARGEST_PLAIN = BigDecimal.valueOf(1e15);
    private static final BigDecimal SMALLEST_PLAIN = BigDecimal.valueOf(1e-7);

    private ShortestDecimal() {}

    /**
     * The text of a number.
     *
     * @param value the number
     * @return for example {@code 20}, {@code 0.3}, {@code 1e-20}, {@code Infinity}
     */
    public static String of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return special(value);
        }
        for (int digits = 1; digits < MAX_DIGITS; digits++) {
            String text = rounded(value, digits);
            if (Double.parseDouble(text) == value) {
                return text;
            }
        }
        return rounded(value, MAX_DIGITS);
    }

    /**
     * A number rounded half to even to a number of significant digits.
     *
     * @param value the number
     * @param digits the significant digits, at least 1
     * @return the text, without trailing zeros
     */
    public static String rounded(double value, int digits) {
        if (value == 0 || !Double.isFinite(value)) {
            return special(value);
        }
        BigDecimal decimal = new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        BigDecimal size = decimal.abs();
        return size.compareTo(LARGEST_PLAIN) >= 0 || size.compareTo(SMALLEST_PLAIN) < 0
                ? decimal.toString().replace("E+", "e").replace("E", "e")
                : decimal.toPlainString();
    }

    private static String special(double value) {
        return value == 0 ? "0" : Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }
}
