package dmsb.experiments.log;

import com.fasterxml.jackson.core.io.NumberInput;

/**
 * Decimal numbers out of a buffer, without a string and without allocation where the number is short. Accepted is
 * {@code [+-]digits[.digits][e[+-]digits]}, with digits on one side of the point at least: no blanks, no type suffix, no
 * NaN. The result is the nearest double.
 *
 * <p>Up to 15 digits and powers of ten up to 22 are exact in a double, so one multiplication or division rounds once
 * (Clinger 1990). The rest goes to Jackson's parser, which is exact too.
 */
public final class NumberParser {
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int MAX_EXPONENT_DIGITS = 9;

    private NumberParser() {}

    /**
     * Reads a number.
     *
     * @param buffer where it stands. Not modified.
     * @param offset its first character
     * @param length how many characters it has
     * @return the number, infinite if it is too large for a double; NaN if it is no number
     */
    public static double parse(char[] buffer, int offset, int length) {
        int end = offset + length;
        int i = offset;
        boolean negative = i < end && buffer[i] == '-';
        if (negative || (i < end && buffer[i] == '+')) {
            i++;
        }
        long digits = 0;
        int significant = 0;
        int digitCount = 0;
        int scale = 0;
        boolean point = false;
        for (; i < end; i++) {
            char c = buffer[i];
            if (c >= '0' && c <= '9') {
                digitCount++;
                scale -= point ? 1 : 0;
                significant += significant > 0 || c != '0' ? 1 : 0;
                if (significant <= EXACT_DIGITS) {
                    digits = 10 * digits + (c - '0');
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digitCount == 0) {
            return Double.NaN;
        }
        if (i < end) {
            int exponent = exponent(buffer, i, end);
            if (exponent == Integer.MIN_VALUE) {
                return Double.NaN;
            }
            scale += exponent;
        }
        if (significant > EXACT_DIGITS || scale <= -POWERS.length || scale >= POWERS.length) {
            return NumberInput.parseDouble(buffer, offset, length, true);
        }
        double value = scale < 0 ? digits / POWERS[-scale] : digits * POWERS[scale];
        return negative ? -value : value;
    }

    /** What stands after the e, MIN_VALUE if that is no exponent. */
    private static int exponent(char[] buffer, int start, int end) {
        int i = start + 1;
        boolean negative = i < end && buffer[i] == '-';
        if (negative || (i < end && buffer[i] == '+')) {
            i++;
        }
        if ((buffer[start] != 'e' && buffer[start] != 'E') || i == end || end - i > MAX_EXPONENT_DIGITS) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; i < end; i++) {
            if (buffer[i] < '0' || buffer[i] > '9') {
                return Integer.MIN_VALUE;
            }
            exponent = 10 * exponent + (buffer[i] - '0');
        }
        return negative ? -exponent : exponent;
    }
}
