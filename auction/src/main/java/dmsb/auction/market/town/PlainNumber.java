package dmsb.auction.market.town;

import org.jspecify.annotations.Nullable;

/** Decimal numbers as files of places write them: no blanks, no type suffix, no hexadecimals, no NaN. */
final class PlainNumber {
    /** 10^k, of which those up to 10^22 are exact. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private static final int MOST_DIGITS = 15; // below 2^53

    private PlainNumber() {}

    /**
     * The number in a part of some text, NaN if it is none. With at most 15 digits and no exponent, digits and power of ten are
     * exact, so their quotient is the nearest number (Clinger 1990).
     */
    static double parse(char[] text, int start, int end) {
        int at = start;
        boolean negative = at < end && text[at] == '-';
        if (negative) {
            at++;
        }
        long digits = 0;
        int point = -1;
        int count = 0;
        for (; at < end; at++) {
            char c = text[at];
            if (c >= '0' && c <= '9' && count < MOST_DIGITS) {
                digits = 10 * digits + (c - '0');
                count++;
            } else if (c == '.' && point < 0) {
                point = count;
            } else {
                return parse(new String(text, start, end - start));
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        double value = point < 0 ? digits : digits / POWERS[count - point];
        return negative ? -value : value;
    }

    /** The number, NaN if the text is none. */
    static double parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Double.NaN;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
