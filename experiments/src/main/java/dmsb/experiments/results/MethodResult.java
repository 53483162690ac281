package dmsb.experiments.results;

import dmsb.auction.evaluation.Metric;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.results.LearningCurve.CurveQuantity;
import dmsb.experiments.run.EpisodeTable;
import dmsb.experiments.statistics.CrossedBootstrap;
import dmsb.experiments.statistics.InterquartileMean;
import dmsb.experiments.statistics.Interval;
import dmsb.experiments.statistics.StratifiedBootstrap;
import java.util.List;
import java.util.Objects;

/**
 * A method in a cell with all its seeds. What is estimated is the interquartile mean over seeds; resampling draws from a
 * stream named after the outcome, so that it gives the same numbers whatever else a study holds.
 */
public final class MethodResult {
    private static final long RESAMPLING_SEED = 1;

    private final String experiment;
    private final String method;
    private final MarketCell cell;
    private final List<StudyRun> runs;
    private final int missing;
    private final SeedTree random;
    private final Interval firstBestFraction;
    private final Interval gridBestFraction;

    /**
     * An outcome.
     *
     * @param experiment the experiment
     * @param method the method
     * @param cell the market
     * @param runs the runs that were made, at least one, on the same episodes
     * @param missing how many others the study asks for
     */
    MethodResult(String experiment, String method, MarketCell cell, List<StudyRun> runs, int missing) {
        this.experiment = experiment;
        this.method = method;
        this.cell = cell;
        this.runs = List.copyOf(runs);
        this.missing = missing;
        this.random = SeedTree.of(RESAMPLING_SEED)
                .child("outcome")
                .child(experiment)
                .child(method)
                .child(cell.text());
        this.firstBestFraction =
                known(CrossedBootstrap.fraction(of(Metric.SURPLUS), of(Metric.FIRST_BEST), stream("fraction")));
        this.gridBestFraction =
                known(CrossedBootstrap.fraction(of(Metric.SURPLUS), of(Metric.GRID_BEST), stream("grid fraction")));
    }

    /** Without an interval if it would be one of a single training, which does not tell how much others differ. */
    private Interval known(Interval interval) {
        return isOneTraining() ? Interval.none(interval.estimate()) : interval;
    }

    private boolean isOneTraining() {
        return runs.size() == 1 && learns();
    }

    private RandomStream stream(String purpose) {
        return random.child(purpose).stream();
    }

    /**
     * The experiment.
     *
     * @return its name
     */
    public String experiment() {
        return experiment;
    }

    /**
     * The method.
     *
     * @return its name
     */
    public String method() {
        return method;
    }

    /**
     * The market.
     *
     * @return its cell
     */
    public MarketCell cell() {
        return cell;
    }

    /**
     * The runs that were made.
     *
     * @return at least one
     */
    public List<StudyRun> runs() {
        return runs;
    }

    /**
     * How many runs were asked for and are not there.
     *
     * @return the number
     */
    public int missing() {
        return missing;
    }

    /**
     * Whether the method is trained.
     *
     * @return true if every run has a learning curve
     */
    public boolean learns() {
        return runs.stream().allMatch(run -> run.curve() != null);
    }

    /**
     * Whether it was measured on slots of several tasks and UAVs, where some metrics have no meaning and are NaN.
     *
     * @return true if every run was
     */
    public boolean isOfSlots() {
        return runs.stream().allMatch(run -> run.evaluation().isOfSlots());
    }

    /**
     * How long it was trained.
     *
     * @return the rounds of its longest training, 0 for a rule
     */
    public long rounds() {
        return runs.stream()
                .map(StudyRun::curve)
                .filter(Objects::nonNull)
                .mapToLong(curve -> (long) curve.of(CurveQuantity.ROUNDS)[curve.points() - 1])
                .max()
                .orElse(0);
    }

    /**
     * The surplus of a rule as a fraction of first best on the episodes of the learning curves.
     *
     * @return the fraction; NaN for a learner, and for a rule whose run was made by a build that did not measure it
     */
    public double fractionOnCurveEpisodes() {
        EpisodeTable table = runs.get(0).onCurveEpisodes();
        return table == null ? Double.NaN : mean(table.of(Metric.SURPLUS)) / mean(table.of(Metric.FIRST_BEST));
    }

    /**
     * A metric in every episode of every run.
     *
     * @param metric the metric
     * @return a row a seed, an episode a column
     */
    public double[][] of(Metric metric) {
        return runs.stream().map(run -> run.evaluation().of(metric)).toArray(double[][]::new);
    }

    /**
     * The mean of a metric of every run.
     *
     * @param metric the metric
     * @return a value a seed
     */
    public double[] bySeed(Metric metric) {
        return runs.stream()
                .mapToDouble(run -> mean(run.evaluation().of(metric)))
                .toArray();
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * A metric with its stratified bootstrap interval over seeds, the episodes being the same for all.
     *
     * @param metric the metric
     * @return the estimate; without an interval (NaN) if there is one run only
     */
    public Interval overSeeds(Metric metric) {
        double[] means = bySeed(metric);
        return means.length == 1
                ? Interval.none(means[0])
                : StratifiedBootstrap.interquartileMean(new double[][] {means}, stream(metric.name()));
    }

    /**
     * A metric.
     *
     * @param metric the metric
     * @return the interquartile mean over seeds
     */
    public double mean(Metric metric) {
        return InterquartileMean.of(bySeed(metric));
    }

    /**
     * The surplus as a fraction of first best, with an interval over seeds and episodes; without one if there is one episode, or
     * one training, only. The same holds for the ratios below.
     *
     * @return the estimate
     */
    public Interval firstBestFraction() {
        return firstBestFraction;
    }

    /**
     * The surplus as a fraction of the best on the scenario's grid, with an interval over seeds and episodes.
     *
     * @return the estimate
     */
    public Interval gridBestFraction() {
        return gridBestFraction;
    }

    /**
     * How much more of something this one has than another on the same episodes, with an interval over seeds and episodes.
     *
     * @param metric what is compared
     * @param other the other one, of the same cell
     * @return the ratio
     */
    public Interval ratioTo(MethodResult other, Metric metric) {
        return known(other.known(CrossedBootstrap.pairedRatio(
                of(metric), other.of(metric), stream("ratio " + metric + " " + other.method))));
    }

    /**
     * The ratio of one metric to another of the same rounds.
     *
     * @param numerator what is above
     * @param denominator what is below
     * @return the ratio, with an interval over seeds and episodes
     */
    public Interval ratio(Metric numerator, Metric denominator) {
        return known(CrossedBootstrap.fraction(of(numerator), of(denominator), stream(numerator + " " + denominator)));
    }

    /**
     * How much more of something there is in this market than in another, whose episodes are others.
     *
     * @param metric what is compared
     * @param before the other one
     * @return the ratio, with an interval over seeds and episodes
     */
    public Interval changeFrom(MethodResult before, Metric metric) {
        return known(before.known(CrossedBootstrap.change(
                of(metric), before.of(metric), stream("change " + metric + " " + before.cell.text()))));
    }
}
