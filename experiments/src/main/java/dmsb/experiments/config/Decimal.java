package dmsb.experiments.config;

import com.fasterxml.jackson.core.io.NumberOutput;
import dmsb.core.math.ShortestDecimal;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as text, the same on every JDK: {@link Double#toString} changed with JDK 19 and {@link String#format} rounds
 * through it.
 */
public final class Decimal {
    private static final long SIGNIFICAND = 0x000f_ffff_ffff_ffffL;
    private static final int FEW_CHARACTERS = 4; // 0.1, 2.5, -3.0, 12.0: at most two digits, quickly found one by one
    private static final int LARGEST_PLAIN = 15;
    private static final int SMALLEST_PLAIN = -7;

    private Decimal() {}

    /**
     * The shortest decimal that reads back as the same number.
     *
     * @param value the number
     * @return for example {@code 20}, {@code 0.3}, {@code 1e-20}, {@code Infinity}
     */
    public static String shortest(double value) {
        if (value == 0 || !Double.isFinite(value) || (Double.doubleToRawLongBits(value) & SIGNIFICAND) == 0) {
            return ShortestDecimal.of(value);
        }
        // Giulietti's Schubfach takes the shortest decimal, too, and of several the one closest to the number, without
        // trying one length after the other. It may choose otherwise only for powers of two, whose neighbours are not
        // equally far, and where one digit would do, as it then looks for the closest of two.
        String text = NumberOutput.toString(value, true);
        int exponentAt = text.indexOf('E');
        if (exponentAt < 0) {
            if (text.length() <= FEW_CHARACTERS) {
                return ShortestDecimal.of(value);
            }
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
        return layOut(text, exponentAt);
    }

    /** From d.dddEx to the layout of {@link ShortestDecimal}. */
    private static String layOut(String text, int exponentAt) {
        boolean negative = text.charAt(0) == '-';
        int start = negative ? 1 : 0;
        int exponent = Integer.parseInt(text.substring(exponentAt + 1));
        String fraction = text.substring(start + 2, exponentAt);
        if (fraction.length() == 1) {
            return ShortestDecimal.of(Double.parseDouble(text)); // at most two digits
        }
        String digits = text.charAt(start) + fraction;
        StringBuilder out = new StringBuilder(negative ? "-" : "");
        if (exponent < 0 && exponent >= SMALLEST_PLAIN) {
            out.append("0.").append("0".repeat(-exponent - 1)).append(digits);
        } else if (exponent < 0 || (exponent >= LARGEST_PLAIN && digits.length() <= exponent)) {
            out.append(digits, 0, 1).append('.').append(digits, 1, digits.length());
            out.append('e').append(exponent);
        } else if (digits.length() <= exponent + 1) {
            out.append(digits).append("0".repeat(exponent + 1 - digits.length()));
        } else {
            out.append(digits, 0, exponent + 1).append('.').append(digits, exponent + 1, digits.length());
        }
        return out.toString();
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
