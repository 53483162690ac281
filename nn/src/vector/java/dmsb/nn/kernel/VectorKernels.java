package dmsb.nn.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products on jdk.incubator.vector, with the widest vectors of the machine; the activations are in {@link
 * VectorActivations}, all else is inherited.
 *
 * <p>A product is cut into panels of columns, two vectors wide, and a panel into tiles of six rows: 12 sums stay in
 * registers while k runs, fed by one broadcast of A a row and two loads of B. With the two vectors of B and the broadcast
 * that fills 15 of the 16 registers of AVX2; a seventh row would spill. Rows left over go one by one, columns left over as
 * one panel in zero-padded scratch. B^T is written out first, in blocks that fit the cache, so that one tile serves all
 * three products: A enters by its two strides.
 *
 * <p>Fewer rows than a tile, as in a single decision, go one by one over four vectors of columns at a time.
 *
 * <p>Every sum is the same chain of fused multiply-adds over k as in {@link PlainKernels}, so the bits are the same.
 */
final class VectorKernels extends PlainKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TILE_ROWS = 6;
    private static final int TRANSPOSE_BLOCK = 16;

    private float[] transposed = new float[0];
    private float[] paddedB = new float[0];
    private float[] paddedC = new float[0];

    @Override
    public String toString() {
        return "vector kernels, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public void multiplyAdd(int m, int k, int n, float[] a, float[] b, int bStart, float[] c) {
        product(m, k, n, a, k, 1, b, bStart, c, 0);
    }

    @Override
    public void transposedMultiplyAdd(int m, int k, int n, float[] a, float[] b, float[] c, int cStart) {
        product(m, k, n, a, 1, m, b, 0, c, cStart);
    }

    @Override
    public void multiplyTransposedAdd(int m, int k, int n, float[] a, float[] b, int bStart, float[] c) {
        transposed = atLeast(transposed, k * n);
        for (int j0 = 0; j0 < n; j0 += TRANSPOSE_BLOCK) {
            for (int p0 = 0; p0 < k; p0 += TRANSPOSE_BLOCK) {
                for (int j = j0; j < Math.min(n, j0 + TRANSPOSE_BLOCK); j++) {
                    for (int p = p0; p < Math.min(k, p0 + TRANSPOSE_BLOCK); p++) {
                        transposed[p * n + j] = b[bStart + j * k + p];
                    }
                }
            }
        }
        product(m, k, n, a, k, 1, transposed, 0, c, 0);
    }

    private static float[] atLeast(float[] array, int length) {
        return array.length >= length ? array : new float[length];
    }

    private void product(
            int m, int k, int n, float[] a, int rowStride, int kStride, float[] b, int bStart, float[] c, int cStart) {
        if (m < TILE_ROWS) {
            rowByRow(m, k, n, a, rowStride, kStride, b, bStart, c, cStart);
            return;
        }
        int whole = n - n % LANES;
        panels(m, k, whole, a, rowStride, kStride, b, bStart, n, c, cStart, n);
        int rest = n - whole;
        if (rest > 0) {
            paddedB = atLeast(paddedB, k * LANES);
            paddedC = atLeast(paddedC, m * LANES);
            pad(k, rest, b, bStart + whole, n, paddedB);
            pad(m, rest, c, cStart + whole, n, paddedC);
            panels(m, k, LANES, a, rowStride, kStride, paddedB, 0, LANES, paddedC, 0, LANES);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < rest; j++) {
                    c[cStart + whole + i * n + j] = paddedC[i * LANES + j];
                }
            }
        }
    }

    private static void pad(int rows, int columns, float[] from, int start, int stride, float[] to) {
        for (int i = 0; i < rows; i++) {
            int at = i * LANES;
            for (int j = 0; j < columns; j++) {
                to[at + j] = from[start + i * stride + j];
            }
            Arrays.fill(to, at + columns, at + LANES, 0f);
        }
    }

    private static void panels(
            int m, int k, int n, float[] a, int rs, int ks, float[] b, int b0, int bs, float[] c, int c0, int cs) {
        int j = 0;
        for (; j + 2 * LANES <= n; j += 2 * LANES) {
            int i = 0;
            for (; i + TILE_ROWS <= m; i += TILE_ROWS) {
                tile6x2(k, a, i * rs, rs, ks, b, b0 + j, bs, c, c0 + i * cs + j, cs);
            }
            for (; i < m; i++) {
                tile1x2(k, a, i * rs, ks, b, b0 + j, bs, c, c0 + i * cs + j);
            }
        }
        for (; j < n; j += LANES) {
            int i = 0;
            for (; i + TILE_ROWS <= m; i += TILE_ROWS) {
                tile6x1(k, a, i * rs, rs, ks, b, b0 + j, bs, c, c0 + i * cs + j, cs);
            }
            for (; i < m; i++) {
                tile1x1(k, a, i * rs, ks, b, b0 + j, bs, c, c0 + i * cs + j);
            }
        }
    }

    private static void tile6x2(
            int k, float[] a, int a0, int rs, int ks, float[] b, int b0, int bs, float[] c, int c0, int cs) {
        int right = c0 + LANES;
        FloatVector s00 = FloatVector.fromArray(SPECIES, c, c0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, c, right);
        FloatVector s10 = FloatVector.fromArray(SPECIES, c, c0 + cs);
        FloatVector s11 = FloatVector.fromArray(SPECIES, c, right + cs);
        FloatVector s20 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cs);
        FloatVector s21 = FloatVector.fromArray(SPECIES, c, right + 2 * cs);
        FloatVector s30 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cs);
        FloatVector s31 = FloatVector.fromArray(SPECIES, c, right + 3 * cs);
        FloatVector s40 = FloatVector.fromArray(SPECIES, c, c0 + 4 * cs);
        FloatVector s41 = FloatVector.fromArray(SPECIES, c, right + 4 * cs);
        FloatVector s50 = FloatVector.fromArray(SPECIES, c, c0 + 5 * cs);
        FloatVector s51 = FloatVector.fromArray(SPECIES, c, right + 5 * cs);
        for (int p = 0, at = a0, bt = b0; p < k; p++, at += ks, bt += bs) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, b, bt);
            FloatVector v1 = FloatVector.fromArray(SPECIES, b, bt + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            s00 = x.fma(v0, s00);
            s01 = x.fma(v1, s01);
            x = FloatVector.broadcast(SPECIES, a[at + rs]);
            s10 = x.fma(v0, s10);
            s11 = x.fma(v1, s11);
            x = FloatVector.broadcast(SPECIES, a[at + 2 * rs]);
            s20 = x.fma(v0, s20);
            s21 = x.fma(v1, s21);
            x = FloatVector.broadcast(SPECIES, a[at + 3 * rs]);
            s30 = x.fma(v0, s30);
            s31 = x.fma(v1, s31);
            x = FloatVector.broadcast(SPECIES, a[at + 4 * rs]);
            s40 = x.fma(v0, s40);
            s41 = x.fma(v1, s41);
            x = FloatVector.broadcast(SPECIES, a[at + 5 * rs]);
            s50 = x.fma(v0, s50);
            s51 = x.fma(v1, s51);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, right);
        s10.intoArray(c, c0 + cs);
        s11.intoArray(c, right + cs);
        s20.intoArray(c, c0 + 2 * cs);
        s21.intoArray(c, right + 2 * cs);
        s30.intoArray(c, c0 + 3 * cs);
        s31.intoArray(c, right + 3 * cs);
        s40.intoArray(c, c0 + 4 * cs);
        s41.intoArray(c, right + 4 * cs);
        s50.intoArray(c, c0 + 5 * cs);
        s51.intoArray(c, right + 5 * cs);
    }

    private static void tile6x1(
            int k, float[] a, int a0, int rs, int ks, float[] b, int b0, int bs, float[] c, int c0, int cs) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, c, c0);
        FloatVector s1 = FloatVector.fromArray(SPECIES, c, c0 + cs);
        FloatVector s2 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cs);
        FloatVector s3 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cs);
        FloatVector s4 = FloatVector.fromArray(SPECIES, c, c0 + 4 * cs);
        FloatVector s5 = FloatVector.fromArray(SPECIES, c, c0 + 5 * cs);
        for (int p = 0, at = a0, bt = b0; p < k; p++, at += ks, bt += bs) {
            FloatVector v = FloatVector.fromArray(SPECIES, b, bt);
            s0 = FloatVector.broadcast(SPECIES, a[at]).fma(v, s0);
            s1 = FloatVector.broadcast(SPECIES, a[at + rs]).fma(v, s1);
            s2 = FloatVector.broadcast(SPECIES, a[at + 2 * rs]).fma(v, s2);
            s3 = FloatVector.broadcast(SPECIES, a[at + 3 * rs]).fma(v, s3);
            s4 = FloatVector.broadcast(SPECIES, a[at + 4 * rs]).fma(v, s4);
            s5 = FloatVector.broadcast(SPECIES, a[at + 5 * rs]).fma(v, s5);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + cs);
        s2.intoArray(c, c0 + 2 * cs);
        s3.intoArray(c, c0 + 3 * cs);
        s4.intoArray(c, c0 + 4 * cs);
        s5.intoArray(c, c0 + 5 * cs);
    }

    private static void tile1x2(int k, float[] a, int a0, int ks, float[] b, int b0, int bs, float[] c, int c0) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, c, c0);
        FloatVector s1 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
        for (int p = 0, at = a0, bt = b0; p < k; p++, at += ks, bt += bs) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, b, bt), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, b, bt + LANES), s1);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + LANES);
    }

    private static void tile1x1(int k, float[] a, int a0, int ks, float[] b, int b0, int bs, float[] c, int c0) {
        FloatVector s = FloatVector.fromArray(SPECIES, c, c0);
        for (int p = 0, at = a0, bt = b0; p < k; p++, at += ks, bt += bs) {
            s = FloatVector.broadcast(SPECIES, a[at]).fma(FloatVector.fromArray(SPECIES, b, bt), s);
        }
        s.intoArray(c, c0);
    }

    private static void rowByRow(
            int m, int k, int n, float[] a, int rs, int ks, float[] b, int bStart, float[] c, int cStart) {
        int wide = n - n % (4 * LANES);
        int whole = n - n % LANES;
        for (int i = 0; i < m; i++) {
            int c0 = cStart + i * n;
            for (int j = 0; j < wide; j += 4 * LANES) {
                rowOfFour(k, n, a, i * rs, ks, b, bStart + j, c, c0 + j);
            }
            for (int j = wide; j < whole; j += LANES) {
                FloatVector s = FloatVector.fromArray(SPECIES, c, c0 + j);
                for (int p = 0; p < k; p++) {
                    FloatVector v = FloatVector.fromArray(SPECIES, b, bStart + j + p * n);
                    s = FloatVector.broadcast(SPECIES, a[i * rs + p * ks]).fma(v, s);
                }
                s.intoArray(c, c0 + j);
            }
            for (int j = whole; j < n; j++) {
                float s = c[c0 + j];
                for (int p = 0; p < k; p++) {
                    s = Math.fma(a[i * rs + p * ks], b[bStart + j + p * n], s);
                }
                c[c0 + j] = s;
            }
        }
    }

    private static void rowOfFour(int k, int n, float[] a, int a0, int ks, float[] b, int b0, float[] c, int c0) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, c, c0);
        FloatVector s1 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
        FloatVector s2 = FloatVector.fromArray(SPECIES, c, c0 + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(SPECIES, c, c0 + 3 * LANES);
        for (int p = 0, at = a0, bt = b0; p < k; p++, at += ks, bt += n) {
            FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
            s0 = x.fma(FloatVector.fromArray(SPECIES, b, bt), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, b, bt + LANES), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 2 * LANES), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, b, bt + 3 * LANES), s3);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + LANES);
        s2.intoArray(c, c0 + 2 * LANES);
        s3.intoArray(c, c0 + 3 * LANES);
    }

    @Override
    public void mish(int length, float[] x) {
        VectorActivations.mish(length, x);
    }

    @Override
    public void mishWithSlope(int length, float[] x, float[] slope) {
        VectorActivations.mishWithSlope(length, x, slope);
    }

    @Override
    public void tanh(int length, float[] x) {
        VectorActivations.tanh(length, x);
    }
}
