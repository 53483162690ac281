package dmsb.experiments.reproduction;

import dmsb.experiments.figure.NumberText;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.MarketCell;
import dmsb.experiments.results.StudyResults;
import dmsb.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Numbers in running text. */
final class Text {
    private static final double SMALLEST_P = 0.0001;

    private static final Map<String, String> WORDS = Map.of(
            PaperStudy.SELLERS_KEY,
            "N = %s",
            "uplinkMHz",
            "bandwidth %s MHz",
            "taskMB",
            "tasks of %s MB",
            "persistence",
            "persistence %s",
            "uavLag",
            "lag %s",
            "uavNoise",
            "noise %s");

    /** What is measured with one task only. */
    static final String OF_ONE_TASK =
            "the best on the grid of one rho, the latency of the winner, what it pays, and rho";

    private Text() {}

    /** A ratio as a change in percent, with its sign. */
    static String gain(double ratio, int places) {
        return (ratio >= 1 ? "+" : "") + NumberText.fixed(100 * (ratio - 1), places) + "\u00a0%";
    }

    /** A ratio as a change in percent, with its interval. */
    static String gain(Interval ratio) {
        return gain(ratio, 1);
    }

    static String gain(Interval ratio, int places) {
        return gain(ratio.estimate(), places) + bounds(ratio, gain(ratio.low(), places), gain(ratio.high(), places));
    }

    /** The ends of an interval behind its estimate, or that there is none. */
    static String bounds(Interval interval, String low, String high) {
        return interval.isKnown() ? " [" + low + ", " + high + "]" : " (no interval from one)";
    }

    static String percent(double fraction) {
        return NumberText.fixed(100 * fraction, 1) + "\u00a0%";
    }

    static String percent(Interval fraction) {
        return percent(fraction.estimate()) + bounds(fraction, percent(fraction.low()), percent(fraction.high()));
    }

    /** A difference of fractions in points of a percent. */
    static String points(double difference) {
        return NumberText.fixed(100 * difference, 1) + " points";
    }

    static String count(double number) {
        return NumberText.fixed(number, 0);
    }

    static String fixed(double number, int places) {
        return NumberText.fixed(number, places);
    }

    static String significant(double number) {
        return NumberText.significant(number, 4);
    }

    /** A market in words: what a figure's title and a table's row call it. */
    static String market(MarketCell cell) {
        List<String> parts = new ArrayList<>();
        cell.varied().forEach((key, value) -> {
            boolean both =
                    key.equals("downlinkMHz") && value.equals(cell.varied().get("uplinkMHz"));
            if (!both) {
                parts.add(WORDS.getOrDefault(key, key + " %s").replace("%s", value));
            }
        });
        return String.join(", ", parts);
    }

    /** A market in words behind the title of something in it; empty for the only market of an experiment. */
    static String inMarket(MarketCell cell) {
        return cell.varied().isEmpty() ? "" : ", " + market(cell);
    }

    /** How many runs of an experiment are missing, as a sentence with a space before it; empty if none is. */
    static String gaps(StudyResults results, ExperimentResult experiment) {
        long missing = results.missing().keySet().stream()
                .filter(row -> row.experiment().equals(experiment.name()))
                .count();
        return missing == 0 ? "" : " " + missing + " runs of this experiment are missing.";
    }

    static String probability(double p) {
        return p < SMALLEST_P ? "below 0.0001" : NumberText.significant(p, 2);
    }
}
