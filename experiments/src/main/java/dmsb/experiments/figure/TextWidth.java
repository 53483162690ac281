package dmsb.experiments.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide text will be, near enough to keep things apart. A pure function cannot ask the browser for its font; these are
 * the widths of a common sans-serif face, a little generous.
 */
final class TextWidth {
    private static final String SLIM = "iIjlt.,:;|!'()[]{}/\\fr -\u2013";
    private static final String BROAD = "mwMW@%\u2014";
    /** How much wider semi-bold text is. */
    private static final double BOLD = 1.12;

    private static final String ELLIPSIS = "\u2026";

    private TextWidth() {}

    static double of(String text, double fontSize) {
        return em(text) * fontSize;
    }

    /** The width of the same text in semi-bold. */
    static double bold(String text, double fontSize) {
        return BOLD * of(text, fontSize);
    }

    /** The text, or its beginning and an ellipsis if it is wider than allowed. */
    static String fit(String text, double fontSize, double width) {
        if (of(text, fontSize) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && of(text.substring(0, end) + ELLIPSIS, fontSize) > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    /** The same for text that may be semi-bold. */
    static String fitBold(String text, double fontSize, double width) {
        return fit(text, fontSize * BOLD, width);
    }

    /** Semi-bold text in lines no wider than allowed; a longer word is cut. At least one line. */
    static List<String> wrap(String text, double fontSize, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            String candidate = line.length() == 0 ? word : line + " " + word;
            if (bold(candidate, fontSize) > width && line.length() > 0) {
                lines.add(line.toString());
                line.setLength(0);
                candidate = word;
            }
            line.setLength(0);
            line.append(fitBold(candidate, fontSize, width));
        }
        lines.add(line.toString());
        return lines;
    }

    private static double em(String text) {
        double width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c >= 0x2E80) {
                width += 1;
            } else if (SLIM.indexOf(c) >= 0) {
                width += 0.34;
            } else if (BROAD.indexOf(c) >= 0) {
                width += 0.92;
            } else {
                width += Character.isUpperCase(c) ? 0.7 : 0.58;
            }
        }
        return width;
    }
}
