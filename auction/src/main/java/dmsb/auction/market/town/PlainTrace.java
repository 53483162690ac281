package dmsb.auction.market.town;

import java.io.IOException;
import java.io.Reader;

/**
 * Reads the plain part of a trace, some times faster than an XML parser: the shape in which SUMO writes it. It accepts a part
 * of XML 1.0 and refuses nothing. At the first markup that it does not take for granted it stops, with the state that a parser
 * needs to go on from there: what is malformed is refused by {@link XmlTrace} alone.
 *
 * <p>It takes an XML declaration of UTF-8 or ISO-8859-1, comments, white space, empty elements, and elements {@code fcd-export}
 * and {@code timestep}; {@linkplain PlainTag tags} without references. Not among these are
 * character references, CDATA sections, processing instructions, document types, text, other elements with an end tag,
 * characters beyond the Basic Multilingual Plane, a carriage return alone, and what does not fit the buffer.
 */
final class PlainTrace {
    /** Characters of the buffer, and with it of the longest prologue or comment. */
    static final int BUFFER = 1 << 16;

    private static final int LONGEST_TAG = 1 << 12;

    private static final String EXPORT = "fcd-export";
    private static final String TIMESTEP = "timestep";
    private static final String VEHICLE = "vehicle";

    /** Where the text stands. */
    private enum Place {
        PROLOGUE("", 0),
        ROOT("<fcd-export>", 1),
        STEP("<fcd-export><timestep>", 2),
        END("<fcd-export></fcd-export>", 1);

        private final String tags;
        private final int elements;

        Place(String tags, int elements) {
            this.tags = tags;
            this.elements = elements;
        }
    }

    private final Reader text;
    private final TraceRows rows;
    private final char[] buffer = new char[BUFFER];
    private final PlainTag tag = new PlainTag(buffer);

    private Place place = Place.PROLOGUE;
    private int at; // where the markup begins that is not accepted yet
    private int limit;
    private int lines;
    private boolean exhausted;

    /**
     * The plain part of a trace.
     *
     * @param text the characters of a trace, from its beginning. Read, not closed.
     * @param rows receives the rows. Modified.
     */
    PlainTrace(Reader text, TraceRows rows) {
        this.text = text;
        this.rows = rows;
    }

    /** Reads as far as the text is plain. True if that is to its end. */
    boolean read() throws IOException {
        fill(BUFFER);
        boolean plain = declaration() && markups();
        if (place == Place.PROLOGUE) { // what comes before the root element cannot be made up for a parser
            at = 0;
            lines = 0;
        }
        return plain;
    }

    /** The text that is not read yet, as a document: after the tags of the elements that are open. */
    Reader rest() {
        String opened = place.tags;
        char[] start = new char[opened.length() + limit - at];
        opened.getChars(0, opened.length(), start, 0);
        System.arraycopy(buffer, at, start, opened.length(), limit - at);
        return new Reader() {
            private int next;

            @Override
            public int read(char[] to, int offset, int length) throws IOException {
                if (next == start.length) {
                    return text.read(to, offset, length);
                }
                int count = Math.min(length, start.length - next);
                System.arraycopy(start, next, to, offset, count);
                next += count;
                return count;
            }

            @Override
            public void close() {
                // whoever opened the text closes it
            }
        };
    }

    /** How many elements {@link #rest} begins with that were read already. */
    int opened() {
        return place.elements;
    }

    /** The lines that end before {@link #rest}. */
    int linesBefore() {
        return lines;
    }

    /**
     * The line of a document type that is the reason why the text is not plain, 0 if there is none. A parser is better not given
     * one: the JDK's tells standard error of one that has no end.
     */
    int documentType() {
        int line = 1;
        int p = 0;
        while (place == Place.PROLOGUE && p < limit) {
            if (isAt(p, "<!DOCTYPE")) {
                return line;
            }
            int next = isAt(p, "<!--")
                    ? after("-->", p + "<!--".length())
                    : isAt(p, "<?") ? after("?>", p + "<?".length()) : PlainTag.isSpace(buffer[p]) ? p + 1 : limit;
            for (; p < next; p++) {
                line += buffer[p] == '\n' || (buffer[p] == '\r' && !isAt(p, "\r\n")) ? 1 : 0;
            }
        }
        return 0;
    }

    /** Where the text goes on after something, its end if it is not there. */
    private int after(String expected, int start) {
        int p = start;
        while (p < limit && !isAt(p, expected)) {
            p++;
        }
        return Math.min(limit, p + expected.length());
    }

