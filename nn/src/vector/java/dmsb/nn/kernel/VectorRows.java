package dmsb.nn.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One row of a product, as in a single decision: every element of B is used once, so nothing but reading B counts. Sixteen
 * vectors side by side read it from end to end where rows are 256 wide; eight are enough to hide the latency of the sums.
 */
final class VectorRows {
    private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
    private static final int LANES = VectorTiles.LANES;

    private VectorRows() {}

    /**
     * Row i of C = D + A B, in as many of the first columns as blocks of vectors fill.
     *
     * @return how many columns are done
     */
    static int product(int i, Operand a, Operand b, Operand d, Operand c) {
        int n = c.columns;
        int j = 0;
        for (; j + 16 * LANES <= n; j += 16 * LANES) {
            sixteen(i, j, a, b, d, c);
        }
        for (; j + 8 * LANES <= n; j += 8 * LANES) {
            eight(i, j, a, b, d, c);
        }
        return j;
    }

    /** Sixteen vectors of row i, from column j on. */
    private static void sixteen(int i, int j, Operand left, Operand right, Operand begin, Operand result) {
        int k = left.columns;
        float[] a = left.data;
        int a0 = left.at(i, 0);
        int aColumn = left.columnStride;
        float[] b = right.data;
        int b0 = right.at(0, j);
        int bRow = right.rowStride;
        float[] d = begin.data;
        int d0 = begin.at(i, j);
        float[] c = result.data;
        int c0 = result.at(i, j);
        FloatVector s0 = FloatVector.fromArray(SPECIES, d, d0);
        FloatVector s1 = FloatVector.fromArray(SPECIES, d, d0 + LANES);
        FloatVector s2 = FloatVector.fromArray(SPECIES, d, d0 + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(SPECIES, d, d0 + 3 * LANES);
        FloatVector s4 = FloatVector.fromArray(SPECIES, d, d0 + 4 * LANES);
        FloatVector s5 = FloatVector.fromArray(SPECIES, d, d0 + 5 * LANES);
        FloatVector s6 = FloatVector.fromArray(SPECIES, d, d0 + 6 * LANES);
        FloatVector s7 = FloatVector.fromArray(SPECIES, d, d0 + 7 * LANES);
        FloatVector s8 = FloatVector.fromArray(SPECIES, d, d0 + 8 * LANES);
        FloatVector s9 = FloatVector.fromArray(SPECIES, d, d0 + 9 * LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, d, d0 + 10 * LANES);
        FloatVector s11 = FloatVector.fromArray(SPECIES, d, d0 + 11 * LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, d, d0 + 12 * LANES);
        FloatVector s13 = FloatVector.fromArray(SPECIES, d, d0 + 13 * LANES);
        FloatVector s14 = FloatVector.fromArray(SPECIES, d, d0 + 14 * LANES);
        FloatVector s15 = FloatVector.fromArray(SPECIES, d, d0 + 15 * LANES);
        for (int p = 0, at = a0, bt = b0; p < k; p++, at += aColumn, bt += bRow) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, b, bt), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, b, bt + LANES), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 2 * LANES), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 3 * LANES), s3);
            s4 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 4 * LANES), s4);
            s5 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 5 * LANES), s5);
            s6 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 6 * LANES), s6);
            s7 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 7 * LANES), s7);
            s8 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 8 * LANES), s8);
            s9 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 9 * LANES), s9);
            s10 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 10 * LANES), s10);
            s11 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 11 * LANES), s11);
            s12 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 12 * LANES), s12);
            s13 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 13 * LANES), s13);
            s14 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 14 * LANES), s14);
            s15 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 15 * LANES), s15);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + LANES);
        s2.intoArray(c, c0 + 2 * LANES);
        s3.intoArray(c, c0 + 3 * LANES);
        s4.intoArray(c, c0 + 4 * LANES);
        s5.intoArray(c, c0 + 5 * LANES);
        s6.intoArray(c, c0 + 6 * LANES);
        s7.intoArray(c, c0 + 7 * LANES);
        s8.intoArray(c, c0 + 8 * LANES);
        s9.intoArray(c, c0 + 9 * LANES);
        s10.intoArray(c, c0 + 10 * LANES);
        s11.intoArray(c, c0 + 11 * LANES);
        s12.intoArray(c, c0 + 12 * LANES);
        s13.intoArray(c, c0 + 13 * LANES);
        s14.intoArray(c, c0 + 14 * LANES);
        s15.intoArray(c, c0 + 15 * LANES);
    }

    /** Eight vectors of row i, from column j on. */
    private static void eight(int i, int j, Operand left, Operand right, Operand begin, Operand result) {
        int k = left.columns;
        float[] a = left.data;
        int a0 = left.at(i, 0);
        int aColumn = left.columnStride;
        float[] b = right.data;
        int b0 = right.at(0, j);
        int bRow = right.rowStride;
        float[] d = begin.data;
        int d0 = begin.at(i, j);
        float[] c = result.data;
        int c0 = result.at(i, j);
        FloatVector s0 = FloatVector.fromArray(SPECIES, d, d0);
        FloatVector s1 = FloatVector.fromArray(SPECIES, d, d0 + LANES);
        FloatVector s2 = FloatVector.fromArray(SPECIES, d, d0 + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(SPECIES, d, d0 + 3 * LANES);
        FloatVector s4 = FloatVector.fromArray(SPECIES, d, d0 + 4 * LANES);
        FloatVector s5 = FloatVector.fromArray(SPECIES, d, d0 + 5 * LANES);
        FloatVector s6 = FloatVector.fromArray(SPECIES, d, d0 + 6 * LANES);
        FloatVector s7 = FloatVector.fromArray(SPECIES, d, d0 + 7 * LANES);
        for (int p = 0, at = a0, bt = b0; p < k; p++, at += aColumn, bt += bRow) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, b, bt), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, b, bt + LANES), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 2 * LANES), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 3 * LANES), s3);
            s4 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 4 * LANES), s4);
            s5 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 5 * LANES), s5);
            s6 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 6 * LANES), s6);
            s7 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 7 * LANES), s7);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + LANES);
        s2.intoArray(c, c0 + 2 * LANES);
        s3.intoArray(c, c0 + 3 * LANES);
        s4.intoArray(c, c0 + 4 * LANES);
        s5.intoArray(c, c0 + 5 * LANES);
        s6.intoArray(c, c0 + 6 * LANES);
        s7.intoArray(c, c0 + 7 * LANES);
    }
}
