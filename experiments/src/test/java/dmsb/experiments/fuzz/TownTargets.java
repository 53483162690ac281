package dmsb.experiments.fuzz;

import dmsb.auction.market.town.FloatingCarData;
import dmsb.auction.market.town.SiteFile;
import dmsb.auction.market.town.SiteMap;
import dmsb.auction.market.town.TrafficTrace;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The readers of a town: traffic traces and sites. */
final class TownTargets {
    private TownTargets() {}

    static List<Target> all() {
        return List.of(trace(), sites());
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static Target trace() {
        return new Target(
                "trace",
                2,
                Target.texts(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <!-- generated -->
                        <fcd-export>
                            <timestep time="0.00"><vehicle id="a" x="1.5" y="-2" angle="90.00" type="car"/></timestep>
                            <timestep time="0.50">
                                <vehicle id="a" x="2.5" y="-2"/><vehicle id="&lt;b" x="1e2" y="7"/>
                            </timestep>
                            <timestep time="1.00"><vehicle id="&lt;b" x="99" y="7"/><person id="p" x="1" y="1"/></timestep>
                        </fcd-export>
                        """,
                        "<fcd-export><timestep time='3'><vehicle id='v' x='0' y='0'/></timestep>"
                                + "<timestep time='4'><vehicle id='v' x='1' y='0'/></timestep><timestep time='5'/></fcd-export>",
                        "\ufeff<fcd-export><timestep time='-1'><vehicle y='1' x='1' id='1'/></timestep>"
                                + "<timestep time='1'><vehicle y='1' x='1' id='1'></vehicle></timestep></fcd-export>"),
                List.of(
                        "<timestep time=\"1.50\">",
                        "</timestep>",
                        "<vehicle id=\"a\" x=\"1\" y=\"1\"/>",
                        "fcd-export",
                        "time",
                        "time=\"-1.7e308\"",
                        "time=\"1.7e308\"",
                        "<!DOCTYPE fcd-export [<!ENTITY a \"aa\">]>",
                        "<!DOCTYPE a SYSTEM \"file:///etc/hostname\">",
                        "&a;",
                        "&#0;",
                        "&#x2028;",
                        "<![CDATA[",
                        "]]>",
                        "<?x ?>",
                        "encoding=\"UTF-16\"",
                        "encoding=\"none\"",
                        "version=\"1.1\"",
                        "standalone=\"yes\"",
                        "xmlns:a=\"b\"",
                        "a:b"),
                input -> {
                    TrafficTrace read = FloatingCarData.read(new ByteArrayInputStream(input), "trace");
                    TrafficTrace again = FloatingCarData.read(new ByteArrayInputStream(written(read)), "trace");
                    require(journeys(again).equals(journeys(read)), "written and read again it has other journeys");
                    require(Double.isFinite(read.stepSeconds()), "its steps have no end");
                    require(again.stepSeconds() == read.stepSeconds(), "written and read again it has other steps");
                    require(
                            read.journeys() == Math.min(read.journeysSeen(), 4_096)
                                    && 2 * read.journeysSeen() <= read.rows(),
                            "journeys were lost or made up");
                    return read.journeys() + " journeys in " + read.rows() + " rows";
                },
                Set.of(IllegalArgumentException.class),
                Pattern.compile("^trace(, line [0-9]+(, \\w+)?)?: expected .+, got .+"),
                1 << 19,
                2_000);
    }

    /** All vehicles set off at once, one for each journey. */
    private static byte[] written(TrafficTrace trace) {
        StringBuilder text = new StringBuilder("<fcd-export>");
        int longest =
                IntStream.range(0, trace.journeys()).map(trace::length).max().orElseThrow();
        for (int step = 0; step < longest; step++) {
            text.append("<timestep time=\"").append(step * trace.stepSeconds()).append("\">");
            for (int journey = 0; journey < trace.journeys(); journey++) {
                if (step < trace.length(journey)) {
                    text.append("<vehicle id=\"")
                            .append(journey)
                            .append("\" x=\"")
                            .append(trace.x(journey, step))
                            .append("\" y=\"")
                            .append(trace.y(journey, step))
                            .append("\"/>");
                }
            }
            text.append("</timestep>");
        }
        return text.append("</fcd-export>").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The places of all journeys, and how many journeys there are of each: their order is the reader's own. */
    private static Map<String, Integer> journeys(TrafficTrace trace) {
        Map<String, Integer> journeys = new TreeMap<>();
        for (int journey = 0; journey < trace.journeys(); journey++) {
            StringBuilder places = new StringBuilder();
            for (int step = 0; step < trace.length(journey); step++) {
                double x = trace.x(journey, step);
                double y = trace.y(journey, step);
                require(
                        x >= (float) trace.bounds().west()
                                && x <= (float) trace.bounds().east()
                                && y >= (float) trace.bounds().south()
                                && y <= (float) trace.bounds().north(),
                        "a place out of bounds");
                places.append(x).append(' ').append(y).append(';');
            }
            journeys.merge(places.toString(), 1, Integer::sum);
        }
        return journeys;
    }

    private static Target sites() {
        return new Target(
                "sites",
                4,
                Target.texts(
                        "site,x,y\nA,1,2\nB,-3.5,1e3\n",
                        "operator,latitude,longitude,site\r\none,52.5,13.4,1\r\n\r\ntwo,52.6,13.5,2\r\n",
                        "\ufeffx,site,y\n0,\u00fc,0"),
                List.of("site", "latitude", "longitude", "x", "y", ",,", "\"\"", "site,x,y\n", "1e8", "180", "85"),
                input -> {
                    SiteMap read = SiteFile.read(new ByteArrayInputStream(input), "sites");
                    StringBuilder text = new StringBuilder("site,x,y\n");
                    for (int site = 0; site < read.size(); site++) {
                        text.append(read.names().get(site)).append(',').append(read.xs()[site]);
                        text.append(',').append(read.ys()[site]).append('\n');
                    }
                    byte[] written = text.toString().getBytes(StandardCharsets.UTF_8);
                    SiteMap again = SiteFile.read(new ByteArrayInputStream(written), "sites");
                    require(
                            again.names().equals(read.names())
                                    && Arrays.equals(again.xs(), read.xs())
                                    && Arrays.equals(again.ys(), read.ys())
                                    && again.bounds().equals(read.bounds()),
                            "written and read again they are other sites");
                    return (read.geographic() ? "geographic, " : "") + read.size() + " sites";
                },
                Set.of(IllegalArgumentException.class),
                Pattern.compile("^sites(, line [0-9]+(, column \\w+)?)?: expected .+, got .+"),
                1 << 17,
                500);
    }
}
