package dmsb.nn.kernel;

/**
 * Matrix products as multiples of the rows of B added to rows of C.
 *
 * <p>C2 turns {@code c[j] = fma(a, b[j], c[j])} into vector code only where every operand is an array of its own with
 * the same index. Flat arrays with offsets stay scalar. So B is copied into rows first, k n copies for m k n products.
 * Rows of C are computed in scratch rows: three at once from three rows of B, nine multiply-adds for six loads and three
 * stores. That is the largest loop which C2 of JDK 17 vectorises whether it is inlined or not; with a fourth row of either
 * it gives up. What is left over is done row by row, four rows of B at a time. The rows of B are taken in blocks that stay
 * near the first-level cache.
 */
final class PlainRows implements RowProducts {
    /** Rows of B at a time: of three as well as of four. */
    private static final int BLOCK = 60;

    private float[][] rows = new float[0][0];
    private float[] sums1 = new float[0];
    private float[] sums2 = new float[0];
    private float[] sums3 = new float[0];

    @Override
    public void product(Operand a, Operand b, Operand d, Operand c) {
        int m = c.rows;
        int k = a.columns;
        int n = c.columns;
        reserve(k, n);
        copyRows(b);
        for (int p = 0; p < k || p == 0; p += BLOCK) {
            int last = Math.min(k, p + BLOCK);
            Operand from = p == 0 ? d : c;
            int i = 0;
            for (; i + 2 < m; i += 3) {
                load(from, i, n, sums1);
                load(from, i + 1, n, sums2);
                load(from, i + 2, n, sums3);
                accumulateThree(p, last, n, a, i);
                store(sums1, n, c, i);
                store(sums2, n, c, i + 1);
                store(sums3, n, c, i + 2);
            }
            for (; i < m; i++) {
                load(from, i, n, sums1);
                accumulate(p, last, n, a, i);
                store(sums1, n, c, i);
            }
        }
    }

    private static void load(Operand from, int i, int n, float[] sums) {
        System.arraycopy(from.data, from.at(i, 0), sums, 0, n);
    }

    private static void store(float[] sums, int n, Operand to, int i) {
        System.arraycopy(sums, 0, to.data, to.at(i, 0), n);
    }

    private void reserve(int k, int n) {
        if (rows.length < k || sums1.length < n) {
            int width = Math.max(n, sums1.length);
            rows = new float[Math.max(k, rows.length)][width];
            sums1 = new float[width];
            sums2 = new float[width];
            sums3 = new float[width];
        }
    }

    private void copyRows(Operand matrix) {
        float[] b = matrix.data;
        int k = matrix.rows;
        int n = matrix.columns;
        if (matrix.columnStride == 1) {
            for (int p = 0; p < k; p++) {
                System.arraycopy(b, matrix.at(p, 0), rows[p], 0, n);
            }
            return;
        }
        int b0 = matrix.start;
        int bRow = matrix.rowStride;
        int bColumn = matrix.columnStride;
        for (int p0 = 0; p0 < k; p0 += BLOCK) {
            for (int j = 0; j < n; j++) {
                for (int p = p0; p < Math.min(k, p0 + BLOCK); p++) {
                    rows[p][j] = b[b0 + p * bRow + j * bColumn];
                }
            }
        }
    }

    /** sums1 += row i of A times the rows of B from first to last, in their first n columns. */
    private void accumulate(int first, int last, int n, Operand left, int i) {
        float[] a = left.data;
        int stride = left.columnStride;
        int p = first;
        int at = left.at(i, first);
        for (; p + 3 < last; p += 4, at += 4 * stride) {
            float a1 = a[at + stride];
            float a2 = a[at + 2 * stride];
            float a3 = a[at + 3 * stride];
            addFour(n, a[at], a1, a2, a3, sums1, rows[p], rows[p + 1], rows[p + 2], rows[p + 3]);
        }
        for (; p < last; p++, at += stride) {
            addOne(n, a[at], sums1, rows[p]);
        }
    }

    /** The same for rows i, i + 1 and i + 2 of A, into sums1, sums2 and sums3. */
    private void accumulateThree(int first, int last, int n, Operand left, int i) {
        float[] a = left.data;
        int row = left.rowStride;
        int stride = left.columnStride;
        int p = first;
        int at = left.at(i, first);
        for (; p + 2 < last; p += 3, at += 3 * stride) {
            int two = at + row;
            int three = two + row;
            addThreeToThree(
                    n,
                    a[at],
                    a[at + stride],
                    a[at + 2 * stride],
                    sums1,
                    a[two],
                    a[two + stride],
                    a[two + 2 * stride],
                    sums2,
                    a[three],
                    a[three + stride],
                    a[three + 2 * stride],
                    sums3,
                    rows[p],
                    rows[p + 1],
                    rows[p + 2]);
        }
        for (; p < last; p++, at += stride) {
            addOne(n, a[at], sums1, rows[p]);
            addOne(n, a[at + row], sums2, rows[p]);
            addOne(n, a[at + 2 * row], sums3, rows[p]);
        }
    }

    // Numbers and arrays one by one from here on: what C2 makes vector code of.

    private static void addFour(
            int n,
            float a0,
            float a1,
            float a2,
            float a3,
            float[] sums,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3) {
        for (int j = 0; j < n; j++) {
            sums[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], sums[j]))));
        }
    }

    private static void addThreeToThree(
            int n,
            float a10,
            float a11,
            float a12,
            float[] sums1,
            float a20,
            float a21,
            float a22,
            float[] sums2,
            float a30,
            float a31,
            float a32,
            float[] sums3,
            float[] b0,
            float[] b1,
            float[] b2) {
        for (int j = 0; j < n; j++) {
            float x0 = b0[j]; // before the stores: what is read after one C2 does not know to be another array's
            float x1 = b1[j];
            float x2 = b2[j];
            float y1 = sums1[j];
            float y2 = sums2[j];
            float y3 = sums3[j];
            sums1[j] = Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, y1)));
            sums2[j] = Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, y2)));
            sums3[j] = Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, y3)));
        }
    }

    private static void addOne(int n, float a, float[] sums, float[] b) {
        for (int j = 0; j < n; j++) {
            sums[j] = Math.fma(a, b[j], sums[j]);
        }
    }
}
