package dmsb.experiments.reproduction;

import dmsb.experiments.results.StudyResults;
import dmsb.experiments.results.SyntheticStudy;
import dmsb.experiments.results.SyntheticStudy.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A made-up study with the experiments of the paper, in a world where its claims hold or where none of them does. */
final class SyntheticPaper {
    private static final List<String> LEARNERS = List.of("dmsb", "dmsb-current", "ppo", "sac", "dqn");
    private static final List<String> WITH_LONG =
            List.of("dmsb", "dmsb-long", "dmsb-current", "ppo", "ppo-long", "sac", "dqn");
    private static final List<String> RULES = List.of(
            "first-best",
            "lagged-reserve",
            "linear-filter",
            "optimal-msb",
            "optimal-msb-brand",
            "myopic-msb",
            "myopic-msb-brand",
            "best-constant",
            "greedy",
            "random",
            "spa",
            "spa-ground");

    /** The surplus of DMSB over that of a rival, as the paper claims it. */
    private static final Map<String, Double> CLAIMED = Map.of(
            "ppo", 1.13,
            "greedy", 1.45,
            "random", 1.63,
            "spa", 1.30,
            "spa-ground", 1.30,
            "myopic-msb", 1.27,
            "myopic-msb-brand", 1.27,
            "optimal-msb", 1.23,
            "optimal-msb-brand", 1.23);

    private static final int EPISODES = 12;

    private final boolean paperIsRight;
    private final SyntheticStudy study;

    private SyntheticPaper(Path folder, boolean paperIsRight) {
        this.study = new SyntheticStudy(folder);
        this.paperIsRight = paperIsRight;
    }

    static StudyResults write(Path folder, boolean paperIsRight) throws IOException {
        SyntheticPaper paper = new SyntheticPaper(folder, paperIsRight);
        paper.experiment("convergence", Map.of(), 100, paperIsRight ? 0.6 : 0.4, 5);
        for (int n = 3; n <= 9; n += 2) {
            // The total falls slightly, and the UAV keeps its surplus within a tenth while it loses its lead.
            double total = paperIsRight ? 100 - n / 3.0 : 100 + n;
            double uav = paperIsRight ? (n == 3 ? 0.515 : 0.49) : n == 3 ? 0.4 : 0.6;
            paper.experiment("sellers", Map.of("groundStations", String.valueOf(n)), total, uav, 5);
            paper.experiment("shared-spectrum", Map.of("groundStations", String.valueOf(n)), total, uav, 5);
        }
        for (int step = 0; step < 3; step++) {
            String bandwidth = "[" + (20 + 10 * step) + ", " + (30 + 10 * step) + "]";
            double rising = paperIsRight ? 100 + 10 * step : 100 - 10 * step;
            paper.experiment(
                    "bandwidth",
                    SyntheticStudy.varied("uplinkMHz", bandwidth, "downlinkMHz", bandwidth),
                    rising,
                    paperIsRight ? 40 / rising : 0.6,
                    5);
            double falling = paperIsRight ? 100 - 10 * step : 100 + 10 * step;
            double delay = paperIsRight ? 5 + step : 5 - step;
            paper.experiment("task-size", Map.of("taskMB", bandwidth), falling, 0.5, delay);
        }
        paper.experiment("stale", Map.of(), 100, 0.5, 5);
        paper.experiment("load", Map.of(), 100, 0.5, 5);
        for (String key : List.of("0", "0.5", "1")) {
            paper.experiment("persistence", Map.of("persistence", key), 100, 0.5, 5);
            paper.experiment("lag", Map.of("uavLag", key), 100, 0.5, 5);
            paper.experiment("noise", Map.of("uavNoise", key), 100, 0.5, 5);
        }
        return StudyResults.read(paper.study.finish());
    }

    private void experiment(String name, Map<String, String> varied, double total, double uavPart, double delay)
            throws IOException {
        for (String method : name.equals("convergence") ? WITH_LONG : LEARNERS) {
            for (long seed = 1; seed <= 4; seed++) {
                double level = level(method, total) * (1 + 0.001 * seed);
                study.learner(
                        name,
                        method,
                        seed,
                        varied,
                        rows(level, total, uavPart, delay(method, delay)),
                        0.5,
                        0.9,
                        0.95,
                        paperIsRight ? 0.95 : 0.9);
            }
        }
        for (String rule : RULES) {
            study.rule(name, rule, varied, rows(level(rule, total), total, uavPart, delay(rule, delay)));
        }
    }

    /** Everybody but first best is behind DMSB as claimed, or ahead of it. */
    private double level(String method, double total) {
        String rival = method.replace("-long", "");
        if (rival.equals("dmsb") || rival.equals("first-best")) {
            return total;
        }
        return paperIsRight ? total / CLAIMED.getOrDefault(rival, 1.1) : 1.05 * total;
    }

    private double delay(String method, double delay) {
        return method.equals("dmsb") == paperIsRight ? delay : 1.2 * delay;
    }

    private static List<Row> rows(double level, double firstBest, double uavPart, double delay) {
        List<Row> rows = new ArrayList<>();
        for (int e = 0; e < EPISODES; e++) {
            double episode = 1 + 0.01 * (e - 5.5) / 5.5;
            rows.add(Row.of(level * episode, 1.1 * firstBest * episode, uavPart, delay * episode));
        }
        return rows;
    }
}
