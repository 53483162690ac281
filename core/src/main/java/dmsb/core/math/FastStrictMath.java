package dmsb.core.math;

/**
 * The exponential and the logarithm of {@link StrictMath}, to the bit, in a fraction of its time.
 *
 * <p>{@code StrictMath} is by its contract the library fdlibm 5.3 (Sun Microsystems 1993), whose every operation is
 * known. The usual arguments take the same operations here, on one path without branches on the argument's sign or
 * size. C2 inlines that path. All other arguments are handed to {@code StrictMath} itself. Up to JDK 20 this also
 * avoids a call of native code for every logarithm.
 *
 * <p>Two of fdlibm's branches are folded into the general path because they give the same bits there. A reduction by
 * one ln 2 is the reduction by k ln 2 with k = 1 or -1. Where nothing is reduced, the general formula with k = 0 only
 * adds zeros and changes signs. Fused multiply-add is not used, because it rounds differently.
 */
public final class FastStrictMath {
    private static final double LN2_HIGH = 0x1.62e42feep-1; // the leading 33 bits of ln 2, so that k ln 2 is exact
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    private static final double INVERSE_LN2 = 0x1.71547652b82fep0;

    private static final double P1 = 0x1.555555555553ep-3;
    private static final double P2 = -0x1.6c16c16bebd93p-9;
    private static final double P3 = 0x1.1566aaf25de2cp-14;
    private static final double P4 = -0x1.bbd41c5d26bf1p-20;
    private static final double P5 = 0x1.6376972bea4dp-25;

    private static final double L1 = 0x1.5555555555593p-1;
    private static final double L2 = 0x1.999999997fa04p-2;
    private static final double L3 = 0x1.2492494229359p-2;
    private static final double L4 = 0x1.c71c51d8e78afp-3;
    private static final double L5 = 0x1.7466496cb03dep-3;
    private static final double L6 = 0x1.39a09d078c69fp-3;
    private static final double L7 = 0x1.2f112df3e5244p-3;

    // Bounds as fdlibm has them, on the high words of doubles.
    private static final int EXP_SMALLEST = 0x3e30_0000; // 2^-28
    private static final int EXP_LARGEST = 0x4085_e000; // 700: neither overflow nor a subnormal result
    private static final int HALF_LN2 = 0x3fd6_2e42;
    private static final int SMALLEST_NORMAL = 0x0010_0000;
    private static final int INFINITY = 0x7ff0_0000;
    private static final int ONE = 0x3ff0_0000;
    private static final int FRACTION = 0x000f_ffff;
    private static final int TO_SQRT2 = 0x0009_5f64; // carries into the exponent where the significand is above sqrt(2)
    private static final int MIDDLE_LOW = 0x0006_147a;
    private static final int MIDDLE_HIGH = 0x0006_b851;

    // 2^52 + 2^31, whose last bit counts as 1.
    private static final double WHOLE = 0x1.000008p52;
    private static final long WHOLE_BITS = 0x4330_0000_8000_0000L;

    private FastStrictMath() {}

    /**
     * The exponential function.
     *
     * @param x any number
     * @return e^x, the bits of {@link StrictMath#exp}
     */
    public static double exp(double x) {
        int high = highWord(x) & Integer.MAX_VALUE;
        if (high < EXP_SMALLEST || high >= EXP_LARGEST) {
            return StrictMath.exp(x);
        }
        // 1 where |x| is above ln(2) / 2, else 0; a branch could not be predicted
        int reduces = (HALF_LN2 - high) >>> 31;
        int k = reduces * (int) (INVERSE_LN2 * x + Math.copySign(0.5, x));
        double multiple = toDouble(k);
        double remainderHigh = x - multiple * LN2_HIGH;
        double remainderLow = multiple * LN2_LOW;
        double r = remainderHigh - remainderLow;
        double t = r * r;
        double c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
        double y = 1.0 - ((remainderLow - (r * c) / (2.0 - c)) - remainderHigh);
        return Double.longBitsToDouble(Double.doubleToRawLongBits(y) + ((long) k << 52));
    }

    /**
     * The natural logarithm.
     *
     * @param x any number
     * @return ln x, the bits of {@link StrictMath#log}
     */
    public static double log(double x) {
        int high = highWord(x);
        int fraction = high & FRACTION;
        // Negative numbers have a negative high word. The second test is fdlibm's for a significand within 2^-20 of 1.
        if (high < SMALLEST_NORMAL || high >= INFINITY || (FRACTION & (2 + fraction)) < 3) {
            return StrictMath.log(x);
        }
        int carry = (fraction + TO_SQRT2) & SMALLEST_NORMAL;
        double k = toDouble((high >> 20) - 1023 + (carry >> 20));
        long bits = Double.doubleToRawLongBits(x) & 0xffff_ffffL;
        double f = Double.longBitsToDouble(bits | (long) (fraction | (carry ^ ONE)) << 32) - 1.0;
        double s = f / (2.0 + f);
        double z = s * s;
        double w = z * z;
        double even = w * (L2 + w * (L4 + w * L6));
        double odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
        double r = odd + even;
        if (fraction >= MIDDLE_LOW && fraction <= MIDDLE_HIGH) {
            double half = 0.5 * f * f;
            return k * LN2_HIGH - ((half - (s * (half + r) + k * LN2_LOW)) - f);
        }
        return k * LN2_HIGH - ((s * (f - r) - k * LN2_LOW) - f);
    }

    /**
     * A whole number as a double, by way of its bits. The processor's own conversion, as C2 emits it up to JDK 21, waits
     * for whatever its target register held before, which chains one call to the next and costs 20 ns.
     */
    private static double toDouble(int k) {
        return Double.longBitsToDouble(WHOLE_BITS + k) - WHOLE;
    }

    private static int highWord(double x) {
        return (int) (Double.doubleToRawLongBits(x) >> 32);
    }
}
