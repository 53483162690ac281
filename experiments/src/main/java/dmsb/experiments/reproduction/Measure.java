package dmsb.experiments.reproduction;

import dmsb.auction.evaluation.Metric;
import dmsb.experiments.config.UsageException;
import dmsb.experiments.results.ExperimentResult;
import dmsb.experiments.results.MethodResult;
import dmsb.experiments.statistics.Interval;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the figures and comparisons of a study can be about. */
public enum Measure {
    /** The total surplus of a round. */
    SURPLUS("surplus", "surplus per round (1/s)", Metric.SURPLUS),
    /** The surplus as a fraction of first best. */
    FIRST_BEST_FRACTION("firstBestFraction", "surplus / first best", Metric.SURPLUS),
    /** The UAV's part of the surplus. */
    UAV_SURPLUS("uavSurplus", "UAV's surplus per round (1/s)", Metric.UAV_SURPLUS),
    /** The ground base stations' part. */
    GROUND_SURPLUS("groundSurplus", "ground stations' surplus per round (1/s)", Metric.GROUND_SURPLUS),
    /** The winner's latency. */
    DELAY("delay", "delay (s)", Metric.DELAY),
    /** The share of rounds that the UAV serves. */
    UAV_SHARE("uavShare", "share of rounds that the UAV serves", Metric.UAV_SHARE),
    /** The share of the tasks of slots that nobody serves. */
    UNSERVED("unserved", "share of tasks that nobody serves", Metric.UNSERVED),
    /** What the winner pays. */
    PAYMENT("payment", "payment per round (1/s)", Metric.PRICE),
    /** The price scaling factor. */
    RHO("rho", "mean rho", Metric.RHO);

    private final String id;
    private final String label;
    private final Metric metric;

    Measure(String id, String label, Metric metric) {
        this.id = id;
        this.label = label;
        this.metric = metric;
    }

    /**
     * The measure of a name.
     *
     * @param id one of {@link #ids()}
     * @return the measure
     * @throws UsageException if there is none
     */
    public static Measure of(String id) {
        return Arrays.stream(values())
                .filter(measure -> measure.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new UsageException("--metric: expected one of " + ids() + ", got " + id));
    }

    /**
     * The names of all measures.
     *
     * @return the names, the default first, separated by commas
     */
    public static String ids() {
        return Arrays.stream(values()).map(Measure::id).collect(Collectors.joining(", "));
    }

    /**
     * The name on the command line, which is that of the column in {@code summary.csv}.
     *
     * @return the name
     */
    public String id() {
        return id;
    }

    /** What an axis says. */
    String label() {
        return label;
    }

    /** What is compared by ratios: of fractions of first best on the same episodes that is the surplus. */
    Metric metric() {
        return metric;
    }

    /** Whether it has a meaning for an experiment: some have none for slots of several tasks, one has none for one task. */
    boolean isOf(ExperimentResult experiment) {
        return experiment.isOfSlots()
                ? metric != Metric.DELAY && metric != Metric.PRICE && metric != Metric.RHO
                : metric != Metric.UNSERVED;
    }

    /** The estimate of an outcome: over seeds, that of a fraction of first best over seeds and episodes. */
    Interval of(MethodResult outcome) {
        return this == FIRST_BEST_FRACTION ? outcome.firstBestFraction() : outcome.overSeeds(metric);
    }

    /** What the interval is over. */
    String interval() {
        return this == FIRST_BEST_FRACTION ? "95 % interval over seeds and episodes" : "95 % interval over seeds";
    }
}
