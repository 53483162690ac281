package dmsb.experiments.figure;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes markup that is well-formed by construction, as XML and as HTML alike: whatever is opened must be closed, and
 * every text and attribute is escaped. There is no way to put a ready-made piece of markup in. Characters that XML does not
 * know (most control characters, lone surrogates) come out as U+FFFD.
 */
public final class MarkupWriter {
    private final StringBuilder out = new StringBuilder(1 << 14);
    private final Deque<String> open = new ArrayDeque<>();

    /** A writer that has written nothing yet. */
    public MarkupWriter() {}

    /**
     * Writes the declaration that makes a file an HTML page.
     *
     * @return this
     */
    public MarkupWriter doctype() {
        out.append("<!DOCTYPE html>\n");
        return this;
    }

    /**
     * Opens an element.
     *
     * @param name the element's name
     * @param attributes names and values by turns
     * @return this
     */
    public MarkupWriter open(String name, String... attributes) {
        tag(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    /**
     * Writes an element without content, such as {@code rect} or {@code meta}.
     *
     * @param name the element's name
     * @param attributes names and values by turns
     * @return this
     */
    public MarkupWriter empty(String name, String... attributes) {
        tag(name, attributes);
        out.append("/>");
        return this;
    }

    /**
     * Writes an element that holds text only.
     *
     * @param name the element's name
     * @param text its content
     * @param attributes names and values by turns
     * @return this
     */
    public MarkupWriter element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /**
     * Writes text.
     *
     * @param text the text, with any characters in it
     * @return this
     */
    public MarkupWriter text(String text) {
        escape(text);
        return this;
    }

    /**
     * Writes a style sheet, which is not escaped, as HTML wants it.
     *
     * @param css the rules
     * @return this
     * @throws IllegalArgumentException if the rules hold a character that would need to be escaped
     */
    public MarkupWriter style(String css) {
        if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0 || css.contains("]]>")) {
            throw new IllegalArgumentException("css: expected rules without '<', '&' and ']]>'");
        }
        out.append("<style>").append(css).append("</style>");
        return this;
    }

    /**
     * Closes the element opened last.
     *
     * @return this
     * @throws IllegalStateException if none is open
     */
    public MarkupWriter close() {
        if (open.isEmpty()) {
            throw new IllegalStateException("close: expected an open element, got none");
        }
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /**
     * Starts a new line, which a browser shows as a space or not at all.
     *
     * @return this
     */
    public MarkupWriter line() {
        out.append('\n');
        return this;
    }

    /**
     * The markup.
     *
     * @return everything written
     * @throws IllegalStateException if an element is still open
     */
    public String finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("finish: expected every element to be closed, got open " + open);
        }
        return out.toString();
    }

    /** A length in CSS pixels, to a tenth: as text, without a needless fraction. */
    static String px(double length) {
        long tenths = Math.round(length * 10);
        String sign = tenths < 0 ? "-" : "";
        long size = Math.abs(tenths);
        return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
    }

    private void tag(String name, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("attributes of " + name + ": expected names and values by turns, got "
                    + attributes.length + " strings");
        }
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(known(c) ? c : 0xFFFD);
            }
        }
    }

    /** Whether XML 1.0 knows the character and HTML keeps it. */
    private static boolean known(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n';
        }
        boolean control = c >= 0x7F && c <= 0x9F;
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        return !control && !surrogate && (c & 0xFFFE) != 0xFFFE;
    }
}
