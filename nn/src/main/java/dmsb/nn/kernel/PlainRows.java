package dmsb.nn.kernel;

/**
 * Matrix products as multiples of the rows of B added to rows of C.
 *
 * <p>C2 turns {@code c[j] = fma(a, b[j], c[j])} into vector code only where every operand is an array of its own with
 * the same index. Flat arrays with offsets stay scalar. So B is copied into rows first, k n copies for m k n products.
 * Rows of C are computed in scratch rows, four k at a time. C2 of JDK 25 takes two rows of C at once, eight
 * multiply-adds for six loads and two stores. C2 of JDK 17 vectorises this only where it happens to be inlined, so
 * there it is one row. The rows of B are taken in blocks that stay near the first-level cache.
 */
final class PlainRows implements RowProducts {
    /** Rows of B at a time. */
    private static final int BLOCK = 64;

    /** Measured on 17 and 25. */
    private static final int FIRST_JDK_WITH_PAIRS = 25;

    private final boolean pairs;
    private float[][] rows = new float[0][0];
    private float[] sums = new float[0];
    private float[] otherSums = new float[0];

    PlainRows() {
        this(Runtime.version().feature() >= FIRST_JDK_WITH_PAIRS);
    }

    /** Rows of C two at a time, or one; the bits are the same. */
    PlainRows(boolean pairs) {
        this.pairs = pairs;
    }

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
            for (; pairs && i + 1 < m; i += 2) {
                System.arraycopy(from.data, from.at(i, 0), sums, 0, n);
                System.arraycopy(from.data, from.at(i + 1, 0), otherSums, 0, n);
                accumulateTwo(p, last, n, a, i);
                System.arraycopy(sums, 0, c.data, c.at(i, 0), n);
                System.arraycopy(otherSums, 0, c.data, c.at(i + 1, 0), n);
            }
            for (; i < m; i++) {
                System.arraycopy(from.data, from.at(i, 0), sums, 0, n);
                accumulate(p, last, n, a, i);
                System.arraycopy(sums, 0, c.data, c.at(i, 0), n);
            }
        }
    }

    private void reserve(int k, int n) {
        if (rows.length < k || sums.length < n) {
            int width = Math.max(n, sums.length);
            rows = new float[Math.max(k, rows.length)][width];
            sums = new float[width];
            otherSums = new float[width];
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

    /** sums += row i of A times the rows of B from first to last, in their first n columns. */
    private void accumulate(int first, int last, int n, Operand left, int i) {
        float[] a = left.data;
        int stride = left.columnStride;
        int p = first;
        int at = left.at(i, first);
        for (; p + 3 < last; p += 4, at += 4 * stride) {
            float a1 = a[at + stride];
            float a2 = a[at + 2 * stride];
            float a3 = a[at + 3 * stride];
            addFour(n, a[at], a1, a2, a3, sums, rows[p], rows[p + 1], rows[p + 2], rows[p + 3]);
        }
        for (; p < last; p++, at += stride) {
            addOne(n, a[at], sums, rows[p]);
        }
    }

    /** The same for row i of A and the next. */
    private void accumulateTwo(int first, int last, int n, Operand left, int i) {
        float[] a = left.data;
        int row = left.rowStride;
        int stride = left.columnStride;
        int p = first;
        int at = left.at(i, first);
        for (; p + 3 < last; p += 4, at += 4 * stride) {
            float a1 = a[at + stride];
            float a2 = a[at + 2 * stride];
            float a3 = a[at + 3 * stride];
            int o = at + row;
            float o1 = a[o + stride];
            float o2 = a[o + 2 * stride];
            float o3 = a[o + 3 * stride];
            addFourToTwo(
                    n,
                    a[at],
                    a1,
                    a2,
                    a3,
                    sums,
                    a[o],
                    o1,
                    o2,
                    o3,
                    otherSums,
                    rows[p],
                    rows[p + 1],
                    rows[p + 2],
                    rows[p + 3]);
        }
        for (; p < last; p++, at += stride) {
            addOne(n, a[at], sums, rows[p]);
            addOne(n, a[at + row], otherSums, rows[p]);
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

    private static void addFourToTwo(
            int n,
            float a0,
            float a1,
            float a2,
            float a3,
            float[] sums,
            float o0,
            float o1,
            float o2,
            float o3,
            float[] otherSums,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3) {
        for (int j = 0; j < n; j++) {
            float x0 = b0[j]; // once: of what is read again after a store C2 does not know that it is the same
            float x1 = b1[j];
            float x2 = b2[j];
            float x3 = b3[j];
            sums[j] = Math.fma(a3, x3, Math.fma(a2, x2, Math.fma(a1, x1, Math.fma(a0, x0, sums[j]))));
            otherSums[j] = Math.fma(o3, x3, Math.fma(o2, x2, Math.fma(o1, x1, Math.fma(o0, x0, otherSums[j]))));
        }
    }

    private static void addOne(int n, float a, float[] sums, float[] b) {
        for (int j = 0; j < n; j++) {
            sums[j] = Math.fma(a, b[j], sums[j]);
        }
    }
}
