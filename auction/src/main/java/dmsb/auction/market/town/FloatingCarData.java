package dmsb.auction.market.town;

import dmsb.core.tensorfile.Excerpt;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads SUMO's floating car data: an element {@code fcd-export} of elements {@code timestep} with a {@code time}, each of
 * elements {@code vehicle} with {@code id}, {@code x} and {@code y} in metres. Others are passed over. One pass, and memory
 * that does not grow with the file but by the vehicles that are under way at once.
 *
 * <p>Document types are refused, and with them entities: a trace is data and refers to nothing.
 */
public final class FloatingCarData {
    /** The largest coordinate in m: the earth is 2e7 m from pole to pole. */
    private static final double FARTHEST = 1e8;

    private static final double SLACK = 1e-6; // s: times are written with two decimals or more

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
        Parser parser = new Parser(source, capacity);
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
            factory.setXMLReporter((message, type, related, location) -> {}); // else some go to standard error too
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            try {
                return parser.parse(xml);
            } finally {
                xml.close();
            }
        } catch (CharConversionException e) {
            throw otherBytes(source, e);
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof CharConversionException other) {
                throw otherBytes(source, other);
            }
            if (e.getNestedException() instanceof IOException io) {
                throw io;
            }
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            throw new IllegalArgumentException(
                    source + ", line " + line + ": expected well-formed XML, got " + reason(e), e);
        }
    }

    private static IllegalArgumentException otherBytes(String source, CharConversionException e) {
        return new IllegalArgumentException(
                source + ": expected text in the encoding that it declares, got other bytes", e);
    }

    /** What the parser says, without the place that it puts before it. */
    private static String reason(XMLStreamException e) {
        String text = String.valueOf(e.getMessage());
        int message = text.indexOf("Message: ");
        return Excerpt.of(message < 0 ? text : text.substring(message + "Message: ".length()));
    }

    private static final class Parser {
        private final String source;
        private final JourneySample sample;
        private @Nullable XMLStreamReader xml;
        private boolean inStep;
        private double firstTime = Double.NaN;
        private double lastTime = Double.NaN;
        private double stepSeconds = Double.NaN;
        private long steps;

        Parser(String source, int capacity) {
            this.source = source;
            this.sample = new JourneySample(capacity);
        }

        /** Declares what the JDK's reader throws without declaring it: an I/O failure, of the text's encoding for one. */
        TrafficTrace parse(XMLStreamReader reader) throws XMLStreamException, IOException {
            xml = reader;
            boolean root = false;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String name = reader.getLocalName();
                    if (!root) {
                        require(name.equals("fcd-export"), "an element fcd-export", name);
                        root = true;
                    } else if (name.equals("vehicle")) {
                        vehicle(reader);
                    } else if (name.equals("timestep")) {
                        beginStep(reader);
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && reader.getLocalName().equals("timestep")) {
                    inStep = false;
                } else if (event == XMLStreamConstants.DTD) {
                    throw refusal("", "no document type", "one");
                }
            }
            TrafficTrace trace = sample.finish(stepSeconds);
            if (trace.journeys() == 0) {
                throw new IllegalArgumentException(
                        source + ": expected a vehicle in two time steps that follow one another, got none in "
                                + trace.rows() + " rows of " + steps + " steps");
            }
            return trace;
        }

        private void beginStep(XMLStreamReader reader) {
            require(!inStep, "a time step outside of the one before", "one within it");
            inStep = true;
            double time = number("time", attribute(reader, "time"), Double.MAX_VALUE);
            steps++;
            if (steps == 1) {
                firstTime = time;
            } else if (steps == 2) {
                stepSeconds = time - firstTime;
                require(stepSeconds > 0.0, "a time after " + firstTime, String.valueOf(time));
            } else {
                require(
                        Math.abs(time - lastTime - stepSeconds) <= SLACK * Math.max(1.0, Math.abs(time)),
                        "time " + (lastTime + stepSeconds) + ", as steps have one length",
                        String.valueOf(time));
            }
            lastTime = time;
            sample.beginStep();
        }

        private void vehicle(XMLStreamReader reader) {
            require(inStep, "a vehicle within a time step", "one outside");
            String id = null;
            String x = null;
            String y = null;
            for (int i = reader.getAttributeCount() - 1; i >= 0; i--) {
                String name = reader.getAttributeLocalName(i);
                if (name.length() == 1) {
                    x = name.equals("x") ? reader.getAttributeValue(i) : x;
                    y = name.equals("y") ? reader.getAttributeValue(i) : y;
                } else if (name.equals("id")) {
                    id = reader.getAttributeValue(i);
                }
            }
            require(id != null && !id.isEmpty(), "an attribute id", "none");
            String vehicle = String.valueOf(id);
            require(!sample.isThere(vehicle), "vehicle " + Excerpt.of(vehicle) + " once in a time step", "it twice");
            sample.add(vehicle, number("x", x, FARTHEST), number("y", y, FARTHEST));
        }

        private static @Nullable String attribute(XMLStreamReader reader, String name) {
            return reader.getAttributeValue(null, name);
        }

        private double number(String attribute, @Nullable String text, double largest) {
            double value = PlainNumber.parse(text);
            if (!(Math.abs(value) <= largest)) {
                String range = largest == Double.MAX_VALUE ? "a finite number" : "a number from -1e8 to 1e8";
                throw refusal(", " + attribute, range, text == null ? "none" : "'" + Excerpt.of(text) + "'");
            }
            return value;
        }

        private void require(boolean holds, String expected, String got) {
            if (!holds) {
                throw refusal("", expected, Excerpt.of(got));
            }
        }

        private IllegalArgumentException refusal(String what, String expected, String got) {
            int line = xml == null ? 1 : xml.getLocation().getLineNumber();
            return new IllegalArgumentException(
                    source + ", line " + line + what + ": expected " + expected + ", got " + got);
        }
    }
}
