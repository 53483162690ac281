package dmsb.nn.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the matrix products: blocks of C held in registers while k runs.
 *
 * <p>A tile of six rows and four vectors keeps 24 sums in registers, fed by four loads of B and six broadcasts of A for 24
 * fused multiply-adds: with the four vectors of B and a broadcast that is 29 of the 32 registers of AVX-512. AVX2 has 16, and
 * six rows of two vectors fill 15 of them; a seventh row would spill. Both widths have more than the eight sums that must be
 * under way to hide the latency of two multiply-add units.
 *
 * <p>Nothing is padded: a tile with fewer rows works on its last row several times, and vectors that do not fit side by side
 * overlap. What is computed twice is computed alike from the same D, all of which is read before any of C is written.
 *
 * <p>Element (i, j) of every tile begins as that of D, whose rows are {@code dRow} apart: 0 for one vector in all rows; C
 * itself to add to it. Then it is the chain {@code c = fma(a_k, b_k, c)} for k = 0, 1, 2, ...
 *
 * <p>The operands are A on the left, B on the right, D to begin with, and C as the result; those of B, D and C are as wide
 * as the tile. The loops work on local variables: what a field holds would be read again after every store.
 */
final class VectorTiles {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    static final int ROWS = 6;

    /** The distance of rows in the copied panels that the wide tile reads; as a constant it spares the loop its range checks. */
    static final int PANEL_STRIDE = 4 * LANES;

    private VectorTiles() {}

