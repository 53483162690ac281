package dmsb.experiments.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

class BarChartTest {
    private static BarChart chart(Bar... bars) {
        return new BarChart("Surplus by rule", "fraction of first best", List.of(bars));
    }

    @ParameterizedTest
    @EnumSource(ChartSize.class)
    void everyBarIsThereWithItsValueAndInterval(ChartSize size) {
        BarChart chart = chart(Bar.of("DMSB", 0.957, 0.951, 0.962), Bar.of("greedy", 0.5))
                .withInterval("95 % interval");
        ParsedMarkup svg = ParsedMarkup.of(chart, size);
        List<Element> bars = svg.elements("rect", "fill");
        assertEquals(
                List.of("DMSB: 0.957 [0.951, 0.962]", "greedy: 0.5"),
                bars.stream().map(Element::getTextContent).toList());
        double ratio = ParsedMarkup.number(bars.get(0), "width") / ParsedMarkup.number(bars.get(1), "width");
        assertEquals(0.957 / 0.5, ratio, 0.01, "widths are rounded to a tenth");
        assertTrue(svg.texts("text").containsAll(List.of("DMSB", "0.957", "greedy", "0.500", "95 % interval")));
        assertEquals(2, svg.elements("path", "whisker").size(), "one in the legend, one on the bar");
    }

    @Test
    void partsAreStackedEndToEnd() {
        BarChart chart = chart(
                Bar.stacked("DMSB", new Part("UAV surplus", 2, Look.UAV), new Part("BS surplus", 3, Look.GROUND)));
        ParsedMarkup svg = ParsedMarkup.of(chart, ChartSize.WIDE);
        List<Element> parts = svg.elements("rect", "fill").stream()
                .filter(part -> !part.getTextContent().isEmpty())
                .toList();
        assertEquals(
                List.of("DMSB, UAV surplus: 2", "DMSB, BS surplus: 3"),
                parts.stream().map(Element::getTextContent).toList());
        double end = ParsedMarkup.number(parts.get(0), "x") + ParsedMarkup.number(parts.get(0), "width");
        assertEquals(end, ParsedMarkup.number(parts.get(1), "x"), 0.11, "coordinates are rounded to a tenth");
        assertFalse(parts.get(0).getAttribute("class").equals(parts.get(1).getAttribute("class")));
        assertTrue(svg.texts("text").containsAll(List.of("UAV surplus", "BS surplus", "5.000")));
    }

    @Test
    void negativePartsGoToTheOtherSideOfZero() {
        BarChart chart = chart(Bar.stacked("loss", new Part("gain", 2, Look.UAV), new Part("cost", -1, Look.GROUND)));
        ParsedMarkup svg = ParsedMarkup.of(chart, ChartSize.WIDE);
        List<Element> parts = svg.elements("rect", "fill").stream()
                .filter(part -> !part.getTextContent().isEmpty())
                .toList();
        double zero = ParsedMarkup.number(parts.get(0), "x");
        double end = ParsedMarkup.number(parts.get(1), "x") + ParsedMarkup.number(parts.get(1), "width");
        double net = ParsedMarkup.number(svg.elements("circle", "net").get(0), "cx");
        double up = ParsedMarkup.number(parts.get(0), "width");
        assertEquals(zero + up / 2, net, 0.11, "coordinates are rounded to a tenth");
        assertEquals(zero, end, 0.11, "coordinates are rounded to a tenth");
    }

    @Test
    void theHighlightedBarStandsOut() {
        ParsedMarkup svg = ParsedMarkup.of(chart(Bar.of("a", 1), Bar.of("b", 2)).withHighlight("b"), ChartSize.WIDE);
        List<String> classes = svg.elements("rect", "fill").stream()
                .map(bar -> bar.getAttribute("class"))
                .toList();
        assertEquals(List.of("fill plain", "fill ink-blue"), classes);
        assertEquals(1, svg.elements("rect", "mark").size());
    }

