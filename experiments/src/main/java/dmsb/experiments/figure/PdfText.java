package dmsb.experiments.figure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run of text of one font in a PDF file. Widths are those of Adobe's metrics of the standard fonts, which are part of
 * every PDF reader. A character that neither font has comes out as a question mark.
 *
 * @param font 0 for Helvetica, 1 for its bold face, 2 for Symbol
 * @param literal the text as a PDF string
 * @param width the length of the run per unit of font size
 * @param scale the run's size relative to the text's
 * @param rise how far the run stands above the line, per unit of font size
 */
record PdfText(int font, String literal, double width, double scale, double rise) {
    private static final int SYMBOL = 2;
    private static final double SUPERSCRIPT_SCALE = 0.65;
    private static final double SUPERSCRIPT_RISE = 0.35;
    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    /** Greek letters in the order in which Symbol has them under the Latin letters below. */
    private static final String GREEK =
            "\u03b1\u03b2\u03c7\u03b4\u03b5\u03c6\u03b3\u03b7\u03b9\u03ba\u03bb\u03bc\u03bd\u03c0\u03b8\u03c1\u03c3\u03c4\u03c5\u03c9\u03be\u03c8\u03b6";

    private static final String LATIN = "abcdefghiklmnpqrstuwxyz";
    private static final double[] GREEK_WIDTHS = {
        .631, .549, .549, .494, .439, .521, .411, .603, .329, .549, .549, .576, .521, .549, .521, .549, .603, .439,
        .576, .686, .493, .686, .494
    };

    /** Widths of the characters from the space to the tilde in thousandths of the font size. */
    private static final int[] REGULAR = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584
    };

    private static final int[] BOLD = {
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722,
        611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556,
        611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778,
        556, 556, 500, 389, 280, 389, 584
    };

    /** Other characters of the fonts' encoding: the character, its code, its width in thousandths. */
    private static final int[][] OTHERS = {
        {0x2013, 0x96, 556},
        {0x2014, 0x97, 1000},
        {0x2018, 0x91, 222},
        {0x2019, 0x92, 222},
        {0x201c, 0x93, 333},
        {0x201d, 0x94, 333},
        {0x2026, 0x85, 1000},
        {0xa0, 0xa0, 278},
        {0xb1, 0xb1, 584},
        {0xb7, 0xb7, 278},
        {0xd7, 0xd7, 584}
    };

    /** Text as runs, from left to right. */
    static List<PdfText> runs(String text, boolean bold) {
        List<PdfText> runs = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        double width = 0;
        int font = bold ? 1 : 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            PdfText special = special(c, font);
            if (special == null) {
                int[] code = code(c, bold);
                plain.append((char) code[0]);
                width += code[1] / 1000.0;
                continue;
            }
            flush(runs, plain, width, font);
            width = 0;
            runs.add(special);
        }
        flush(runs, plain, width, font);
        return runs;
    }

    private static void flush(List<PdfText> runs, StringBuilder plain, double width, int font) {
        if (plain.length() > 0) {
            runs.add(new PdfText(font, literal(plain), width, 1, 0));
            plain.setLength(0);
        }
    }

    /** A character that makes a run of its own, or null. */
    private static @Nullable PdfText special(char c, int font) {
        int digit = SUPERSCRIPTS.indexOf(c);
        if (digit >= 0 || c == '\u207b') {
            String text = digit >= 0 ? String.valueOf((char) ('0' + digit)) : "\u0096";
            double width = SUPERSCRIPT_SCALE * 0.556;
            return new PdfText(font, literal(text), width, SUPERSCRIPT_SCALE, SUPERSCRIPT_RISE);
        }
        int greek = GREEK.indexOf(c);
        if (greek >= 0) {
            return new PdfText(SYMBOL, literal(String.valueOf(LATIN.charAt(greek))), GREEK_WIDTHS[greek], 1, 0);
        }
        return switch (c) {
            case '\u2212' -> new PdfText(SYMBOL, literal("-"), 0.549, 1, 0);
            case '\u221e' -> new PdfText(SYMBOL, literal("\u00a5"), 0.713, 1, 0);
            case '\u2265' -> new PdfText(SYMBOL, literal("\u00b3"), 0.549, 1, 0);
            case '\u2264' -> new PdfText(SYMBOL, literal("\u00a3"), 0.549, 1, 0);
            default -> null;
        };
    }

    private static int[] code(char c, boolean bold) {
        if (c >= ' ' && c <= '~') {
            return new int[] {c, (bold ? BOLD : REGULAR)[c - ' ']};
        }
        for (int[] other : OTHERS) {
            if (other[0] == c) {
                return new int[] {other[1], other[2]};
            }
        }
        return new int[] {'?', 556};
    }

    private static String literal(CharSequence text) {
        StringBuilder literal = new StringBuilder("(");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == ')' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                literal.append(c);
            } else {
                literal.append('\\').append(String.format(Locale.ROOT, "%03o", (int) c));
            }
        }
        return literal.append(')').toString();
    }

    /** Text of the document's description, in any characters. */
    static String documentText(String text) {
        StringBuilder hex = new StringBuilder("<FEFF");
        for (byte b : text.getBytes(StandardCharsets.UTF_16BE)) {
            hex.append(String.format(Locale.ROOT, "%02X", b));
        }
        return hex.append('>').toString();
    }
}
