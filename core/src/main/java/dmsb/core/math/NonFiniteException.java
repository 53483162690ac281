package dmsb.core.math;

/** Thrown when a number that must be finite is infinite or NaN, because all later results would be worthless. */
public final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    /**
     * A number that is not finite.
     *
     * @param quantity what it is
     * @param got the number
     */
    public NonFiniteException(String quantity, double got) {
        super(quantity + ": expected a finite number, got " + got);
    }

    /**
     * Refuses a number that is not finite.
     *
     * @param quantity what it is
     * @param value the number
     */
    public static void require(String quantity, double value) {
        if (!Double.isFinite(value)) {
            throw new NonFiniteException(quantity, value);
        }
    }

    /**
     * Refuses an array that holds a number which is not finite.
     *
     * @param quantity what it is
     * @param values the numbers. Not modified.
     */
    public static void require(String quantity, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new NonFiniteException(quantity + "[" + i + "]", values[i]);
            }
        }
    }
}
