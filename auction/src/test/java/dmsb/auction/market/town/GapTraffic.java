package dmsb.auction.market.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A small trace with few vehicles and with time steps in which there is none. */
public final class GapTraffic {
    /** First and last step of each vehicle; in the steps 13 to 17 there is none. */
    private static final int[][] SPANS = {{0, 9}, {3, 12}, {5, 7}, {7, 12}, {18, 30}, {20, 39}, {20, 24}, {33, 39}};

    private static final int STEPS = 40;

    private GapTraffic() {}

    /** The trace as SUMO would write it. */
    public static String trace() {
        StringBuilder xml = new StringBuilder("<fcd-export>\n");
        for (int t = 0; t < STEPS; t++) {
            xml.append("<timestep time=\"").append(t).append(".00\">\n");
            for (int v = 0; v < SPANS.length; v++) {
                if (SPANS[v][0] <= t && t <= SPANS[v][1]) {
                    xml.append(String.format(
                            Locale.ROOT,
                            "    <vehicle id=\"v%d\" x=\"%d.00\" y=\"%d.00\"/>%n",
                            v,
                            100 + 12 * t,
                            150 + 40 * v));
                }
            }
            xml.append("</timestep>\n");
        }
        return xml + "</fcd-export>\n";
    }

    /** How many vehicles there are in a step. */
    public static int vehicles(int step) {
        int count = 0;
        for (int[] span : SPANS) {
            count += span[0] <= step && step <= span[1] ? 1 : 0;
        }
        return count;
    }

    /** Writes the trace into a folder; the name of the file. */
    public static String write(Path folder) throws IOException {
        Path file = folder.resolve("gaps.fcd.xml");
        Files.writeString(file, trace());
        return file.toString();
    }
}
