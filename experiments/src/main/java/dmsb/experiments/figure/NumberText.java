package dmsb.experiments.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as a reader wants them, the same in every locale: a true minus sign, commas between thousands from 10,000 on, powers of
 * ten for very large and very small ones, a dash for what is missing. Ties are rounded away from zero.
 */
public final class NumberText {
    /** What stands for a number that is not there. */
    public static final String MISSING = "\u2013";

    /** The raised digits from 0 to 9, of which the exponents of powers of ten are. */
    public static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    private static final double LARGE = 1e7;
    private static final double SMALL = 1e-4;

    private NumberText() {}

    /**
     * A number rounded to significant digits.
     *
     * @param value the number
     * @param digits how many digits, at least 1; trailing zeros after the point are dropped
     * @return the text; {@link #MISSING} for NaN
     */
    public static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_UP));
        if (scientific(value)) {
            return scientific(rounded.stripTrailingZeros());
        }
        BigDecimal plain = rounded.stripTrailingZeros();
        return plain(plain.scale() < 0 ? plain.setScale(0) : plain);
    }

    /**
     * A number with a fixed number of decimals, for columns.
     *
     * @param value the number
     * @param decimals how many digits after the point
     * @return the text; {@link #MISSING} for NaN; with a power of ten where the decimals would not do
     */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        if (Math.abs(value) >= LARGE) {
            return significant(value, Math.max(4, decimals + 1));
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        if (rounded.signum() == 0 && value != 0 && scientific(value)) {
            return significant(value, Math.max(1, decimals));
        }
        return plain(rounded);
    }

    /**
     * An interval, each end rounded to significant digits.
     *
     * @param low the lower end
     * @param high the upper end
     * @param digits how many digits
     * @return the text in brackets
     */
    public static String interval(double low, double high, int digits) {
        return "[" + significant(low, digits) + ", " + significant(high, digits) + "]";
    }

    /**
     * A power of ten, as a factor.
     *
     * @param exponent the exponent
     * @return such as "&times;10" with a raised exponent
     */
    public static String powerOfTen(int exponent) {
        StringBuilder text = new StringBuilder("\u00d710");
        if (exponent < 0) {
            text.append('\u207b');
        }
        String digits = Integer.toString(Math.abs(exponent));
        for (int i = 0; i < digits.length(); i++) {
            text.append(SUPERSCRIPTS.charAt(digits.charAt(i) - '0'));
        }
        return text.toString();
    }

    /** The decimals that show four digits of the largest of several magnitudes, three if it is below one. */
    static int decimals(double largest) {
        if (!(largest > 0) || scientific(largest)) {
            return 3;
        }
        int magnitude = (int) Math.floor(StrictMath.log10(largest));
        return magnitude < 0 ? 2 - magnitude : Math.max(0, 3 - magnitude);
    }

    /** A decimal number as it stands, with commas and a minus sign. */
    static String plain(BigDecimal number) {
        String digits = number.abs().toPlainString();
        int point = digits.indexOf('.');
        int whole = point < 0 ? digits.length() : point;
        StringBuilder text = new StringBuilder(digits);
        if (whole > 4) {
            for (int i = whole - 3; i > 0; i -= 3) {
                text.insert(i, ',');
            }
        }
        return number.signum() < 0 ? "\u2212" + text : text.toString();
    }

    private static boolean scientific(double value) {
        double size = Math.abs(value);
        return value != 0 && (size >= LARGE || size < SMALL);
    }

    private static String scientific(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        return plain(number.movePointLeft(exponent)) + powerOfTen(exponent);
    }

    private static String notFinite(double value) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        return value < 0 ? "\u2212\u221e" : "\u221e";
    }
}
