package dmsb.experiments.log;

import dmsb.core.argument.Require;

/** What a bid, a value, a contract or a latency may be, wherever one is read. */
public final class Amount {
    /** What is expected, for complaints. */
    public static final String EXPECTED = Require.NOT_NEGATIVE;

    private Amount() {}

    /**
     * Whether a number is one.
     *
     * @param value the number
     * @return false if it is negative, infinite or none
     */
    public static boolean is(double value) {
        return value >= 0.0 && value <= Double.MAX_VALUE;
    }
}
