package dmsb.nn.kernel;

/**
 * The activations of {@link FloatMath}, operation by operation the same, in passes that C2 vectorises.
 *
 * <p>It does not vectorise the bit operations that make a power of two. So a block at a time is copied into scratch, where
 * every pass works on whole arrays with one index, and the powers of two have a pass of their own.
 */
final class PlainActivations {
    private static final int BLOCK = 512;

    private final float[] x = new float[BLOCK];
    private final float[] bounded = new float[BLOCK];
    private final float[] shifted = new float[BLOCK];
    private final float[] scale = new float[BLOCK];
    private final float[] e = new float[BLOCK];
    private final float[] y = new float[BLOCK];

    void mish(int from, int to, float[] target) {
        for (int start = from; start < to; start += BLOCK) {
            int length = Math.min(BLOCK, to - start);
            System.arraycopy(target, start, x, 0, length);
            mishExponential(length, x, bounded, shifted, scale, e);
            mishValue(length, x, e, y);
            System.arraycopy(y, 0, target, start, length);
        }
    }

    void mishWithSlope(int from, int to, float[] target, float[] slope) {
        for (int start = from; start < to; start += BLOCK) {
            int length = Math.min(BLOCK, to - start);
            System.arraycopy(target, start, x, 0, length);
            mishExponential(length, x, bounded, shifted, scale, e);
            mishValue(length, x, e, y);
            System.arraycopy(y, 0, target, start, length);
            mishBend(length, bounded, e, scale);
            mishSlope(length, scale, e, y);
            System.arraycopy(y, 0, slope, start, length);
        }
    }

    void tanh(int length, float[] target) {
        for (int start = 0; start < length; start += BLOCK) {
            int count = Math.min(BLOCK, length - start);
            System.arraycopy(target, start, x, 0, count);
            twice(count, x, bounded);
            shift(count, bounded, shifted);
            powersOfTwo(count, shifted, scale);
            expm1Reduced(count, bounded, shifted, y);
            tanhValue(count, scale, y, e);
            System.arraycopy(e, 0, target, start, count);
        }
    }

    private static void mishExponential(
            int length, float[] x, float[] bounded, float[] shifted, float[] scale, float[] e) {
        bound(length, x, bounded);
        shift(length, bounded, shifted);
        powersOfTwo(length, shifted, scale);
        expm1Reduced(length, bounded, shifted, e);
        exponential(length, scale, e);
    }

    private static void bound(int length, float[] x, float[] bounded) {
        for (int i = 0; i < length; i++) {
            bounded[i] = Math.min(Math.max(x[i], FloatMath.LOWEST), FloatMath.MISH_HIGH);
        }
    }

    private static void twice(int length, float[] x, float[] bounded) {
        for (int i = 0; i < length; i++) {
            bounded[i] = 2f * Math.min(Math.max(x[i], -FloatMath.TANH_HIGH), FloatMath.TANH_HIGH);
        }
    }

    private static void shift(int length, float[] x, float[] shifted) {
        for (int i = 0; i < length; i++) {
            shifted[i] = Math.fma(x[i], FloatMath.LOG2_E, FloatMath.ROUNDER);
        }
    }

    private static void powersOfTwo(int length, float[] shifted, float[] scale) {
        for (int i = 0; i < length; i++) {
            scale[i] = FloatMath.powerOfTwo(shifted[i]);
        }
    }

    private static void expm1Reduced(int length, float[] x, float[] shifted, float[] m) {
        for (int i = 0; i < length; i++) {
            m[i] = FloatMath.expm1Reduced(x[i], shifted[i] - FloatMath.ROUNDER);
        }
    }

    private static void exponential(int length, float[] scale, float[] m) {
        for (int i = 0; i < length; i++) {
            m[i] = Math.fma(scale[i], m[i], scale[i]);
        }
    }

    private static void mishValue(int length, float[] x, float[] e, float[] y) {
        for (int i = 0; i < length; i++) {
            y[i] = FloatMath.mish(x[i], e[i]);
        }
    }

    private static void mishBend(int length, float[] x, float[] e, float[] bend) {
        for (int i = 0; i < length; i++) {
            bend[i] = FloatMath.mishBend(x[i], e[i]);
        }
    }

    private static void mishSlope(int length, float[] bend, float[] e, float[] slope) {
        for (int i = 0; i < length; i++) {
            slope[i] = FloatMath.mishSlope(bend[i], e[i]);
        }
    }

    private static void tanhValue(int length, float[] scale, float[] reduced, float[] y) {
        for (int i = 0; i < length; i++) {
            float m = Math.fma(scale[i], reduced[i], scale[i] - 1f);
            y[i] = m / (m + 2f);
        }
    }
}
