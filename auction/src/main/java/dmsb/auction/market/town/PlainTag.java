package dmsb.auction.market.town;

/**
 * A start tag in a buffer: its name, its attributes, and where it ends. It is plain, or it is not taken: at most {@value
 * #MOST_ATTRIBUTES} attributes without references, each once, names of ASCII without a colon, but for two in the root element,
 * and lines that end as SUMO ends them. Reused from tag to tag; nothing is allocated but the text of a value.
 */
final class PlainTag {
    private static final int MOST_ATTRIBUTES = 32;

    /** The names with a colon that are plain, in the root element. */
    private static final String XSI = "xmlns:xsi";

    private static final String SCHEMA = "xsi:noNamespaceSchemaLocation";

    private final char[] buffer;
    private final int[] nameStarts = new int[MOST_ATTRIBUTES];
    private final int[] nameEnds = new int[MOST_ATTRIBUTES];
    private final int[] valueStarts = new int[MOST_ATTRIBUTES];
    private final int[] valueEnds = new int[MOST_ATTRIBUTES];

    private int limit;
    private boolean root;
    private int attributes;
    private int start;
    private int nameEnd;
    private int end;
    private int lines;
    private boolean empty;

    /** A tag in a buffer, which is read and not modified. */
    PlainTag(char[] buffer) {
        this.buffer = buffer;
    }

    /**
     * Takes the tag that begins at a place.
     *
     * @param at where its bracket stands
     * @param length where the characters of the buffer end
     * @param isRoot whether it is the root element's
     * @return false if it is not plain, or not all of it is there
     */
    boolean scan(int at, int length, boolean isRoot) {
        limit = length;
        root = isRoot;
        start = at + 1;
        nameEnd = endOfName(buffer, start, limit);
        attributes = 0;
        lines = 0;
        empty = false;
        int p = nameEnd;
        while (nameEnd > start) {
            int before = p;
            for (; p < limit && isSpace(buffer[p]); p++) {
                if (buffer[p] == '\n') {
                    lines++;
                } else if (buffer[p] == '\r' && !isAt(buffer, p, limit, "\r\n")) {
                    return false;
                }
            }
            if (p + 1 >= limit) {
                return false;
            }
            if (buffer[p] == '>' || buffer[p] == '/') {
                empty = buffer[p] == '/';
                end = p + (empty ? 2 : 1);
                return (!empty || buffer[p + 1] == '>') && isOnce();
            }
            if (p == before || attributes == MOST_ATTRIBUTES) {
                return false;
            }
            p = attribute(p);
            if (p < 0) {
                return false;
            }
        }
        return false;
    }

    /** Reads an attribute. Where it ends, -1 if it is not plain. */
    private int attribute(int from) {
        int to = root && isAt(buffer, from, limit, XSI)
                ? from + XSI.length()
                : root && isAt(buffer, from, limit, SCHEMA) ? from + SCHEMA.length() : endOfName(buffer, from, limit);
        if (to == from || to + 1 >= limit || buffer[to] != '=') {
            return -1;
        }
        char quote = buffer[to + 1];
        if (quote != '"' && quote != '\'') {
            return -1;
        }
        int value = to + 2;
        int p = value;
        for (; p < limit && buffer[p] != quote; p++) {
            char c = buffer[p];
            if (c == '<' || c == '&' || !isPlain(c)) {
                return -1;
            }
        }
        if (p == limit) {
            return -1;
        }
        nameStarts[attributes] = from;
        nameEnds[attributes] = to;
        valueStarts[attributes] = value;
        valueEnds[attributes++] = p;
        return p + 1;
    }

    /** Whether no attribute is there twice. */
    private boolean isOnce() {
        for (int a = 1; a < attributes; a++) {
            int length = nameEnds[a] - nameStarts[a];
            for (int b = 0; b < a; b++) {
                int i = nameEnds[b] - nameStarts[b] == length ? 0 : length + 1;
                while (i < length && buffer[nameStarts[a] + i] == buffer[nameStarts[b] + i]) {
                    i++;
                }
                if (i == length) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the element has no content. */
    boolean isEmpty() {
        return empty;
    }

    /** Where the text goes on after it. */
    int end() {
        return end;
    }

    /** The lines that end in it. */
    int lines() {
        return lines;
    }

    /** Whether the element has a name. */
    boolean is(String name) {
        return is(start, nameEnd, name);
    }

    private boolean is(int from, int to, String name) {
        return to - from == name.length() && isAt(buffer, from, limit, name);
    }

    /** The number in an attribute, NaN if the attribute is not there or holds another text. */
    double number(String attribute) {
        int a = find(attribute);
        return a < 0 ? Double.NaN : PlainNumber.parse(buffer, valueStarts[a], valueEnds[a]);
    }

    /** The text of an attribute, empty if it is not there. */
    String text(String attribute) {
        int a = find(attribute);
        return a < 0 ? "" : new String(buffer, valueStarts[a], valueEnds[a] - valueStarts[a]);
    }

    private int find(String attribute) {
        int a = attributes - 1;
        while (a >= 0 && !is(nameStarts[a], nameEnds[a], attribute)) {
            a--;
        }
        return a;
    }

    /** Where a name ends: its start if there is none. */
    static int endOfName(char[] text, int start, int limit) {
        int p = start;
        while (p < limit) {
            char c = text[p];
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean inner = (c >= '0' && c <= '9') || c == '-' || c == '.';
            if (!letter && !(inner && p > start)) {
                break;
            }
            p++;
        }
        return p;
    }

    /** Whether something stands at a place. */
    static boolean isAt(char[] text, int start, int limit, String expected) {
        if (limit - start < expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (text[start + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a character is white space of XML. */
    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    /** Whether XML allows a character everywhere, and a parser leaves it as it is. */
    static boolean isPlain(char c) {
        return (c >= ' ' && c < 0x7F) || (c >= 0xA0 && c < Character.MIN_SURROGATE);
    }
}
