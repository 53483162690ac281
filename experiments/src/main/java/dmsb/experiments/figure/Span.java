package dmsb.experiments.figure;

/** The span of some values; empty (low above high) until the first is in it. */
record Span(double low, double high) {
    static final Span EMPTY = new Span(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    boolean isEmpty() {
        return low > high;
    }

    /** The range that holds the value too; a value that is not drawable changes nothing. */
    Span with(double value) {
        return Drawable.is(value) ? new Span(Math.min(low, value), Math.max(high, value)) : this;
    }
}
