package dmsb.experiments.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapChartTest {
    private static MapChart.Spot spot(double x, double y) {
        return new MapChart.Spot(x, y);
    }

    private static final MapChart MAP = new MapChart(
            "A town <of> one street",
            List.of(List.of(spot(0, 0), spot(500, 0), spot(1000, 0)), List.of(spot(1000, 0), spot(500, 0), spot(0, 0))),
            List.of(new MapChart.Site("A&B", spot(0, 100), 4), new MapChart.Site("C", spot(1000, 500), 0)),
            List.of(spot(400, 100), spot(600, 100)),
            List.of(new MapChart.ServedTask(spot(250, 0), true), new MapChart.ServedTask(spot(750, 0), false)));

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    @Test
    void everyTaskIsADotAndEverySiteASquare() {
        String svg = MAP.svgFile();
        assertEquals(2, count(svg, "<circle"));
        assertEquals(1 + 3 + 2, count(svg, "<rect")); // background, three samples of the legend, two sites
        assertTrue(svg.contains("A town &lt;of&gt; one street"));
        assertTrue(svg.contains("served by the UAV (1)"));
    }

    @Test
    void oneScaleHoldsForBothDirectionsAndNorthIsUp() {
        String svg = MAP.svgFile();
        // 700 px for 1000 m: sites of (0, 100) and (1000, 500) are 280 px apart from north to south, less half the
        // difference of their sizes, 2.5 + 1 and 2.5 px, to either side
        double[] a = corner(svg, 7);
        double[] c = corner(svg, 5);
        assertEquals(700 + 1, c[0] - a[0], 0.2);
        assertEquals(-280 + 1, c[1] - a[1], 0.2);
    }

    /** The upper left corner of the last square of some width. */
    private static double[] corner(String svg, int width) {
        int at = svg.lastIndexOf("width=\"" + width + "\"");
        String shape = svg.substring(svg.lastIndexOf("<rect", at), at);
        return new double[] {
            Double.parseDouble(shape.replaceAll("(?s).* x=\"([^\"]*)\".*", "$1")),
            Double.parseDouble(shape.replaceAll("(?s).* y=\"([^\"]*)\".*", "$1"))
        };
    }

    @Test
    void aStreetThatIsDrivenInBothDirectionsIsDrawnOnce() {
        String svg = MAP.svgFile();
        String street = svg.substring(svg.indexOf("<path"), svg.indexOf("</path>"));
        assertEquals(2, count(street, "M")); // two pieces
    }

    @Test
    void inAPageItHasTheClassesThatFollowLightAndDarkMode() {
        MarkupWriter page = new MarkupWriter();
        MAP.draw(page, ChartSize.NARROW);
        String svg = page.finish();
        assertTrue(svg.contains("class=\"dot ink-uav\""));
        assertTrue(svg.contains("class=\"dot ink-ground\""));
        assertTrue(svg.contains("<title>A&amp;B: 4</title>"));
    }

    @Test
    void itsNumbersAreTheTable() {
        assertEquals("""
                what,x,y,served
                site A&B,0,100,4
                site C,1000,500,0
                task of the UAV,250,0,1
                task of a base station,750,0,1
                UAV,400,100,
                UAV,600,100,
                """, MAP.csv().replace("\r\n", "\n"));
        assertEquals(
                "Map: A town <of> one street. 2 tasks, 1 of them served by the UAV, 1 by 2 base stations.",
                MAP.description());
        assertTrue(new String(MAP.pdfFile(), StandardCharsets.ISO_8859_1).startsWith("%PDF-"));
    }

    @Test
    void aMapWithoutAPlaceIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new MapChart("empty", List.of(), List.of(), List.of(), List.of()));
    }
}
