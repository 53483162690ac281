package dmsb.nn.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The activations of {@link FloatMath}, a vector at a time, operation by operation the same; what does not fill a vector
 * goes through {@link FloatMath} itself.
 */
final class VectorActivations {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorActivations() {}

    static void mish(int from, int to, float[] x) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i);
            FloatVector e = exp(v.max(FloatMath.LOWEST).min(FloatMath.MISH_HIGH));
            FloatVector n = e.mul(e.add(2f));
            v.max(FloatMath.LOWEST).mul(n.div(n.add(2f))).intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] = FloatMath.mish(x[i], FloatMath.mishExponential(x[i]));
        }
    }

    static void mishWithSlope(int from, int to, float[] x, float[] slope) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i);
            FloatVector bounded = v.max(FloatMath.LOWEST).min(FloatMath.MISH_HIGH);
            FloatVector e = exp(bounded);
            FloatVector n = e.mul(e.add(2f));
            FloatVector inverse = one.div(n.add(2f));
            FloatVector bend = e.mul(4f).mul(e.add(1f)).mul(inverse);
            bounded.mul(bend).fma(inverse, n.mul(inverse)).intoArray(slope, i);
            v.max(FloatMath.LOWEST).mul(n.div(n.add(2f))).intoArray(x, i);
        }
        for (; i < to; i++) {
            float e = FloatMath.mishExponential(x[i]);
            slope[i] = FloatMath.mishSlope(FloatMath.mishBend(x[i], e), e);
            x[i] = FloatMath.mish(x[i], e);
        }
    }

    static void tanh(int length, float[] x) {
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i);
            FloatVector twice =
                    v.max(-FloatMath.TANH_HIGH).min(FloatMath.TANH_HIGH).mul(2f);
            FloatVector shifted = shifted(twice);
            FloatVector scale = powerOfTwo(shifted);
            FloatVector m = scale.fma(expm1Reduced(twice, shifted), scale.sub(1f));
            m.div(m.add(2f)).intoArray(x, i);
        }
        for (; i < length; i++) {
            x[i] = FloatMath.tanh(x[i]);
        }
    }

    /** z = x + y, each from its own start. */
    static void addShifted(int length, float[] x, int x0, float[] y, int y0, float[] z, int z0) {
        int j = 0;
        for (; j <= length - LANES; j += LANES) {
            FloatVector.fromArray(SPECIES, y, y0 + j)
                    .add(FloatVector.fromArray(SPECIES, x, x0 + j))
                    .intoArray(z, z0 + j);
        }
        for (; j < length; j++) {
            z[z0 + j] = y[y0 + j] + x[x0 + j];
        }
    }

    private static FloatVector exp(FloatVector x) {
        FloatVector shifted = shifted(x);
        FloatVector scale = powerOfTwo(shifted);
        return scale.fma(expm1Reduced(x, shifted), scale);
    }

    private static FloatVector shifted(FloatVector x) {
        return x.fma(
                FloatVector.broadcast(SPECIES, FloatMath.LOG2_E), FloatVector.broadcast(SPECIES, FloatMath.ROUNDER));
    }

    private static FloatVector powerOfTwo(FloatVector shifted) {
        return shifted.reinterpretAsInts()
                .add(127)
                .lanewise(VectorOperators.LSHL, 23)
                .reinterpretAsFloats();
    }

    private static FloatVector expm1Reduced(FloatVector x, FloatVector shifted) {
        FloatVector n = shifted.sub(FloatMath.ROUNDER);
        FloatVector r = n.fma(
                FloatVector.broadcast(SPECIES, -FloatMath.LN2_LOW),
                n.fma(FloatVector.broadcast(SPECIES, -FloatMath.LN2_HIGH), x));
        FloatVector p = FloatVector.broadcast(SPECIES, FloatMath.C6)
                .fma(r, FloatVector.broadcast(SPECIES, FloatMath.C5))
                .fma(r, FloatVector.broadcast(SPECIES, FloatMath.C4))
                .fma(r, FloatVector.broadcast(SPECIES, FloatMath.C3))
                .fma(r, FloatVector.broadcast(SPECIES, FloatMath.C2))
                .fma(r, FloatVector.broadcast(SPECIES, FloatMath.C1));
        return p.fma(r.mul(r), r);
    }
}
