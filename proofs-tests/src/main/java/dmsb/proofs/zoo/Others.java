package dmsb.proofs.zoo;

import java.util.Arrays;

/** The bids of the others. */
final class Others {
    private Others() {}

    /** The others' bids from the highest to the lowest, so that what is computed from them does not depend on who bid them. */
    static double[] descending(double[] bids, int index) {
        double[] others = new double[bids.length - 1];
        System.arraycopy(bids, 0, others, 0, index);
        System.arraycopy(bids, index + 1, others, index, others.length - index);
        Arrays.sort(others);
        for (int i = 0, j = others.length - 1; i < j; i++, j--) {
            double swapped = others[i];
            others[i] = others[j];
            others[j] = swapped;
        }
        return others;
    }
}
