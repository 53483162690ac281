package dmsb.experiments.dense;

import java.util.Locale;

/** The parts of a trial, in their order. */
enum TrialStage {
    /** Every candidate of every method, on the market of the tuning. */
    TUNING,
    /** Every method, as tuned, with equal numbers of slots. */
    SLOTS,
    /** Every network, as tuned, with the training time that the slowest one took for these slots. */
    SECONDS;

    /** {@return the name in files} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