    /** At most six rows from the first on and, in four vectors, more than two and at most four vectors' width. */
    static void sixByFour(int first, int rows, Operand left, Operand right, Operand begin, Operand result) {
        int k = left.columns;
        int width = result.columns;
        float[] a = left.data;
        int a0 = left.at(first, 0);
        int aRow = left.rowStride;
        int aColumn = left.columnStride;
        float[] b = right.data;
        int b0 = right.start;
        float[] d = begin.data;
        int d0 = begin.at(first, 0);
        int dRow = begin.rowStride;
        float[] c = result.data;
        int c0 = result.at(first, 0);
        int cRow = result.rowStride;
        int o1 = LANES;
        int o2 = Math.min(2 * LANES, width - LANES);
        int o3 = width - LANES;
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        int c1 = c0 + r1 * cRow;
        int c2 = c0 + r2 * cRow;
        int c3 = c0 + r3 * cRow;
        int c4 = c0 + r4 * cRow;
        int c5 = c0 + r5 * cRow;
        FloatVector s00 = FloatVector.fromArray(SPECIES, d, d0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, d, d0 + o1);
        FloatVector s02 = FloatVector.fromArray(SPECIES, d, d0 + o2);
        FloatVector s03 = FloatVector.fromArray(SPECIES, d, d0 + o3);
        FloatVector s10 = FloatVector.fromArray(SPECIES, d, d0 + r1 * dRow);
        FloatVector s11 = FloatVector.fromArray(SPECIES, d, d0 + r1 * dRow + o1);
        FloatVector s12 = FloatVector.fromArray(SPECIES, d, d0 + r1 * dRow + o2);
        FloatVector s13 = FloatVector.fromArray(SPECIES, d, d0 + r1 * dRow + o3);
        FloatVector s20 = FloatVector.fromArray(SPECIES, d, d0 + r2 * dRow);
        FloatVector s21 = FloatVector.fromArray(SPECIES, d, d0 + r2 * dRow + o1);
        FloatVector s22 = FloatVector.fromArray(SPECIES, d, d0 + r2 * dRow + o2);
        FloatVector s23 = FloatVector.fromArray(SPECIES, d, d0 + r2 * dRow + o3);
        FloatVector s30 = FloatVector.fromArray(SPECIES, d, d0 + r3 * dRow);
        FloatVector s31 = FloatVector.fromArray(SPECIES, d, d0 + r3 * dRow + o1);
        FloatVector s32 = FloatVector.fromArray(SPECIES, d, d0 + r3 * dRow + o2);
        FloatVector s33 = FloatVector.fromArray(SPECIES, d, d0 + r3 * dRow + o3);
        FloatVector s40 = FloatVector.fromArray(SPECIES, d, d0 + r4 * dRow);
        FloatVector s41 = FloatVector.fromArray(SPECIES, d, d0 + r4 * dRow + o1);
        FloatVector s42 = FloatVector.fromArray(SPECIES, d, d0 + r4 * dRow + o2);
        FloatVector s43 = FloatVector.fromArray(SPECIES, d, d0 + r4 * dRow + o3);
        FloatVector s50 = FloatVector.fromArray(SPECIES, d, d0 + r5 * dRow);
        FloatVector s51 = FloatVector.fromArray(SPECIES, d, d0 + r5 * dRow + o1);
        FloatVector s52 = FloatVector.fromArray(SPECIES, d, d0 + r5 * dRow + o2);
        FloatVector s53 = FloatVector.fromArray(SPECIES, d, d0 + r5 * dRow + o3);
        int a1 = r1 * aRow;
        int a2 = r2 * aRow;
        int a3 = r3 * aRow;
        int a4 = r4 * aRow;
        int a5 = r5 * aRow;
        for (int p = 0, at = a0; p < k; p++, at += aColumn) {
            int bt = b0 + p * PANEL_STRIDE;
            FloatVector v0 = FloatVector.fromArray(SPECIES, b, bt);
            FloatVector v1 = FloatVector.fromArray(SPECIES, b, bt + o1);
            FloatVector v2 = FloatVector.fromArray(SPECIES, b, bt + o2);
            FloatVector v3 = FloatVector.fromArray(SPECIES, b, bt + o3);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            s00 = x.fma(v0, s00);
            s01 = x.fma(v1, s01);
            s02 = x.fma(v2, s02);
            s03 = x.fma(v3, s03);
            x = FloatVector.broadcast(SPECIES, a[at + a1]);
            s10 = x.fma(v0, s10);
            s11 = x.fma(v1, s11);
            s12 = x.fma(v2, s12);
            s13 = x.fma(v3, s13);
            x = FloatVector.broadcast(SPECIES, a[at + a2]);
            s20 = x.fma(v0, s20);
            s21 = x.fma(v1, s21);
            s22 = x.fma(v2, s22);
            s23 = x.fma(v3, s23);
            x = FloatVector.broadcast(SPECIES, a[at + a3]);
            s30 = x.fma(v0, s30);
            s31 = x.fma(v1, s31);
            s32 = x.fma(v2, s32);
            s33 = x.fma(v3, s33);
            x = FloatVector.broadcast(SPECIES, a[at + a4]);
            s40 = x.fma(v0, s40);
            s41 = x.fma(v1, s41);
            s42 = x.fma(v2, s42);
            s43 = x.fma(v3, s43);
            x = FloatVector.broadcast(SPECIES, a[at + a5]);
            s50 = x.fma(v0, s50);
            s51 = x.fma(v1, s51);
            s52 = x.fma(v2, s52);
            s53 = x.fma(v3, s53);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + o1);
        s02.intoArray(c, c0 + o2);
        s03.intoArray(c, c0 + o3);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + o1);
        s12.intoArray(c, c1 + o2);
        s13.intoArray(c, c1 + o3);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + o1);
        s22.intoArray(c, c2 + o2);
        s23.intoArray(c, c2 + o3);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + o1);
        s32.intoArray(c, c3 + o2);
        s33.intoArray(c, c3 + o3);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + o1);
        s42.intoArray(c, c4 + o2);
        s43.intoArray(c, c4 + o3);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + o1);
        s52.intoArray(c, c5 + o2);
        s53.intoArray(c, c5 + o3);
    }

    /** At most six rows from the first on and, in two vectors, at least one and at most two vectors' width. */
    static void sixByTwo(int first, int rows, Operand left, Operand right, Operand begin, Operand result) {
        int k = left.columns;
        int width = result.columns;
        float[] a = left.data;
        int a0 = left.at(first, 0);
        int aRow = left.rowStride;
        int aColumn = left.columnStride;
        float[] b = right.data;
        int b0 = right.start;
        int bRow = right.rowStride;
        float[] d = begin.data;
        int d0 = begin.at(first, 0);
        int dRow = begin.rowStride;
        float[] c = result.data;
        int c0 = result.at(first, 0);
        int cRow = result.rowStride;
        int o1 = width - LANES;
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        int c1 = c0 + r1 * cRow;
        int c2 = c0 + r2 * cRow;
        int c3 = c0 + r3 * cRow;
        int c4 = c0 + r4 * cRow;
        int c5 = c0 + r5 * cRow;
        FloatVector s00 = FloatVector.fromArray(SPECIES, d, d0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, d, d0 + o1);
        FloatVector s10 = FloatVector.fromArray(SPECIES, d, d0 + r1 * dRow);
        FloatVector s11 = FloatVector.fromArray(SPECIES, d, d0 + r1 * dRow + o1);
        FloatVector s20 = FloatVector.fromArray(SPECIES, d, d0 + r2 * dRow);
        FloatVector s21 = FloatVector.fromArray(SPECIES, d, d0 + r2 * dRow + o1);
        FloatVector s30 = FloatVector.fromArray(SPECIES, d, d0 + r3 * dRow);
        FloatVector s31 = FloatVector.fromArray(SPECIES, d, d0 + r3 * dRow + o1);
        FloatVector s40 = FloatVector.fromArray(SPECIES, d, d0 + r4 * dRow);
        FloatVector s41 = FloatVector.fromArray(SPECIES, d, d0 + r4 * dRow + o1);
        FloatVector s50 = FloatVector.fromArray(SPECIES, d, d0 + r5 * dRow);
        FloatVector s51 = FloatVector.fromArray(SPECIES, d, d0 + r5 * dRow + o1);
        int a1 = r1 * aRow;
        int a2 = r2 * aRow;
        int a3 = r3 * aRow;
        int a4 = r4 * aRow;
        int a5 = r5 * aRow;
        for (int p = 0, at = a0, bt = b0; p < k; p++, at += aColumn, bt += bRow) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, b, bt);
            FloatVector v1 = FloatVector.fromArray(SPECIES, b, bt + o1);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            s00 = x.fma(v0, s00);
            s01 = x.fma(v1, s01);
            x = FloatVector.broadcast(SPECIES, a[at + a1]);
            s10 = x.fma(v0, s10);
            s11 = x.fma(v1, s11);
            x = FloatVector.broadcast(SPECIES, a[at + a2]);
            s20 = x.fma(v0, s20);
            s21 = x.fma(v1, s21);
            x = FloatVector.broadcast(SPECIES, a[at + a3]);
            s30 = x.fma(v0, s30);
            s31 = x.fma(v1, s31);
            x = FloatVector.broadcast(SPECIES, a[at + a4]);
            s40 = x.fma(v0, s40);
            s41 = x.fma(v1, s41);
            x = FloatVector.broadcast(SPECIES, a[at + a5]);
            s50 = x.fma(v0, s50);
            s51 = x.fma(v1, s51);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + o1);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + o1);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + o1);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + o1);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + o1);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + o1);
    }

    /** Copies rows as wide as a panel into it. */
    static void copyRows(Operand block, float[] panel, int start) {
        float[] b = block.data;
        for (int i = 0; i < block.rows; i++) {
            int from = block.at(i, 0);
            int to = start + i * PANEL_STRIDE;
            FloatVector v0 = FloatVector.fromArray(SPECIES, b, from);
            FloatVector v1 = FloatVector.fromArray(SPECIES, b, from + LANES);
            FloatVector v2 = FloatVector.fromArray(SPECIES, b, from + 2 * LANES);
            FloatVector v3 = FloatVector.fromArray(SPECIES, b, from + 3 * LANES);
            v0.intoArray(panel, to);
            v1.intoArray(panel, to + LANES);
            v2.intoArray(panel, to + 2 * LANES);
            v3.intoArray(panel, to + 3 * LANES);
        }
    }
}
