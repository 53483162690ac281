package dmsb.nn.kernel;

/**
 * Scalar float functions that give the same bits everywhere: the definition of what every kernel computes.
 *
 * <p>Exponential: {@code x = n ln 2 + r} with {@code |r| <= ln(2)/2}, n found by adding 1.5 * 2^23, ln 2 split in two
 * (Cody and Waite), then the minimax polynomial of Cephes' {@code expf} for {@code e^r - 1}; the error stays below 2 ulp.
 * Everything else is built on {@code e^r - 1}, so that nothing cancels near zero.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // the digits of the source
final class FloatMath {
    static final float LOG2_E = 1.44269504088896341f;
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;
    static final float C6 = 1.9875691500e-4f;
    static final float C5 = 1.3981999507e-3f;
    static final float C4 = 8.3334519073e-3f;
    static final float C3 = 4.1665795894e-2f;
    static final float C2 = 1.6666665459e-1f;
    static final float C1 = 5.0000001201e-1f;

    /** 1.5 * 2^23: adding it rounds to a whole number, which then stands in the low bits of the sum. */
    static final float ROUNDER = 12582912f;

    /** Above it {@code tanh(softplus(x))} is 1 in float. */
    static final float MISH_HIGH = 20f;

    static final float LOWEST = -80f;

    /** {@code tanh(9.02)} is 1 in float. */
    static final float TANH_HIGH = 10f;

    private FloatMath() {}

    /** The exponential of x, for x in [-80, 80]. */
    static float exp(float x) {
        float shifted = FusedMultiplyAdd.fma(x, LOG2_E, ROUNDER);
        float scale = powerOfTwo(shifted);
        return FusedMultiplyAdd.fma(scale, expm1Reduced(x, shifted - ROUNDER), scale);
    }

    static float powerOfTwo(float shifted) {
        return Float.intBitsToFloat((Float.floatToRawIntBits(shifted) + 127) << 23);
    }

    static float expm1Reduced(float x, float n) {
        float r = FusedMultiplyAdd.fma(n, -LN2_LOW, FusedMultiplyAdd.fma(n, -LN2_HIGH, x));
        float p = FusedMultiplyAdd.fma(C6, r, C5);
        p = FusedMultiplyAdd.fma(p, r, C4);
        p = FusedMultiplyAdd.fma(p, r, C3);
        p = FusedMultiplyAdd.fma(p, r, C2);
        p = FusedMultiplyAdd.fma(p, r, C1);
        return FusedMultiplyAdd.fma(p, r * r, r);
    }

    /** The hyperbolic tangent: with m = e^(2x) - 1 it is m / (m + 2). */
    static float tanh(float x) {
        float twice = 2f * Math.min(Math.max(x, -TANH_HIGH), TANH_HIGH);
        float shifted = FusedMultiplyAdd.fma(twice, LOG2_E, ROUNDER);
        float scale = powerOfTwo(shifted);
        float m = FusedMultiplyAdd.fma(scale, expm1Reduced(twice, shifted - ROUNDER), scale - 1f);
        return m / (m + 2f);
    }

    /** x, held in the range where Mish bends: above, mish(x) is x; below, it is 0 to 32 digits. */
    private static float mishRange(float x) {
        return Math.min(Math.max(x, LOWEST), MISH_HIGH);
    }

    /** {@code e^x} in the range where Mish needs it. */
    static float mishExponential(float x) {
        return exp(mishRange(x));
    }

    /** {@code mish(x) = x tanh(ln(1 + e^x)) = x n / (n + 2)} with {@code n = e (e + 2)}; e is {@link #mishExponential}. */
    static float mish(float x, float e) {
        float n = e * (e + 2f);
        return Math.max(x, LOWEST) * (n / (n + 2f));
    }

    /**
     * {@code mish'(x) = n/d + 4 x e (e + 1) / d^2} with {@code d = n + 2}, the bend being {@code x 4 e (e + 1) / d}. In two
     * parts, as one is too long a loop for C2 to vectorise.
     */
    static float mishBend(float x, float e) {
        float inverse = 1f / (e * (e + 2f) + 2f);
        return mishRange(x) * (4f * e * (e + 1f) * inverse);
    }

    static float mishSlope(float bend, float e) {
        float n = e * (e + 2f);
        float inverse = 1f / (n + 2f);
        return FusedMultiplyAdd.fma(bend, inverse, n * inverse);
    }
}
