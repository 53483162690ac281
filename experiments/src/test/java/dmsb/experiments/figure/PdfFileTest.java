package dmsb.experiments.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PdfFileTest {
    private static final LineChart CHART = new LineChart(
                    "\u03c1 = 10 (a\\b), surplus \u2212 cost \u00d7 10\u2074",
                    "rounds",
                    "surplus",
                    List.of(new Series(
                            "DMSB",
                            new double[] {0, 1, 2},
                            new double[] {1, 2, 3},
                            new double[] {0, 1, 2},
                            new double[] {2, 3, 4})))
            .withReference("first best", 3.5, Look.CEILING)
            .enlarged("near", 1.5, 4);

    private static String text(Chart chart) {
        return new String(chart.pdfFile(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void theTableAtTheEndPointsToEveryObject() {
        String file = text(CHART);
        Matcher end = Pattern.compile("startxref\n([0-9]+)\n%%EOF\n$").matcher(file);
        assertTrue(end.find());
        int table = Integer.parseInt(end.group(1));
        assertTrue(file.startsWith("xref\n0 6\n", table));
        Matcher entry = Pattern.compile("([0-9]{10}) 00000 n \n").matcher(file.substring(table));
        int objects = 0;
        while (entry.find()) {
            objects++;
            assertTrue(file.startsWith(objects + " 0 obj\n", Integer.parseInt(entry.group(1))));
        }
        assertEquals(5, objects);
    }

    @Test
    void theContentIsAsLongAsItSaysAndRestoresWhatItSaves() {
        String file = text(CHART);
        Matcher length = Pattern.compile("/Length ([0-9]+) >>\nstream\n").matcher(file);
        assertTrue(length.find());
        String content = file.substring(length.end(), length.end() + Integer.parseInt(length.group(1)));
        assertTrue(file.startsWith("endstream", length.end() + content.length()));
        List<String> lines = content.lines().toList();
        assertEquals(
                lines.stream().filter("q"::equals).count(),
                lines.stream().filter("Q"::equals).count());
        assertTrue(lines.contains("W n"), "what is outside the enlarged part is cut off");
        assertTrue(lines.contains("0 0.447 0.698 RG"), "DMSB's blue, #0072b2");
    }

    @Test
    void textIsInTheFontThatHasIt() {
        LineChart chart = new LineChart("a \u03c1 (b) \u2212 10\u2074 \u2603", "", "", List.of());
        String file = text(chart);
        for (String written :
                List.of("(a ) Tj", "/F2 15 Tf", "(r) Tj", "( \\(b\\) ) Tj", "(-) Tj", "(4) Tj", "( ?) Tj")) {
            assertTrue(file.contains(written), written);
        }
    }

    @Test
    void widthsAreThoseOfTheFont() {
        // Adobe's Helvetica: A 667, B 667, space 278; bold: A 722.
        assertEquals(0.667 + 0.667 + 0.278, PdfText.runs("AB ", false).get(0).width(), 1e-12);
        assertEquals(0.722, PdfText.runs("A", true).get(0).width(), 1e-12);
    }

    @Test
    void sameInputSameBytes() {
        assertArrayEquals(CHART.pdfFile(), CHART.pdfFile());
    }

    @Test
    void barsAreFilesToo() {
        BarChart chart = new BarChart("Bars", "1/s", List.of(Bar.stacked("a", new Part("UAV", 1, Look.UAV))));
        assertTrue(text(chart).contains("0.533 0.133 0.333 rg"), "the UAV's wine, #882255");
        assertEquals("group,bar,part,value,low,high\n,a,,1,,\n,a,UAV,1,,\n", chart.csv());
    }
}
