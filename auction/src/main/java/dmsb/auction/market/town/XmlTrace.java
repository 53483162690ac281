package dmsb.auction.market.town;

import dmsb.core.tensorfile.Excerpt;
import java.io.IOException;
import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace, or what {@link PlainTrace} has left of it, with the JDK's parser, and words every refusal.
 */
final class XmlTrace {
    private final String source;
    private final TraceRows rows;
    private final int linesBefore;
    private final int opened;
    private int depth; // of the elements that were read before, as far as they were passed over
    private boolean root;
    private boolean inStep;

    /**
     * A document whose first elements were read before.
     *
     * @param source what to call it in messages
     * @param rows receives the rows. Modified.
     * @param opened how many of its first start tags were read before: of the root element, and of a time step in it
     * @param linesBefore the lines before the document
     */
    XmlTrace(String source, TraceRows rows, int opened, int linesBefore) {
        this.source = source;
        this.rows = rows;
        this.opened = opened;
        this.linesBefore = linesBefore;
    }

    /**
     * Reads a document to its end.
     *
     * @param text the document. Not closed.
     * @throws IllegalArgumentException if it is malformed
     * @throws IOException if it could not be read
     */
    void read(Reader text) throws IOException {
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
            factory.setXMLReporter((message, type, related, location) -> {}); // else some go to standard error too
            XMLStreamReader xml = factory.createXMLStreamReader(text);
            try {
                new Events(xml).read();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException io) {
                throw io;
            }
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            throw new IllegalArgumentException(
                    source + ", line " + (linesBefore + line) + ": expected well-formed XML, got " + reason(e), e);
        }
    }

    /** What the parser says, without the place that it puts before it. */
    private static String reason(XMLStreamException e) {
        String text = String.valueOf(e.getMessage());
        int message = text.indexOf("Message: ");
        return Excerpt.of(message < 0 ? text : text.substring(message + "Message: ".length()));
    }

    private final class Events {
        private final XMLStreamReader xml;

        Events(XMLStreamReader xml) {
            this.xml = xml;
        }

        /** Declares what the JDK's reader throws without declaring it: an I/O failure, of the text's encoding for one. */
        void read() throws XMLStreamException, IOException {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    begin(xml.getLocalName());
                } else if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("timestep")) {
                    inStep = false;
                } else if (event == XMLStreamConstants.DTD) {
                    throw refusal("", "no document type", "one");
                }
            }
        }

        private void begin(String name) {
            if (depth < opened) {
                depth++;
                root = true;
                inStep = depth == 2;
            } else if (!root) {
                require(name.equals("fcd-export"), "an element fcd-export", name);
                root = true;
            } else if (name.equals("vehicle")) {
                vehicle();
            } else if (name.equals("timestep")) {
                beginStep();
            }
        }

        private void beginStep() {
            require(!inStep, "a time step outside of the one before", "one within it");
            inStep = true;
            double time = number("time", xml.getAttributeValue(null, "time"), Double.MAX_VALUE);
            if (!rows.canFollow(time)) {
                double before = rows.lastTime();
                require(
                        rows.steps() == 1,
                        "time " + (before + rows.stepSeconds()) + ", as steps have one length",
                        time);
                require(time - before > 0.0, "a time after " + before, time);
                throw refusal("", "a finite step after " + before, "one to " + time);
            }
            rows.beginStep(time);
        }

        private void vehicle() {
            require(inStep, "a vehicle within a time step", "one outside");
            String id = null;
            String x = null;
            String y = null;
            for (int i = xml.getAttributeCount() - 1; i >= 0; i--) {
                String name = xml.getAttributeLocalName(i);
                if (name.length() == 1) {
                    x = name.equals("x") ? xml.getAttributeValue(i) : x;
                    y = name.equals("y") ? xml.getAttributeValue(i) : y;
                } else if (name.equals("id")) {
                    id = xml.getAttributeValue(i);
                }
            }
            require(id != null && !id.isEmpty(), "an attribute id", "none");
            String vehicle = String.valueOf(id);
            require(!rows.isThere(vehicle), "vehicle " + Excerpt.of(vehicle) + " once in a time step", "it twice");
            rows.add(vehicle, number("x", x, FloatingCarData.FARTHEST), number("y", y, FloatingCarData.FARTHEST));
        }

        private double number(String attribute, @Nullable String text, double largest) {
            double value = PlainNumber.parse(text);
            if (!(Math.abs(value) <= largest)) {
                String range = largest == Double.MAX_VALUE ? "a finite number" : "a number from -1e8 to 1e8";
                throw refusal(", " + attribute, range, text == null ? "none" : "'" + Excerpt.of(text) + "'");
            }
            return value;
        }

        private void require(boolean holds, String expected, double got) {
            require(holds, expected, String.valueOf(got));
        }

        private void require(boolean holds, String expected, String got) {
            if (!holds) {
                throw refusal("", expected, Excerpt.of(got));
            }
        }

        private IllegalArgumentException refusal(String what, String expected, String got) {
            return new IllegalArgumentException(
                    source + ", line " + (linesBefore + xml.getLocation().getLineNumber()) + what + ": expected "
                            + expected + ", got " + got);
        }
    }
}
