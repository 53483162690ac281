package dmsb.nn.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Mish and its derivative in one pass each. A loop stands in one method: a helper that takes or returns a vector is, once it
 * has been compiled on its own, called rather than inlined, and its vectors are then objects.
 */
final class VectorActivations {
    private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
    private static final int LANES = VectorTiles.LANES;

    /** Elements at a time, so that what one pass leaves for the next stays in the first-level cache. */
    private static final int BLOCK = 1024;

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
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, target, start + i).max(FloatMath.LOWEST);
            FloatVector held = x.min(FloatMath.MISH_HIGH);
            FloatVector sum = held.fma(
                    FloatVector.broadcast(SPECIES, FloatMath.LOG2_E),
                    FloatVector.broadcast(SPECIES, FloatMath.ROUNDER));
            FloatVector scale = sum.reinterpretAsInts()
                    .add(127)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats();
            FloatVector n = sum.sub(FloatMath.ROUNDER);
            FloatVector r = n.fma(
                    FloatVector.broadcast(SPECIES, -FloatMath.LN2_LOW),
                    n.fma(FloatVector.broadcast(SPECIES, -FloatMath.LN2_HIGH), held));
            FloatVector p = FloatVector.broadcast(SPECIES, FloatMath.C6)
                    .fma(r, FloatVector.broadcast(SPECIES, FloatMath.C5))
                    .fma(r, FloatVector.broadcast(SPECIES, FloatMath.C4))
                    .fma(r, FloatVector.broadcast(SPECIES, FloatMath.C3))
                    .fma(r, FloatVector.broadcast(SPECIES, FloatMath.C2))
                    .fma(r, FloatVector.broadcast(SPECIES, FloatMath.C1));
            FloatVector exp = scale.fma(p.fma(r.mul(r), r), scale);
            FloatVector m = exp.mul(exp.add(2f));
            held.intoArray(bounded, i);
            exp.intoArray(e, i);
            x.mul(m.div(m.add(2f))).intoArray(target, start + i);
        }
        for (; i < length; i++) {
            float x = target[start + i];
            bounded[i] = Math.min(Math.max(x, FloatMath.LOWEST), FloatMath.MISH_HIGH);
            e[i] = FloatMath.mishExponential(x);
            target[start + i] = FloatMath.mish(x, e[i]);
        }
    }

    /** The derivative of Mish in one block, from {@link #bounded} and {@link #e}. */
    private void slopeBlock(int length, int start, float[] slope) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            FloatVector exp = FloatVector.fromArray(SPECIES, e, i);
            FloatVector n = exp.mul(exp.add(2f));
            FloatVector inverse = one.div(n.add(2f));
            FloatVector.fromArray(SPECIES, bounded, i)
                    .mul(exp.mul(4f).mul(exp.add(1f)).mul(inverse))
                    .fma(inverse, n.mul(inverse))
                    .intoArray(slope, start + i);
        }
        for (; i < length; i++) {
            slope[start + i] = FloatMath.mishSlope(FloatMath.mishBend(bounded[i], e[i]), e[i]);
        }
    }
}
