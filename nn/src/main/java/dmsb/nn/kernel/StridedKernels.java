package dmsb.nn.kernel;

/**
 * The three products as one, and every element-wise function over any range: what an implementation provides, and what can
 * be cut in pieces for several threads.
 */
abstract class StridedKernels implements Kernels {
    private float[] zeros = new float[0];

    @Override
    public final void multiply(int m, int k, int n, float[] a, float[] b, int bStart, float[] row, float[] c) {
        assert a.length >= m * k && b.length >= bStart + k * n && row.length >= n && c.length >= m * n;
        product(m, k, n, a, 0, k, 1, b, bStart, n, 1, row, 0, 0, c, 0);
    }

    @Override
    public final void multiplyAdd(int m, int k, int n, float[] a, float[] b, int bStart, float[] c) {
        assert a.length >= m * k && b.length >= bStart + k * n && c.length >= m * n;
        product(m, k, n, a, 0, k, 1, b, bStart, n, 1, c, 0, n, c, 0);
    }

    @Override
    public final void multiplyTransposed(int m, int k, int n, float[] a, float[] b, int bStart, float[] c) {
        assert a.length >= m * k && b.length >= bStart + k * n && c.length >= m * n;
        if (zeros.length < n) {
            zeros = new float[n];
        }
        product(m, k, n, a, 0, k, 1, b, bStart, 1, k, zeros, 0, 0, c, 0);
    }

    @Override
    public final void multiplyTransposedAdd(int m, int k, int n, float[] a, float[] b, int bStart, float[] c) {
        assert a.length >= m * k && b.length >= bStart + k * n && c.length >= m * n;
        product(m, k, n, a, 0, k, 1, b, bStart, 1, k, c, 0, n, c, 0);
    }

    @Override
    public final void transposedMultiplyAdd(int m, int k, int n, float[] a, float[] b, float[] c, int cStart) {
        assert a.length >= m * k && b.length >= k * n && c.length >= cStart + m * n;
        product(m, k, n, a, 0, 1, m, b, 0, n, 1, c, cStart, n, c, cStart);
    }

    /**
     * C = D + A B, with element (i, p) of A at {@code a[a0 + i aRow + p aColumn]}, (p, j) of B at
     * {@code b[b0 + p bRow + j bColumn]}, (i, j) of D at {@code d[d0 + i dRow + j]}, and C contiguous from {@code c[c0]} on.
     */
    abstract void product(
            int m,
            int k,
            int n,
            float[] a,
            int a0,
            int aRow,
            int aColumn,
            float[] b,
            int b0,
            int bRow,
            int bColumn,
            float[] d,
            int d0,
            int dRow,
            float[] c,
            int c0);

    @Override
    public final void mish(int length, float[] x) {
        mish(0, length, x);
    }

    abstract void mish(int from, int to, float[] x);

    @Override
    public final void mishWithSlope(int length, float[] x, float[] slope) {
        mishWithSlope(0, length, x, slope);
    }

    abstract void mishWithSlope(int from, int to, float[] x, float[] slope);

    @Override
    public final void multiplyElements(int length, float[] x, float[] y) {
        multiplyElements(0, length, x, y);
    }

    abstract void multiplyElements(int from, int to, float[] x, float[] y);

    @Override
    public final void addElements(int length, float[] x, float[] y) {
        addElements(0, length, x, y);
    }

    abstract void addElements(int from, int to, float[] x, float[] y);

    @Override
    public final void addRow(int rows, int columns, float[] x, float[] row, int rowStart, float[] y) {
        addRow(0, rows, columns, x, row, rowStart, y);
    }

    abstract void addRow(int from, int to, int columns, float[] x, float[] row, int rowStart, float[] y);

    @Override
    public final void adam(
            int length,
            float[] weights,
            float[] gradient,
            float[] mean,
            float[] square,
            AdamDecay decay,
            float stepSize,
            float squareScale) {
        adam(0, length, weights, gradient, mean, square, decay, stepSize, squareScale);
    }

    abstract void adam(
            int from,
            int to,
            float[] weights,
            float[] gradient,
            float[] mean,
            float[] square,
            AdamDecay decay,
            float stepSize,
            float squareScale);
}
