package dmsb.experiments.run;

import dmsb.auction.environment.EpisodeMeans;
import dmsb.auction.environment.Metric;
import dmsb.core.random.SeedTree;
import dmsb.experiments.statistics.Bootstrap;
import dmsb.experiments.statistics.Interval;
import java.util.List;

/**
 * One way of selling in a comparison: a rule, or a learner with a training for each of several seeds, all on the same
 * episodes.
 */
public final class Contender {
    private static final long RESAMPLING_SEED = 1;

    private final String name;
    private final List<EpisodeMeans> trainings;
    private final Score score;

    Contender(String name, List<EpisodeMeans> trainings) {
        this.name = name;
        this.trainings = List.copyOf(trainings);
        this.score = Score.of(this::meanOverTrainings, RESAMPLING_SEED);
    }

    /**
     * The name.
     *
     * @return the rule's, or {@code dmsb}
     */
    public String name() {
        return name;
    }

    /**
     * The score, trainings averaged within each episode; its intervals are over episodes.
     *
     * @return the score
     */
    public Score score() {
        return score;
    }

    /**
     * The fraction of first best of every training.
     *
     * @return a number a training, one for a rule
     */
    public List<Double> fractionsBySeed() {
        return trainings.stream().map(EpisodeMeans::firstBestFraction).toList();
    }

    /**
     * How much more of something this one has than another on the same episodes.
     *
     * @param metric what is compared
     * @param other the other one
     * @return the ratio of the means, with an interval over paired episodes
     */
    public Interval ratioTo(Contender other, Metric metric) {
        return Bootstrap.ratio(
                meanOverTrainings(metric),
                other.meanOverTrainings(metric),
                SeedTree.of(RESAMPLING_SEED).child("ratio").stream());
    }

    private double[] meanOverTrainings(Metric metric) {
        double[] mean = new double[trainings.get(0).episodes()];
        for (EpisodeMeans training : trainings) {
            double[] values = training.of(metric);
            for (int e = 0; e < mean.length; e++) {
                mean[e] += values[e] / trainings.size();
            }
        }
        return mean;
    }
}
