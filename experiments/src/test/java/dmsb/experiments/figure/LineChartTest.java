package dmsb.experiments.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

class LineChartTest {
    private static final double NAN = Double.NaN;

    private static final Series LEARNED = new Series(
            "DMSB",
            new double[] {0, 1000, 2000},
            new double[] {0.8, 0.93, 0.957},
            new double[] {0.78, 0.92, 0.951},
            new double[] {0.82, 0.94, 0.962});

    private static LineChart chart(Series... series) {
        return new LineChart("Convergence", "updates", "fraction of first best", List.of(series));
    }

    @ParameterizedTest
    @EnumSource(ChartSize.class)
    void everyPointIsThereWithItsValueAndInterval(ChartSize size) {
        ParsedMarkup svg = ParsedMarkup.of(chart(LEARNED), size);
        List<String> titles = svg.texts("title");
        assertTrue(titles.contains("DMSB at 0: 0.8 [0.78, 0.82]"), titles::toString);
        assertTrue(titles.contains("DMSB at 1000: 0.93 [0.92, 0.94]"), titles::toString);
        assertTrue(titles.contains("DMSB at 2000: 0.957 [0.951, 0.962]"), titles::toString);
        assertEquals(1, svg.elements("path", "band").size());
        assertTrue(svg.texts("text").stream().anyMatch(text -> text.startsWith("DMSB")));
    }

    @Test
    void higherValuesAreHigherUp() {
        ParsedMarkup svg = ParsedMarkup.of(chart(LEARNED), ChartSize.WIDE);
        List<Element> marks = svg.elements("circle", "dot").subList(0, 3);
        assertTrue(ParsedMarkup.number(marks.get(0), "cy") > ParsedMarkup.number(marks.get(1), "cy"));
        assertTrue(ParsedMarkup.number(marks.get(1), "cy") > ParsedMarkup.number(marks.get(2), "cy"));
        double first = ParsedMarkup.number(marks.get(0), "cx");
        double middle = ParsedMarkup.number(marks.get(1), "cx");
        double last = ParsedMarkup.number(marks.get(2), "cx");
        assertEquals(middle, (first + last) / 2, 0.1, "coordinates are rounded to a tenth");
    }

    @ParameterizedTest
    @EnumSource(ChartSize.class)
    void referencesAreDashedLinesWithTheirNames(ChartSize size) {
        LineChart chart = chart(LEARNED).withReference("lagged reserve", 0.961).withReference("lost", NAN);
        ParsedMarkup svg = ParsedMarkup.of(chart, size);
        List<Element> lines = svg.elements("path", "reference");
        assertEquals(1, lines.size());
        assertEquals("lagged reserve: 0.961", lines.get(0).getTextContent());
        assertTrue(svg.texts("text").stream().anyMatch(text -> text.startsWith("lagged reserve")));
        assertTrue(svg.texts("text").contains("lost (no data)"));
    }

    @Test
    void bandsAreExplainedWhereTheirNameIsGiven() {
        ParsedMarkup svg = ParsedMarkup.of(chart(LEARNED).withInterval("95 % interval"), ChartSize.WIDE);
        assertTrue(svg.texts("text").contains("95 % interval"));
        assertFalse(
                ParsedMarkup.of(chart(LEARNED), ChartSize.WIDE).texts("text").contains("95 % interval"));
    }

    @Test
    void gapsBreakTheLine() {
        Series gap = Series.of("gap", new double[] {0, 1, 2, 3, 4}, new double[] {1, 2, NAN, 3, 1e301});
        ParsedMarkup svg = ParsedMarkup.of(chart(gap), ChartSize.WIDE);
        String path = svg.elements("path", "line").get(0).getAttribute("d");
        assertEquals(2, path.chars().filter(c -> c == 'M').count(), path);
        assertEquals(1, path.chars().filter(c -> c == 'L').count(), path);
        assertFalse(path.contains("NaN"));
    }

    @Test
    void aLonePointBetweenGapsIsADotInALongSeries() {
        int n = 200;
        double[] x = IntStream.range(0, n).asDoubleStream().toArray();
        double[] y = IntStream.range(0, n)
                .mapToDouble(i -> i == 99 || i == 101 ? NAN : i)
                .toArray();
        ParsedMarkup svg = ParsedMarkup.of(chart(Series.of("long", x, y)), ChartSize.WIDE);
        long marks = svg.elements("circle", "dot").stream()
                .filter(dot -> dot.getAttribute("r").equals("3"))
                .count();
        assertEquals(1, marks);
        assertEquals(HoverColumns.MOST, svg.elements("g", "hover").size());
    }

