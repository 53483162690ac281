package dmsb.auction.market.town;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast reader of plain traces beside the XML parser, which is its oracle. */
class PlainTraceTest {
    private static final String DOCUMENT_TYPE = ": expected no document type, got one";
    private static final String OTHER_BYTES = "t: expected text in the encoding that it declares, got other bytes";

    private static final String PLAIN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- made by hand -
                 over two lines -->
            <fcd-export xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation='a.xsd'>
                <timestep time="0.00">
                    <vehicle id="a" x="-1.50" y='+2' angle="90.00" type="car"/>
                    <vehicle
                        y="0.1" x="12345678.12345678901" id="b c>&#34;"/>
                </timestep>\r
                <timestep time="0.50"/>
                <!-- <vehicle id="no"/> -->
                <timestep time="1.00" ><person id="p"/>
                    <vehicle id="a" x=".5" y="-0"  /><vehicle id="&#233;" x="1e2" y="7." />
                </timestep>
                <timestep time="1.50"><vehicle id="a" x="99999999.9" y="4"/><vehicle id="b" x="1" y="1"/></timestep>
            </fcd-export>

            """.replace("&#34;", "'").replace("&#233;", "\u00e9");

    /** What becomes of a text: the trace in numbers, or the refusal. */
    private static String read(byte[] xml, boolean plainly) throws IOException {
        try {
            TrafficTrace trace = FloatingCarData.read(new ByteArrayInputStream(xml), "t", new TraceRows(3), plainly);
            StringBuilder told = new StringBuilder(trace.rows() + " rows, " + trace.journeysSeen() + " journeys, step "
                    + trace.stepSeconds() + ", " + trace.bounds());
            for (int journey = 0; journey < trace.journeys(); journey++) {
                for (int step = 0; step < trace.length(journey); step++) {
                    told.append("; ").append(trace.x(journey, step)).append(' ').append(trace.y(journey, step));
                }
            }
            return told.toString();
        } catch (IllegalArgumentException refusal) {
            return String.valueOf(refusal.getMessage());
        }
    }

    private static void assertSame(String xml) throws IOException {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        String expected = read(bytes, false);
        String got = read(bytes, true);
        if (got.endsWith(DOCUMENT_TYPE)) { // at its beginning, whether it is well-formed or not
            assertTrue(expected.startsWith("t, line "), xml);
        } else {
            assertEquals(expected, got, xml);
        }
    }

    private static boolean isPlain(String xml) throws IOException {
        return new PlainTrace(new StringReader(xml), new TraceRows(3)).read();
    }

    @Test
    void theShapeThatTrafficIsWrittenInIsReadWithoutTheParser() throws IOException {
        for (String xml :
                List.of(PLAIN, GridTraffic.trace(), PLAIN.replace("\r", "").replace("\n", "\r\n"))) {
            assertTrue(isPlain(xml));
            assertSame(xml);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<timestep time='2'><vehicle id='a&amp;b' x='1' y='1'/></timestep>",
                "<timestep time='2'><vehicle id='a' x='&#49;' y='1'></vehicle></timestep>",
                "<timestep time='2'><![CDATA[ ]]><vehicle id='a\tb' x='1' y='1'/></timestep>",
                "<timestep time='2'>\r<vehicle id='a' x='1' y='1' z='2' z='3'/></timestep>",
                "<timestep time='2'>\r\n<vehicle id='a' x='1' y='1'></timestep>",
                "<timestep time='2'><vehicle id='a' x='1' y='1'/>text",
                "<timestep time='2'><lane><vehicle id='a' x='1' y='1'/></lane></timestep>",
                "<?go on?><timestep time='2'/>\n<timestep time='4'/>",
                "<timestep time = '2'/><vehicle id='a' x='1' y='1'/>",
                "<!-- a -- b -->",
                "<!-- \u0001 -->",
                "<timestep time='2'/>\n</fcd-export>\n<?end?><!-- a\n--><again/>",
                "</fcd-export>&#32;",
                "<timestep time='2'><timestep time='3'/></timestep>",
                "<timestep time='2'><vehicle id='' x='1' y='1'/></timestep>",
                "<timestep time='2'><vehicle id='a' x='1' y='1e9'/></timestep>",
                "<timestep time='2'><vehicle id='a' x='1' y='1'/>\n<vehicle id='a' x='1' y='1'/></timestep>",
                "<timestep time='1'/>",
                "<timestep time='\u20002'/>",
                "<a:b/><timestep time='2'/><\ud83d\ude97/>",
                "<!DOCTYPE a>",
                "<?xml version='1.0'?>",
            })
    void whatIsNotPlainIsReadOrRefusedByTheParserAtTheSameLine(String markup) throws IOException {
        String before = "<fcd-export>\n<timestep time='0'><vehicle id='a' x='5' y='6'/></timestep>\r\n"
                + "<timestep time='1'><vehicle id='a' x='5' y='7'/></timestep>\n";
        for (String xml : List.of(before + markup + "\n</fcd-export>\n", markup + before + "</fcd-export>")) {
            assertSame(xml);
        }
    }

    @Test
    void aTextThatEndsAnywhereIsReadOrRefusedAsByTheParser() throws IOException {
        for (int end = 0; end <= PLAIN.length(); end++) {
            assertSame(PLAIN.substring(0, end));
        }
    }

    @Test
    void changedTextsAreReadOrRefusedAsByTheParser() throws IOException {
        String[] pieces = {
            "<",
            ">",
            "/",
            "/>",
            "\"",
            "'",
            "=",
            "&",
            "&amp;",
            "&#10;",
            " ",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "-",
            "--",
            "-->",
            "<!--",
            "<![CDATA[",
            "]]>",
            "<?",
            "?>",
            "<?xml version=\"1.0\"?>",
            "<!DOCTYPE a>",
            "vehicle",
            "timestep",
            "fcd-export",
            "id",
            " x=\"1\"",
            " time=\"2\"",
            "<timestep time=\"2\">",
            "</timestep>",
            "</fcd-export>",
            "<vehicle id=\"a\" x=\"1\" y=\"1\"/>",
            ":",
            "1e5",
            "9",
            "0",
            ".",
            "+",
            "\u0000",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\uffff",
            "\ud800",
            "\ud83d\ude97",
            "\u00e9"
        };
        RandomStream random = SeedTree.of(21).child("traces").stream();
        int plain = 0;
        for (int i = 0; i < 6_000; i++) {
            StringBuilder text = new StringBuilder(PLAIN);
            for (int k = random.nextInt(3); k >= 0; k--) {
                int from = random.nextInt(text.length());
                int to = Math.min(
                        text.length(), from + (random.nextInt(3) == 0 ? random.nextInt(40) : random.nextInt(2)));
                String piece = random.nextInt(4) == 0 ? "" : pieces[random.nextInt(pieces.length)];
                text.replace(from, to, piece);
            }
            assertSame(text.toString());
            plain += isPlain(text.toString()) ? 1 : 0;
        }
        assertTrue(plain > 500 && plain < 5_500, plain + " plain texts");
    }

    @Test
    void changedBytesAreReadOrRefusedAsByTheParser() throws IOException {
        byte[] good = PLAIN.getBytes(StandardCharsets.UTF_8);
        RandomStream random = SeedTree.of(22).child("traces").stream();
        for (int i = 0; i < 4_000; i++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(128);
            String expected = read(changed, false);
            String got = read(changed, true);
            // of two faults the bytes are told if they are in the block that was read
            assertTrue(
                    got.equals(expected) || (got.equals(OTHER_BYTES) && expected.startsWith("t, line ")),
                    expected + "\n" + got);
        }
    }

    @Test
    void tagsAndCommentsThatMeetTheEndOfTheBufferAreRead() throws IOException {
        StringBuilder xml = new StringBuilder("<fcd-export>\n");
        RandomStream random = SeedTree.of(23).stream();
        int step = 0;
        while (xml.length() < 4 * PlainTrace.BUFFER) {
            xml.append("<timestep time='").append(step++).append("'>\n");
            for (int i = 0; i < 40; i++) {
                xml.append("<vehicle id='")
                        .append(i)
                        .append("' x='1' y='2' type='")
                        .append("t".repeat(random.nextInt(200)));
                xml.append("'/>\r\n<!--")
                        .append(" c".repeat(random.nextInt(50)))
                        .append("-->");
            }
            xml.append("</timestep>");
        }
        String rows = xml + "</fcd-export>";
        assertTrue(isPlain(rows));
        assertSame(rows);
        for (int longer : new int[] {PlainTrace.BUFFER - 100, PlainTrace.BUFFER + 100, 2 * PlainTrace.BUFFER}) {
            String comment = "\n<!--" + "\n".repeat(longer) + "-->";
            assertSame(comment + rows);
            assertSame(xml + comment + "<vehicle/></fcd-export>");
            assertSame(xml + "<person id='" + "p".repeat(longer) + "'/></fcd-export>");
            assertSame(xml + " ".repeat(longer) + "</fcd-export>" + "\n".repeat(longer) + "<");
        }
    }

    @Test
    void numbersAreTheNearestOnes() {
        RandomStream random = SeedTree.of(24).stream();
        String[] written = {
            "-0", "0.000", ".5", "5.", ".", "-", "", "+1", "1e2", "1.2.3", "--1", "000000000000000000001.5"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(2) == 0 ? "" : "-");
            for (int k = random.nextInt(18); k >= 0; k--) {
                text.append((char) ('0' + random.nextInt(10)));
            }
            text.insert(random.nextInt(text.length() + 1), random.nextInt(3) == 0 ? "" : ".");
            String number = i < written.length ? written[i] : text.toString();
            char[] inside = ("<" + number + ">").toCharArray();
            assertEquals(PlainNumber.parse(number), PlainNumber.parse(inside, 1, inside.length - 1), number);
        }
    }
}
