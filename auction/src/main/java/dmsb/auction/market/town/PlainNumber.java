package dmsb.auction.market.town;

import org.jspecify.annotations.Nullable;

/** Decimal numbers as files of places write them: no blanks, no type suffix, no hexadecimals, no NaN. */
final class PlainNumber {
    private PlainNumber() {}

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
