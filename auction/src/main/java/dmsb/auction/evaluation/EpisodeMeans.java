package dmsb.auction.evaluation;

import dmsb.core.argument.Require;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The result of an evaluation: the mean of every {@link Metric} over the scored rounds of each episode. Episodes are
 * independent and rounds within one are not, so confidence intervals must be computed from these means. Immutable.
 */
public final class EpisodeMeans {
    private final EnumMap<Metric, double[]> means;

    /** Takes the map over: of every metric an array with an element an episode. */
    EpisodeMeans(EnumMap<Metric, double[]> means) {
        this.means = means;
    }

    /**
     * A result in which only some quantities are measured, because the others have no meaning.
     *
     * @param measured the quantities that have one, the surplus among them, with an element an episode. Not modified, copied.
     * @return the result; what is not measured is NaN in every episode
     * @throws IllegalArgumentException if there is no surplus, or the numbers of episodes differ
     */
    public static EpisodeMeans of(Map<Metric, double[]> measured) {
        double[] surplus = measured.get(Metric.SURPLUS);
        if (surplus == null) {
            throw new IllegalArgumentException("measured: expected the surplus, got " + measured.keySet());
        }
        EnumMap<Metric, double[]> all = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            double[] values = measured.get(metric);
            if (values == null) {
                values = new double[surplus.length];
                Arrays.fill(values, Double.NaN);
            }
            Require.size(metric.name(), values.length, surplus.length);
            all.put(metric, values.clone());
        }
        return new EpisodeMeans(all);
    }

    /** The episodes of several results, one result after the other. */
    static EpisodeMeans concatenate(List<EpisodeMeans> parts) {
        EnumMap<Metric, double[]> all = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            all.put(
                    metric,
                    parts.stream()
                            .flatMapToDouble(part -> Arrays.stream(part.values(metric)))
                            .toArray());
        }
        return new EpisodeMeans(all);
    }

    /**
     * The number of episodes.
     *
     * @return how many there are
     */
    public int episodes() {
        return values(Metric.SURPLUS).length;
    }

    /**
     * The means of one metric.
     *
     * @param metric the metric
     * @return a new array with an element an episode
     */
    public double[] of(Metric metric) {
        return values(metric).clone();
    }

    /**
     * The mean of one metric over all episodes.
     *
     * @param metric the metric
     * @return the mean of the episodes' means
     */
    public double mean(Metric metric) {
        double sum = 0.0;
        for (double mean : values(metric)) {
            sum += mean;
        }
        return sum / episodes();
    }

    /**
     * The mean surplus over the mean first best. The ratio of means, not the mean of ratios.
     *
     * @return the fraction; at most 1 where actions do not move the market
     */
    public double firstBestFraction() {
        return mean(Metric.SURPLUS) / mean(Metric.FIRST_BEST);
    }

    /**
     * The mean surplus over the mean of the best on the scenario's grid. The ratio of means, not the mean of ratios.
     *
     * @return the fraction; at most 1 for a rule on the grid where actions do not move the market
     */
    public double gridBestFraction() {
        return mean(Metric.SURPLUS) / mean(Metric.GRID_BEST);
    }

    private double[] values(Metric metric) {
        return Objects.requireNonNull(means.get(metric));
    }
}
