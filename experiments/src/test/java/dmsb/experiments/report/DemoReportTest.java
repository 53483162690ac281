package dmsb.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.figure.Bar;
import dmsb.experiments.figure.BarChart;
import dmsb.experiments.figure.LineChart;
import dmsb.experiments.figure.Look;
import dmsb.experiments.figure.ParsedMarkup;
import dmsb.experiments.figure.Part;
import dmsb.experiments.figure.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes {@code target/demo-report.html}, a report with made-up numbers, for looking at in a browser. */
class DemoReportTest {
    private static final List<String> RULES = List.of(
            "first best",
            "DMSB",
            "lagged reserve",
            "PPO",
            "DQN",
            "optimal-msb-brand",
            "myopic-msb",
            "greedy",
            "random",
            "spa-ground");
    private static final double[] VALUES = {1, .957, .960, .921, .934, .878, .861, .872, .693, .528};

    @Test
    void theDemoIsAPage() throws IOException {
        Report report = demo();
        report.write(Path.of("target", "demo-report.html"));
        ParsedMarkup page = ParsedMarkup.of(report.html());
        assertEquals(6, page.elements("svg").size());
    }

    private static Report demo() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("scenario", "paper <script>alert(1)</script>");
        settings.put("episodes", "300 of 100 rounds");
        settings.put("seeds", "1, 2, 3");
        settings.put("agent", "diffusion soft actor-critic, K = 5, batch 256, actor 3e-4, critics 1e-3");
        return Report.titled("A demonstration of the report, with made-up numbers")
                .lead(
                        "The learned scaling rule reaches 0.957 of the first-best surplus on the paper\u2019s market with three ground"
                                + " stations. A rule without any learning, the lagged reserve, reaches 0.960.")
                .section("Convergence")
                .paragraph(
                        "Each learner is trained on the same market with three seeds and evaluated every 100 updates on the"
                                + " same held-out episodes. Rules that do not learn are horizontal lines.")
                .figure(
                        convergence(),
                        "Fraction of the first-best surplus on held-out episodes while training. Lines are means over"
                                + " three seeds, bands reach from the lowest to the highest of them.")
                .section("Rules side by side")
                .figure(
                        rules(),
                        "Mean surplus of ten rules over 300 held-out episodes, as a fraction of the first best.")
                .table(table())
                .section("Who gains")
                .paragraph(
                        "Surplus of the UAV and of the ground base stations, apart. Their sum is the social surplus.")
                .figure(shares(), "Surplus by party and number of ground stations.")
                .section("Claims")
                .table(claims())
                .section("Settings")
                .settings("Configuration of the runs", settings)
                .madeBy("0.1.0", "dmsb reproduce --preset quick --out report")
                .build();
    }

    private static LineChart convergence() {
        return new LineChart(
                        "Convergence on the paper\u2019s market",
                        "updates",
                        "fraction of first best",
                        List.of(curve("DMSB", .957, 500), curve("discrete SAC", .949, 800), curve("PPO", .921, 1400)))
                .withInterval("range over 3 seeds")
                .withReference("lagged reserve", .960)
                .withReference("best constant \u03c1", .878)
                .withReference("UAV always", .872);
    }

    private static Series curve(String name, double limit, double scale) {
        RandomStream random = SeedTree.of(5).child(name).stream();
        int n = 61;
        double[] x = new double[n];
        double[] y = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 100 * i;
            double[] seeds = new double[3];
            for (int s = 0; s < 3; s++) {
                seeds[s] = limit - (limit - .74) * Math.exp(-x[i] / scale) + .006 * random.nextGaussian();
            }
            y[i] = (seeds[0] + seeds[1] + seeds[2]) / 3;
            low[i] = Math.min(seeds[0], Math.min(seeds[1], seeds[2]));
            high[i] = Math.max(seeds[0], Math.max(seeds[1], seeds[2]));
        }
        return new Series(name, x, y, low, high);
    }

    private static BarChart rules() {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < VALUES.length; i++) {
            double half = i == 0 ? 0 : .006 + .002 * i;
            bars.add(Bar.of(RULES.get(i), VALUES[i], VALUES[i] - half, VALUES[i] + half));
        }
        return new BarChart("Surplus by rule, three ground stations", "fraction of first best", bars)
                .withHighlight("DMSB")
                .withInterval("95 % interval");
    }

    private static BarChart shares() {
        List<Bar> bars = new ArrayList<>();
        for (int n = 3; n <= 7; n += 2) {
            for (String rule : List.of("DMSB", "greedy", "spa-ground")) {
                double total = 42 - n - 6 * rule.length() * .3;
                double uav = rule.startsWith("spa") ? 0 : total * (0.75 - .08 * n);
                bars.add(Bar.stacked(
                                rule,
                                new Part("UAV surplus", uav, Look.UAV),
                                new Part("BS surplus", total - uav, Look.GROUND))
                        .withInterval(total - 1.5, total + 1.5)
                        .inGroup("N = " + n));
            }
        }
        return new BarChart("Surplus by party", "mean surplus a round (1/s)", bars)
                .withHighlight("DMSB")
                .withInterval("95 % interval of the sum");
    }

    private static Table table() {
        Table table = Table.of(
                "The same rules in numbers, with 95 % intervals.",
                Column.text("Rule"),
                Column.number("Surplus", "fraction of first best"),
                Column.number("Delay", "s"),
                Column.number("UAV wins", "%"));
        for (int i = 0; i < VALUES.length; i++) {
            double half = .006 + .002 * i;
            Cell[] cells = {
                Cell.text(RULES.get(i)),
                i == 0 ? Cell.number(1, 3) : Cell.interval(VALUES[i], VALUES[i] - half, VALUES[i] + half, 3),
                Cell.interval(1.2 / VALUES[i], 1.2 / VALUES[i] - .02, 1.2 / VALUES[i] + .02, 2),
                RULES.get(i).equals("spa-ground") ? Cell.number(Double.NaN, 1) : Cell.number(61.3 - 2 * i, 1)
            };
            table = RULES.get(i).equals("DMSB") ? table.highlightedRow(cells) : table.row(cells);
        }
        return table;
    }

    private static Table claims() {
        return Table.of(
                        "The paper\u2019s claims beside what was measured.",
                        Column.text("Claim"),
                        Column.number("Paper"),
                        Column.number("Measured"),
                        Column.text("Verdict"))
                .row(
                        Cell.text("DMSB / PPO"),
                        Cell.number(1.13, 2),
                        Cell.interval(1.04, 1.02, 1.06, 2),
                        Cell.verdict(false, "not reproduced: a tuned PPO is closer"))
                .row(
                        Cell.text("DMSB / random"),
                        Cell.number(1.63, 2),
                        Cell.interval(1.38, 1.35, 1.41, 2),
                        Cell.verdict(false, "not reproduced"))
                .row(
                        Cell.text("UAV ahead at N = 3"),
                        Cell.text("yes"),
                        Cell.text("yes"),
                        Cell.verdict(true, "reproduced"));
    }
}
