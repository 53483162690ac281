package dmsb.auction.market.town;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;

/**
 * Reads SUMO's floating car data: an element {@code fcd-export} of elements {@code timestep} with a {@code time}, each of
 * elements {@code vehicle} with {@code id}, {@code x} and {@code y} in metres. Others are passed over. One pass, and memory
 * that does not grow with the file but by the vehicles that are under way at once.
 *
 * <p>Two readers do it. {@link PlainTrace} reads the shape in which SUMO writes, which is all of most files. {@link XmlTrace}
 * goes on with the JDK's XML parser where the text is anything else, and words what is refused. Both give the same trace.
 *
 * <p>Document types are refused, and with them entities: a trace is data and refers to nothing.
 */
public final class FloatingCarData {
    /** The largest coordinate in m: the earth is 2e7 m from pole to pole. */
    static final double FARTHEST = 1e8;

    private FloatingCarData() {}

    /**
     * Reads a trace to its end.
     *
     * @param in XML. Read to its end, not closed.
     * @param source what to call it in messages
     * @return the trace
     * @throws IllegalArgumentException if it is malformed; the message has the source, the line, and what was expected
     * @throws IOException if it could not be read
     */
    public static TrafficTrace read(InputStream in, String source) throws IOException {
        return read(in, source, JourneySample.JOURNEYS);
    }

    static TrafficTrace read(InputStream in, String source, int capacity) throws IOException {
        return read(in, source, new TraceRows(capacity), true);
    }

    /** The same, with the XML parser alone if the plain part shall not be read otherwise. */
    static TrafficTrace read(InputStream in, String source, TraceRows rows, boolean plainly) throws IOException {
        try {
            Reader text = XmlText.reader(in, source);
            if (!plainly) {
                new XmlTrace(source, rows, 0, 0).read(text);
            } else {
                PlainTrace plain = new PlainTrace(text, rows);
                if (!plain.read()) {
                    int line = plain.documentType();
                    if (line > 0) {
                        throw new IllegalArgumentException(
                                source + ", line " + line + ": expected no document type, got one");
                    }
                    new XmlTrace(source, rows, plain.opened(), plain.linesBefore()).read(plain.rest());
                }
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    source + ": expected text in the encoding that it declares, got other bytes", e);
        }
        TrafficTrace trace = rows.trace();
        if (trace.journeys() == 0) {
            throw new IllegalArgumentException(
                    source + ": expected a vehicle in two time steps that follow one another, got none in "
                            + trace.rows() + " rows of " + rows.steps() + " steps");
        }
        return trace;
    }

    /** Whether a number can be a coordinate in m. */
    static boolean isCoordinate(double value) {
        return Math.abs(value) <= FARTHEST;
    }
}
