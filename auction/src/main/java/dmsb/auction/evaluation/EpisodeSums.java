package dmsb.auction.evaluation;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.rule.ActionGrid;
import java.util.EnumMap;

/** The sums of every metric over the rounds of each episode, added in the order of the rounds. */
final class EpisodeSums {
    private static final Metric[] METRICS = Metric.values();

    private final double[][] sums;
    private final ActionGrid grid;

    EpisodeSums(int episodes, ActionGrid grid) {
        this.grid = grid;
        sums = new double[METRICS.length][episodes];
    }

    /** Adds a settled round to the sums of an episode. */
    void add(int episode, HindsightRound round) {
        for (int m = 0; m < METRICS.length; m++) {
            sums[m][episode] += METRICS[m].of(round, grid);
        }
    }

    /** The means over a number of rounds; the sums are used up. */
    EpisodeMeans means(int rounds) {
        EnumMap<Metric, double[]> byMetric = new EnumMap<>(Metric.class);
        for (int m = 0; m < METRICS.length; m++) {
            for (int e = 0; e < sums[m].length; e++) {
                sums[m][e] /= rounds;
            }
            byMetric.put(METRICS[m], sums[m]);
        }
        return new EpisodeMeans(byMetric);
    }
}