    @Test
    void groupsHaveAHeadingEach() {
        BarChart chart = chart(
                Bar.of("a", 1).inGroup("N = 3"),
                Bar.of("b", 2).inGroup("N = 3"),
                Bar.of("a", 1).inGroup("N = 5"));
        ParsedMarkup svg = ParsedMarkup.of(chart, ChartSize.WIDE);
        assertEquals(1, svg.texts("text").stream().filter("N = 3"::equals).count());
        assertEquals(1, svg.texts("text").stream().filter("N = 5"::equals).count());
    }

    @Test
    void referencesCrossTheBars() {
        ParsedMarkup svg = ParsedMarkup.of(chart(Bar.of("a", 0.9)).withReference("first best", 1), ChartSize.WIDE);
        assertEquals("first best: 1", svg.elements("path", "reference").get(0).getTextContent());
        assertTrue(svg.texts("text").contains("first best 1"));
    }

    @ParameterizedTest
    @EnumSource(ChartSize.class)
    void awkwardDataIsStillAPicture(ChartSize size) {
        List<BarChart> charts = List.of(
                chart(),
                chart(Bar.of("zero", 0)),
                chart(Bar.of("missing", Double.NaN), Bar.of("infinite", Double.POSITIVE_INFINITY)),
                chart(Bar.of("huge", 1e300, -1e300, 1e300), Bar.of("small", 1e-300)),
                chart(Bar.of("tiny", Double.MIN_VALUE)),
                chart(Bar.of("negative", -3, -4, -2)),
                chart(Bar.stacked("nothing")),
                chart(Bar.stacked("part missing", new Part("p", Double.NaN, Look.GROUND))),
                chart(Bar.of("a name that is much longer than a row of this chart will ever be".repeat(3), 1)));
        for (BarChart chart : charts) {
            ParsedMarkup svg = ParsedMarkup.of(chart, size);
            for (Element bar : svg.elements("rect")) {
                double x = ParsedMarkup.number(bar, "x");
                double width = ParsedMarkup.number(bar, "width");
                assertTrue(width >= 0 && x >= 0 && x + width <= size.width() + 0.2, () -> chart.bars() + " at " + x);
            }
        }
    }

    @Test
    void aBarWithoutValueIsADash() {
        ParsedMarkup svg = ParsedMarkup.of(chart(Bar.of("missing", Double.NaN), Bar.of("a", 1)), ChartSize.WIDE);
        assertTrue(svg.texts("text").contains("\u2013"));
        assertEquals(1, svg.elements("rect", "fill").size());
    }

    @Test
    void theChartIsAnImageWithWordsAndNumbers() {
        BarChart chart = chart(
                Bar.of("DMSB", 2, 1, 3).inGroup("N = 3"),
                Bar.stacked("SPA", new Part("UAV", 1, Look.UAV), new Part("BS", 2, Look.GROUND)));
        assertEquals(
                "Bar chart: Surplus by rule. fraction of first best. N = 3: DMSB: 2 [1, 3]. SPA: 3 = UAV 1 + BS 2.",
                ParsedMarkup.of(chart, ChartSize.WIDE).root().getAttribute("aria-label"));
    }

    @Test
    void namesAreShownNotRun() {
        String evil = "</text><script>alert(1)</script>&\u0001";
        BarChart chart = new BarChart(
                        evil,
                        evil,
                        List.of(Bar.stacked(evil, new Part(evil, 1, Look.UAV)).inGroup(evil)))
                .withReference(evil, 2)
                .withHighlight(evil)
                .withInterval(evil);
        for (ChartSize size : ChartSize.values()) {
            assertTrue(ParsedMarkup.of(chart, size).elements("script").isEmpty());
        }
    }

    @Test
    void sameInputSameBytes() {
        assertEquals(chart(Bar.of("a", 1)).svgFile(), chart(Bar.of("a", 1)).svgFile());
    }

    @Test
    void wrongBarsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Bar.of("", 1));
        assertThrows(IllegalArgumentException.class, () -> Bar.of("a", 1, 2, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Bar("a", 1, 0, 2, List.of(new Part("p", 2, Look.GROUND)), ""));
        assertThrows(IllegalArgumentException.class, () -> new BarChart(" ", "y", List.of()));
    }
}
