package dmsb.experiments.bench;

import dmsb.experiments.bench.suite.Act;
import dmsb.experiments.bench.suite.FixedRho;
import dmsb.experiments.bench.suite.LearnedRho;
import dmsb.experiments.bench.suite.MarketSlot;
import dmsb.experiments.bench.suite.MatrixProduct;
import dmsb.experiments.bench.suite.PolicyBatch;
import dmsb.experiments.bench.suite.SingleAuction;
import dmsb.experiments.bench.suite.TrainingStep;
import dmsb.experiments.bench.suite.Update;
import dmsb.experiments.config.UsageException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is measured: a class of the suite, which of its methods run on the kernels, and what its operations are. */
public enum Subject {
    /** Matrix products beside EJML's. */
    MATRIX_PRODUCT(MatrixProduct.class, "dmsb", "FLOP"),
    /** One update of the learner. */
    UPDATE(Update.class, ".*", "updates"),
    /** One decision. */
    ACT(Act.class, ".*", "decisions"),
    /** One decision of many that are made together. */
    POLICY_BATCH(PolicyBatch.class, ".*", "decisions"),
    /** One slot of the market. */
    MARKET_SLOT(MarketSlot.class, "", "slots"),
    /** One auction. */
    MECHANISM(SingleAuction.class, "", "auctions"),
    /** One auction of many at a fixed rho. */
    FIXED_RHO(FixedRho.class, "", "auctions"),
    /** One auction priced by a model, among many and alone. */
    LEARNED_RHO(LearnedRho.class, ".*", "decisions"),
    /** One step of training, by one learner or by two side by side. */
    TRAINING_STEP(TrainingStep.class, ".*", "steps");

    private final Class<?> suite;
    private final Pattern onKernels;
    private final String operations;

    Subject(Class<?> suite, String onKernels, String operations) {
        this.suite = suite;
        this.onKernels = Pattern.compile(onKernels);
        this.operations = operations;
    }

    /**
     * The subject of a name, in any case.
     *
     * @param name the name, such as {@code MatrixProduct}
     * @return the subject
     * @throws UsageException if there is none
     */
    public static Subject named(String name) {
        for (Subject subject : values()) {
            if (subject.title().equalsIgnoreCase(name)) {
                return subject;
            }
        }
        throw new UsageException("NAME: expected one of "
                + Arrays.stream(values()).map(Subject::title).collect(Collectors.joining(", ")) + ", got " + name);
    }

    /**
     * The name on the command line.
     *
     * @return the name of the suite's class
     */
    public String title() {
        return suite.getSimpleName();
    }

    Class<?> suite() {
        return suite;
    }

    /** Whether a method's time depends on which kernels run. */
    boolean runsOnKernels(String method) {
        return onKernels.matcher(method).matches();
    }

    /**
     * Whether there is something to measure with a set of kernels.
     *
     * @param kernels the kernels
     * @return false for plain kernels where kernels play no part, so that measuring it once is enough
     */
    public boolean measuredWith(KernelSet kernels) {
        return kernels == KernelSet.VECTOR || !onKernels.pattern().isEmpty();
    }

    /** JMH's filter for the methods that a set of kernels is measured on. */
    String filter(KernelSet kernels) {
        return "^" + Pattern.quote(suite.getName() + ".") + (kernels == KernelSet.PLAIN ? onKernels : ".*") + "$";
    }

    /** The operations a second: what all threads together get done. */
    String rate(Measurement measurement) {
        double each = this == MATRIX_PRODUCT
                ? MatrixProduct.operations(measurement.settings().getOrDefault("product", ""))
                : 1;
        return Quantity.withPrefix(1e9 * each * measurement.threads() / measurement.nanoseconds(), operations + "/s");
    }

    static Subject of(Measurement measurement) {
        return named(measurement.name().substring(0, measurement.name().indexOf('.')));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
