package dmsb.experiments.bench;

/**
 * How many times as much gets done in the same time, with the 95 % interval that follows from both errors as if they were
 * independent.
 *
 * @param ratio the estimate
 * @param error the half-width of its interval, NaN if unknown
 */
record Speedup(double ratio, double error) {
    /** What {@code after} gets done over what {@code before} does, all threads together. */
    static Speedup of(Measurement before, Measurement after) {
        double ratio = before.nanoseconds() / before.threads() / (after.nanoseconds() / after.threads());
        double first = before.error() / before.nanoseconds();
        double second = after.error() / after.nanoseconds();
        return new Speedup(ratio, ratio * Math.sqrt(first * first + second * second));
    }

    /** For people: {@code 2.00 [1.90, 2.10]}. */
    String text() {
        return Double.isFinite(error)
                ? Quantity.digits(ratio) + " [" + Quantity.digits(ratio - error) + ", " + Quantity.digits(ratio + error)
                        + "]"
                : Quantity.digits(ratio);
    }
}