    @ParameterizedTest
    @EnumSource(ChartSize.class)
    void awkwardDataIsStillAPicture(ChartSize size) {
        List<LineChart> charts = List.of(
                chart(),
                chart(Series.of("empty", new double[0], new double[0])),
                chart(Series.of("point", new double[] {7}, new double[] {3})),
                chart(Series.of("constant", new double[] {1, 2}, new double[] {5, 5})),
                chart(Series.of("zero", new double[] {0, 0}, new double[] {0, -0.0})),
                chart(Series.of("gaps", new double[] {1, 2}, new double[] {NAN, Double.NEGATIVE_INFINITY})),
                chart(Series.of("huge", new double[] {-1e300, 1e300}, new double[] {-1e300, 1e300})),
                chart(Series.of("tiny", new double[] {0, 1e-310}, new double[] {0, Double.MIN_VALUE})),
                chart(Series.of("near", new double[] {1, 2}, new double[] {1e9 + 1, 1e9 + 2})),
                chart(new Series("bare", new double[] {1}, new double[] {NAN}, new double[] {1}, new double[] {2})),
                new LineChart("A very long title ".repeat(9), "", "", List.of()));
        for (LineChart chart : charts) {
            ParsedMarkup svg = ParsedMarkup.of(chart, size);
            MarkupWriter out = new MarkupWriter();
            chart.draw(out, size);
            assertFalse(out.finish().contains("NaN"), chart::title);
            double width = size.width();
            for (Element dot : svg.elements("circle", "dot")) {
                double x = ParsedMarkup.number(dot, "cx");
                assertTrue(x >= 0 && x <= width, () -> chart.series() + " has a dot at " + x);
            }
        }
    }

    @Test
    void noDataIsSaid() {
        assertTrue(ParsedMarkup.of(chart(), ChartSize.WIDE).texts("text").contains("no data"));
    }

    @Test
    void manySeriesHaveALegendAndDifferentLines() {
        Series[] many = IntStream.range(0, 12)
                .mapToObj(i -> Series.of("series " + i, new double[] {0, 1}, new double[] {i, i + 1}))
                .toArray(Series[]::new);
        ParsedMarkup svg = ParsedMarkup.of(chart(many), ChartSize.WIDE);
        long different = svg.elements("path", "line").stream()
                .map(line -> line.getAttribute("class"))
                .distinct()
                .count();
        assertEquals(12, different);
        for (int i = 0; i < 12; i++) {
            assertTrue(svg.texts("text").contains("series " + i));
        }
    }

    @Test
    void theChartIsAnImageWithWordsAndNumbers() {
        Element root = ParsedMarkup.of(chart(LEARNED).withReference("greedy", 0.9), ChartSize.WIDE)
                .root();
        assertEquals("img", root.getAttribute("role"));
        assertEquals(
                "Line chart: Convergence. fraction of first best over updates."
                        + " DMSB: 0.957 [0.951, 0.962] at 2000. greedy: 0.9 throughout.",
                root.getAttribute("aria-label"));
    }

    @Test
    void namesAreShownNotRun() {
        String evil = "</text><script>alert(1)</script>&\u0001";
        LineChart chart = new LineChart(evil, evil, evil, List.of(Series.of(evil, new double[] {1}, new double[] {1})))
                .withReference(evil, 2)
                .withInterval(evil);
        for (ChartSize size : ChartSize.values()) {
            assertTrue(ParsedMarkup.of(chart, size).elements("script").isEmpty());
        }
    }

    @Test
    void sameInputSameBytes() {
        assertEquals(chart(LEARNED).svgFile(), chart(LEARNED).svgFile());
    }

