package dmsb.auction.round;

/**
 * An exact sum of doubles, of which only the sign can be read.
 *
 * <p>The sum is kept as an expansion of non-overlapping doubles of increasing magnitude. Error-free two-sums add each
 * term (Shewchuk 1997, "grow expansion" with zero elimination). The sign of the sum is that of the last component.
 * Exponents span 2098 bits and a component covers 53 of them, so the array is always long enough.
 */
final class ExactSum {
    private final double[] parts = new double[64];
    private int size;

    void clear() {
        size = 0;
    }

    /** Adds a term; neither it nor the sum may come near the overflow threshold. */
    void add(double term) {
        double carried = term;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            double part = parts[i];
            double sum = carried + part;
            double partShare = sum - carried;
            double error = (carried - (sum - partShare)) + (part - partShare);
            if (error != 0.0) {
                parts[kept++] = error;
            }
            carried = sum;
        }
        if (carried != 0.0) {
            parts[kept++] = carried;
        }
        size = kept;
    }

    boolean isPositive() {
        return size > 0 && parts[size - 1] > 0.0;
    }
}
