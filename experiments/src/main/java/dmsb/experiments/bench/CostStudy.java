package dmsb.experiments.bench;

import dmsb.experiments.bench.suite.MarketSlot;
import dmsb.experiments.bench.suite.WeightCounts;
import dmsb.experiments.config.UsageException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * A cost against a size: an operation measured at several values of one of its parameters, beside the work that can be
 * counted in it.
 *
 * <p>The work is the number of times that a weight is multiplied with something. A pass through a network forwards is 1 per
 * weight and row; the gradient is 2 more, one for the weights, one for what went in. An update goes forwards and backwards
 * through the actor K times and through both critics once for eq. (19), and forwards through both critics for eq. (21):
 * {@code batch (3 K |theta| + 8 |phi|)}. Counterfactual rewards bootstrap nothing, so the targets are not run.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing, the sizes are copied out
public enum CostStudy {
    /** One update against the denoising steps. */
    UPDATE_STEPS(
            Subject.UPDATE, "diffusionSteps", "denoising steps K", "K |θ|", k -> update(k, 256, 256), 1, 2, 3, 5, 10),
    /** One update against the minibatch. */
    UPDATE_BATCH(
            Subject.UPDATE,
            "batch",
            "minibatch ϱ",
            "ϱ (|θ| + |φ|)",
            batch -> update(5, batch, 256),
            64,
            128,
            256,
            512,
            1024),
    /** One update against the width of the hidden layers. */
    UPDATE_HIDDEN(
            Subject.UPDATE,
            "hidden",
            "hidden width",
            "|θ| + |φ|",
            hidden -> update(5, 256, hidden),
            64,
            128,
            256,
            384,
            512),
    /** One decision against the denoising steps. */
    ACT_STEPS(Subject.ACT, "diffusionSteps", "denoising steps K", "K |θ|", k -> act(k, 24, 256), 1, 2, 3, 5, 10),
    /** One decision against the width of the hidden layers. */
    ACT_HIDDEN(Subject.ACT, "hidden", "hidden width", "K |θ|", hidden -> act(5, 24, hidden), 64, 128, 256, 384, 512),
    /** One decision against the number of ground base stations, which make observations longer. */
    ACT_STATIONS(
            Subject.ACT,
            "observations",
            "ground base stations N",
            "K |θ|",
            n -> act(5, MarketSlot.observationSize(n), 256),
            2,
            5,
            9,
            20,
            50),
    /** One slot of the market against the number of ground base stations. */
    SLOT_STATIONS(Subject.MARKET_SLOT, "groundStations", "ground base stations N", "V", n -> n, 2, 3, 5, 9, 20, 50);

    private static final int OBSERVATIONS = 24;
    private static final Map<String, String> FIXED = Map.of("learning", "counterfactual", "chains", "0");

    private final Subject subject;
    private final String parameter;
    private final String axis;
    private final String term;
    private final IntToDoubleFunction work;
    private final int[] sizes;

    CostStudy(Subject subject, String parameter, String axis, String term, IntToDoubleFunction work, int... sizes) {
        this.subject = subject;
        this.parameter = parameter;
        this.axis = axis;
        this.term = term;
        this.work = work;
        this.sizes = sizes;
    }

    private static double update(int steps, int batch, int hidden) {
        WeightCounts weights = WeightCounts.of(OBSERVATIONS, hidden);
        return batch * (3.0 * steps * weights.actor() + 8.0 * weights.critic());
    }

    private static double act(int steps, int observations, int hidden) {
        return (double) steps * WeightCounts.of(observations, hidden).actor();
    }

    /**
     * The study of a name.
     *
     * @param name such as {@code update-batch}
     * @return the study
     * @throws UsageException if there is none
     */
    public static CostStudy named(String name) {
        for (CostStudy study : values()) {
            if (study.title().equalsIgnoreCase(name)) {
                return study;
            }
        }
        throw new UsageException("STUDY: expected one of "
                + Arrays.stream(values()).map(CostStudy::title).collect(Collectors.joining(", ")) + ", got " + name);
    }

    /**
     * The name on the command line and of its files.
     *
     * @return such as {@code update-batch}
     */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Measures it.
     *
     * @param run how
     * @param kernels on which kernels
     * @return the measurements, in the order of the sizes
     */
    public StudyResult measure(BenchmarkRun run, KernelSet kernels) {
        Map<String, List<String>> settings = new HashMap<>();
        FIXED.forEach((key, value) -> settings.put(key, List.of(value)));
        settings.put(
                parameter,
                Arrays.stream(sizes)
                        .map(parameterOf())
                        .mapToObj(String::valueOf)
                        .toList());
        Machine machine = Machine.here();
        return StudyResult.of(this, new Measurements(machine, run.run(subject, measuredOn(kernels), settings)));
    }

    private KernelSet measuredOn(KernelSet kernels) {
        return subject.measuredWith(kernels) ? kernels : KernelSet.VECTOR;
    }

    private IntUnaryOperator parameterOf() {
        return this == ACT_STATIONS ? MarketSlot::observationSize : IntUnaryOperator.identity();
    }

    String axis() {
        return axis;
    }

    /** The last word of the axis: K, ϱ, width or N. */
    String symbol() {
        return axis.substring(axis.lastIndexOf(' ') + 1);
    }

    String term() {
        return term;
    }

    String operation() {
        return this == SLOT_STATIONS ? "one slot" : subject == Subject.ACT ? "one decision" : "one update";
    }

    /** The sizes, growing. */
    int[] sizes() {
        return sizes.clone();
    }

    /** The value of the suite's parameter at a size. */
    String setting(int size) {
        return String.valueOf(parameterOf().applyAsInt(size));
    }

    String parameter() {
        return parameter;
    }

    /** The work counted at a size. */
    double work(int size) {
        return work.applyAsDouble(size);
    }
}
