package dmsb.nn.kernel;

/**
 * The activations of {@link FloatMath}, operation by operation the same, in passes that C2 vectorises.
 *
 * <p>A block at a time is copied into scratch, where every pass works on whole arrays with one index. C2 does not vectorise
 * the bit operations that make a power of two, so they have a pass of their own; and a loop too long is not vectorised
 * either.
 */
final class PlainActivations {
    private static final int BLOCK = 1024;

    private final float[] x = new float[BLOCK];
    private final float[] shifted = new float[BLOCK];
    private final float[] scale = new float[BLOCK];
    private final float[] y = new float[BLOCK];

    /** x of the block, held in the range where Mish bends. */
    private final float[] bounded = new float[BLOCK];

    /** e^x of the block. */
    private final float[] e = new float[BLOCK];

    void mish(int from, int to, float[] target) {
        for (int start = from; start < to; start += BLOCK) {
            mishBlock(Math.min(BLOCK, to - start), start, target);
        }
    }

    void mishWithSlope(int from, int to, float[] target, float[] slope) {
        for (int start = from; start < to; start += BLOCK) {
            int length = Math.min(BLOCK, to - start);
            mishBlock(length, start, target);
            slopeBlock(length, start, slope);
        }
    }

    /** Mish of one block; leaves {@link #bounded} and {@link #e}. */
    private void mishBlock(int length, int start, float[] target) {
        System.arraycopy(target, start, x, 0, length);
        bound(length, x, FloatMath.LOWEST, FloatMath.MISH_HIGH, bounded);
        exponentialParts(length, bounded, shifted, scale, e);
        exponential(length, scale, e);
        mishValue(length, x, e, y);
        System.arraycopy(y, 0, target, start, length);
    }

    /** The derivative of Mish in one block, from {@link #bounded} and {@link #e}. */
    private void slopeBlock(int length, int start, float[] slope) {
        mishBend(length, bounded, e, scale);
        mishSlope(length, scale, e, y);
        System.arraycopy(y, 0, slope, start, length);
    }

    void tanh(int length, float[] target) {
        for (int start = 0; start < length; start += BLOCK) {
            int count = Math.min(BLOCK, length - start);
            System.arraycopy(target, start, x, 0, count);
            bound(count, x, -FloatMath.TANH_HIGH, FloatMath.TANH_HIGH, bounded);
            twice(count, bounded);
            exponentialParts(count, bounded, shifted, scale, e);
            tanhValue(count, scale, e, y);
            System.arraycopy(y, 0, target, start, count);
        }
    }

    /** {@code e^x = scale (1 + reduced)}, scale a power of two, for x in [-80, 80]. */
    private static void exponentialParts(int length, float[] x, float[] shifted, float[] scale, float[] reduced) {
        for (int i = 0; i < length; i++) {
            shifted[i] = FusedMultiplyAdd.fma(x[i], FloatMath.LOG2_E, FloatMath.ROUNDER);
        }
        for (int i = 0; i < length; i++) {
            scale[i] = FloatMath.powerOfTwo(shifted[i]);
        }
        for (int i = 0; i < length; i++) {
            reduced[i] = FloatMath.expm1Reduced(x[i], shifted[i] - FloatMath.ROUNDER);
        }
    }

    private static void bound(int length, float[] x, float low, float high, float[] bounded) {
        for (int i = 0; i < length; i++) {
            bounded[i] = Math.min(Math.max(x[i], low), high);
        }
    }

    private static void twice(int length, float[] x) {
        for (int i = 0; i < length; i++) {
            x[i] *= 2f;
        }
    }

    private static void exponential(int length, float[] scale, float[] reduced) {
        for (int i = 0; i < length; i++) {
            reduced[i] = FusedMultiplyAdd.fma(scale[i], reduced[i], scale[i]);
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
            float m = FusedMultiplyAdd.fma(scale[i], reduced[i], scale[i] - 1f);
            y[i] = m / (m + 2f);
        }
    }
}
