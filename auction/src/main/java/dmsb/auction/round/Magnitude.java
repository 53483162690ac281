package dmsb.auction.round;

import dmsb.core.math.FastStrictMath;

/**
 * The log of an amount in two parts: with x = s 2^e and s in [1, 2), they are ln s and e. Multiplying x by a power of
 * two changes only e, by a whole number. So differences of two logs, taken part by part, do not change when both
 * amounts are multiplied by it.
 */
public final class Magnitude {
    /** The exponent that stands for zero. */
    public static final int ZERO = Integer.MIN_VALUE;

    private static final int SUBNORMAL_SHIFT = 54;
    private static final long FRACTION = 0x000f_ffff_ffff_ffffL;
    private static final long ONE = 0x3ff0_0000_0000_0000L;

    private Magnitude() {}

    /**
     * The exponent e of a number.
     *
     * @param x the number, finite and not below 0
     * @return e, {@link #ZERO} for 0
     */
    public static int exponent(double x) {
        if (x >= Double.MIN_NORMAL) {
            return Math.getExponent(x);
        }
        return x > 0.0 ? Math.getExponent(x * 0x1p54) - SUBNORMAL_SHIFT : ZERO;
    }

    /**
     * The log ln s of a number's significand.
     *
     * @param x the number, finite and not below 0
     * @return ln s, in [0, ln 2); 0 for 0
     */
    public static double logSignificand(double x) {
        double normal = x >= Double.MIN_NORMAL ? x : x * 0x1p54;
        return x > 0.0
                ? FastStrictMath.log(Double.longBitsToDouble((Double.doubleToRawLongBits(normal) & FRACTION) | ONE))
                : 0.0;
    }
}
