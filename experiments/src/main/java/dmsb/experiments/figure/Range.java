package dmsb.experiments.figure;

/** The span of some values; empty (low above high) until the first is in it. */
record Range(double low, double high) {
    static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    boolean isEmpty() {
        return low > high;
    }

    /** The range that holds the value too; a value that is not drawable changes nothing. */
    Range with(double value) {
        return Require.drawable(value) ? new Range(Math.min(low, value), Math.max(high, value)) : this;
    }
}