    /** Makes so many characters available behind the place, or all that there are. The prologue is kept until it ends. */
    private void fill(int wanted) throws IOException {
        if (limit - at >= wanted || exhausted) {
            return;
        }
        if (place != Place.PROLOGUE) {
            System.arraycopy(buffer, at, buffer, 0, limit - at);
            limit -= at;
            at = 0;
        }
        while (limit < BUFFER && limit - at < wanted && !exhausted) {
            int count = text.read(buffer, limit, BUFFER - limit);
            exhausted = count < 0;
            limit += Math.max(0, count);
        }
    }

    private boolean declaration() {
        if (!isAt(0, "<?xml")) {
            return true;
        }
        for (String encoding : new String[] {"", " encoding=\"UTF-8\"", " encoding=\"ISO-8859-1\""}) {
            String declaration = "<?xml version=\"1.0\"" + encoding + "?>";
            if (isAt(0, declaration)) {
                at = declaration.length();
                return true;
            }
        }
        return false;
    }

    private boolean markups() throws IOException {
        while (true) {
            if (!space()) {
                return false;
            }
            if (at == limit) {
                return exhausted && place == Place.END;
            }
            if (buffer[at] != '<') {
                return false;
            }
            fill(LONGEST_TAG);
            boolean plain = isAt(at, "<!--") ? comment() : isAt(at, "</") ? endTag() : startTag();
            if (!plain) {
                return false;
            }
        }
    }

    /** Passes over white space. False at a carriage return alone. */
    private boolean space() throws IOException {
        while (true) {
            fill(2);
            if (at == limit) {
                return true;
            }
            char c = buffer[at];
            if (c == '\n') {
                lines++;
            } else if (c == '\r') {
                if (!isAt(at, "\r\n")) {
                    return false;
                }
            } else if (c != ' ' && c != '\t') {
                return true;
            }
            at++;
        }
    }

    private boolean comment() throws IOException {
        fill(BUFFER);
        int ended = 0;
        for (int i = at + "<!--".length(); i + 2 < limit; i++) {
            char c = buffer[i];
            if (c == '-' && buffer[i + 1] == '-') {
                if (buffer[i + 2] != '>') {
                    return false;
                }
                lines += ended;
                at = i + "-->".length();
                return true;
            }
            if (c == '\n') {
                ended++;
            } else if (c == '\r' ? buffer[i + 1] != '\n' : c != '\t' && !PlainTag.isPlain(c)) {
                return false;
            }
        }
        return false;
    }

    private boolean endTag() {
        int start = at + 2;
        int end = PlainTag.endOfName(buffer, start, limit);
        if (end >= limit || buffer[end] != '>') {
            return false;
        }
        if (place == Place.STEP && is(start, end, TIMESTEP)) {
            place = Place.ROOT;
        } else if (place == Place.ROOT && is(start, end, EXPORT)) {
            place = Place.END;
        } else {
            return false;
        }
        at = end + 1;
        return true;
    }

    private boolean startTag() {
        if (!tag.scan(at, limit, place == Place.PROLOGUE) || !element()) {
            return false;
        }
        at = tag.end();
        lines += tag.lines();
        return true;
    }

    /** Takes note of the tag's element. False if it may not stand here, or is not as a row has to be; then nothing is changed. */
    private boolean element() {
        boolean empty = tag.isEmpty();
        switch (place) {
            case PROLOGUE -> {
                if (!tag.is(EXPORT)) {
                    return false;
                }
                place = empty ? Place.END : Place.ROOT;
                return true;
            }
            case ROOT -> {
                return tag.is(TIMESTEP) ? step(empty) : empty && !tag.is(VEHICLE);
            }
            case STEP -> {
                return empty && (tag.is(VEHICLE) ? vehicle() : !tag.is(TIMESTEP));
            }
            default -> {
                return false;
            }
        }
    }

    private boolean step(boolean empty) {
        double time = tag.number("time");
        if (!(Math.abs(time) <= Double.MAX_VALUE) || !rows.canFollow(time)) {
            return false;
        }
        rows.beginStep(time);
        place = empty ? Place.ROOT : Place.STEP;
        return true;
    }

    private boolean vehicle() {
        double x = tag.number("x");
        double y = tag.number("y");
        if (!FloatingCarData.isCoordinate(x) || !FloatingCarData.isCoordinate(y)) {
            return false;
        }
        String id = tag.text("id");
        return !id.isEmpty() && rows.add(id, x, y);
    }

    private boolean is(int start, int end, String name) {
        return end - start == name.length() && isAt(start, name);
    }

    private boolean isAt(int start, String expected) {
        return PlainTag.isAt(buffer, start, limit, expected);
    }
}
