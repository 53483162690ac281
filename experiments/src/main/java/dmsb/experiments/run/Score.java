package dmsb.experiments.run;

import dmsb.auction.evaluation.EpisodeMeans;
import dmsb.auction.evaluation.Metric;
import dmsb.core.random.SeedTree;
import dmsb.experiments.statistics.Bootstrap;
import dmsb.experiments.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation says, with 95 % bootstrap intervals over episodes.
 *
 * @param surplus the mean surplus of a round
 * @param firstBestFraction the mean surplus over the mean first best
 * @param gridBestFraction the mean surplus over the mean of the best on the scenario's grid
 * @param uavSurplus the UAV's part of the surplus
 * @param groundSurplus the ground base stations' part
 * @param delaySeconds the mean latency of the winner, s
 * @param uavShare the share of rounds that the UAV serves
 * @param payment the mean payment of the winner
 * @param estimatedShare the share of rounds in which the UAV serves and its value, so also the surplus, is an estimate
 * @param unknownShare the share of rounds in which the UAV's value, so also the first best, is an estimate
 * @param episodes the number of episodes
 */
public record Score(
        Interval surplus,
        Interval firstBestFraction,
        Interval gridBestFraction,
        double uavSurplus,
        double groundSurplus,
        Interval delaySeconds,
        Interval uavShare,
        double payment,
        double estimatedShare,
        double unknownShare,
        int episodes) {
    /**
     * Makes intervals from the means of episodes.
     *
     * @param means the means of every episode
     * @param seed the seed of the resampling
     * @return the score
     */
    public static Score of(EpisodeMeans means, long seed) {
        return of(means::of, seed);
    }

    /**
     * Makes intervals from the means of episodes, averaged over several trainings.
     *
     * @param metrics gives the means of every episode for a metric
     * @param seed the seed of the resampling
     * @return the score
     */
    static Score of(Function<Metric, double[]> metrics, long seed) {
        SeedTree random = SeedTree.of(seed).child("bootstrap");
        double[] surplus = metrics.apply(Metric.SURPLUS);
        return new Score(
                Bootstrap.mean(surplus, random.child("surplus").stream()),
                Bootstrap.ratio(surplus, metrics.apply(Metric.FIRST_BEST), random.child("fraction").stream()),
                Bootstrap.ratio(surplus, metrics.apply(Metric.GRID_BEST), random.child("grid").stream()),
                mean(metrics.apply(Metric.UAV_SURPLUS)),
                mean(metrics.apply(Metric.GROUND_SURPLUS)),
                Bootstrap.mean(metrics.apply(Metric.DELAY), random.child("delay").stream()),
                Bootstrap.mean(metrics.apply(Metric.UAV_SHARE), random.child("share").stream()),
                mean(metrics.apply(Metric.PRICE)),
                mean(metrics.apply(Metric.ESTIMATED_SHARE)),
                mean(metrics.apply(Metric.UNKNOWN_SHARE)),
                surplus.length);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static @Nullable Double bound(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /**
     * The score as plain values by key, as {@code evaluate --json} prints it. The ends of an interval are null where there is
     * none, as from one episode.
     *
     * @return the values, in order
     */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("surplus", surplus.estimate());
        map.put("surplusLow", bound(surplus.low()));
        map.put("surplusHigh", bound(surplus.high()));
        map.put("firstBestFraction", firstBestFraction.estimate());
        map.put("firstBestFractionLow", bound(firstBestFraction.low()));
        map.put("firstBestFractionHigh", bound(firstBestFraction.high()));
        map.put("gridBestFraction", gridBestFraction.estimate());
        map.put("gridBestFractionLow", bound(gridBestFraction.low()));
        map.put("gridBestFractionHigh", bound(gridBestFraction.high()));
        map.put("uavSurplus", uavSurplus);
        map.put("groundSurplus", groundSurplus);
        map.put("delaySeconds", delaySeconds.estimate());
        map.put("delaySecondsLow", bound(delaySeconds.low()));
        map.put("delaySecondsHigh", bound(delaySeconds.high()));
        map.put("uavShare", uavShare.estimate());
        map.put("payment", payment);
        map.put("episodes", episodes);
        return map;
    }
}