    @Test
    void aFileIsSelfContained() {
        String file = chart(LEARNED).svgFile();
        ParsedMarkup svg = ParsedMarkup.of(file);
        assertEquals("#ffffff", svg.elements("rect").get(0).getAttribute("fill"), "the background");
        Element line = svg.elements("path").stream()
                .filter(path -> path.getAttribute("stroke").equals("#0072b2"))
                .findFirst()
                .orElseThrow();
        assertEquals("2", line.getAttribute("stroke-width"));
        assertFalse(file.contains("class="), "programs that read SVG files know no style sheet of the page");
        assertFalse(file.contains("var("));
        assertFalse(file.replace("http://www.w3.org/2000/svg", "").contains("http"));
        assertFalse(file.contains("url("));
    }

    @Test
    void aLookOfItsOwnGoesWithASeriesWhereverItStands() {
        Series own = Series.of("own", new double[] {0, 1}, new double[] {1, 2}).in(Look.method(9));
        for (LineChart chart : List.of(chart(own, LEARNED), chart(LEARNED, own))) {
            Element line = ParsedMarkup.of(chart, ChartSize.WIDE).elements("path", "line").stream()
                    .filter(path -> path.getTextContent().startsWith("own"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("line ink-pink d1", line.getAttribute("class"));
        }
    }

    @Test
    void anEnlargedChartHasItsAxisAndCutsOffWhatIsOutside() {
        LineChart near = chart(LEARNED)
                .withReference("low", 0.8)
                .withReference("high", 0.961)
                .enlarged("near", 0.95, 1);
        ParsedMarkup svg = ParsedMarkup.of(near, ChartSize.WIDE);
        Element clip = svg.elements("svg", "clip").get(0);
        double top = ParsedMarkup.number(clip, "y");
        double bottom = top + ParsedMarkup.number(clip, "height");
        Element high = svg.elements("path", "reference").get(1);
        double at = Double.parseDouble(high.getAttribute("d").split("[ H]", -1)[1]);
        assertEquals(top + (bottom - top) * (1 - 0.961) / 0.05, at, 0.11, "coordinates are rounded to a tenth");
        List<String> ticks = svg.elements("text", "tick").stream()
                .filter(tick -> tick.getAttribute("class").contains("end"))
                .map(Element::getTextContent)
                .toList();
        assertEquals(List.of("0.95", "0.96", "0.97", "0.98", "0.99", "1.00"), ticks);
    }

    @Test
    void fewPlacesOfMeasurementAreTheTicks() {
        Series odd = Series.of("odd", new double[] {25, 40, 55}, new double[] {1, 2, 3});
        List<String> ticks = ParsedMarkup.of(chart(odd), ChartSize.WIDE).elements("text", "tick").stream()
                .filter(tick -> tick.getAttribute("class").contains("middle"))
                .map(Element::getTextContent)
                .toList();
        assertEquals(List.of("25", "40", "55"), ticks);
    }

    @Test
    void theNumbersAreThereAsCsvWithAllDigits() {
        assertEquals(
                "series,x,y,low,high\nDMSB,0,0.8,0.78,0.82\nDMSB,1000,0.93,0.92,0.94\nDMSB,2000,0.957,0.951,0.962\n"
                        + "greedy,,0.3333333333333333,,\n",
                chart(LEARNED).withReference("greedy", 1.0 / 3).csv());
    }

    @Test
    void arraysAreCopiedInAndOut() {
        double[] x = {1, 2};
        double[] y = {3, 4};
        Series series = Series.of("s", x, y);
        x[0] = 9;
        series.y()[0] = 9;
        assertArrayEquals(new double[] {1, 2}, series.x());
        assertArrayEquals(new double[] {3, 4}, series.y());
        assertEquals(Series.of("s", new double[] {1, 2}, new double[] {3, 4}), series);
    }

    @Test
    void wrongSeriesAreRefused() {
        double[] one = {1};
        double[] two = {1, 2};
        double[] none = {};
        assertThrows(IllegalArgumentException.class, () -> Series.of(" ", one, one));
        assertThrows(IllegalArgumentException.class, () -> Series.of("s", one, two));
        assertThrows(IllegalArgumentException.class, () -> Series.of("s", new double[] {2, 1}, two));
        assertThrows(IllegalArgumentException.class, () -> Series.of("s", new double[] {NAN}, one));
        assertThrows(IllegalArgumentException.class, () -> new Series("s", one, one, one, none));
        assertThrows(IllegalArgumentException.class, () -> new Series("s", one, one, new double[] {3}, one));
        assertThrows(IllegalArgumentException.class, () -> new LineChart("", "x", "y", List.of()));
    }
}
