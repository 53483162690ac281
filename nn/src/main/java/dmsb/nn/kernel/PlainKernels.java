package dmsb.nn.kernel;

/**
 * Kernels in plain Java, written so that the JIT compiler vectorises them by itself.
 *
 * <p>All products are those of {@link RowProducts}, whose loop runs along a row of C: A enters by its two strides, B by how its
 * rows are filled. A product with few columns is done as C^T = B^T A^T, so that this loop is long.
 */
final class PlainKernels implements KernelBackend {
    /** Fewer columns than this are too short a row. */
    private static final int NARROW = 64;

    private final PlainActivations activations = new PlainActivations();
    private final RowProducts rows;
    private final Operand firstTurned = new Operand();
    private final Operand secondTurned = new Operand();
    private final Operand result = new Operand();
    private float[] turned = new float[0];

    PlainKernels() {
        this(RowProducts.create());
    }

    PlainKernels(RowProducts rows) {
        this.rows = rows;
    }

    @Override
    public String toString() {
        return "plain kernels";
    }

    @Override
    public void product(Operand a, Operand b, Operand d, Operand c) {
        int m = c.rows;
        int n = c.columns;
        if (n >= NARROW || m <= n) {
            rows.product(a, b, d, c);
            return;
        }
        if (turned.length < m * n) {
            turned = new float[m * n];
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                turned[j * m + i] = d.data[d.at(i, j)];
            }
        }
        result.rowMajor(turned, 0, n, m);
        rows.product(firstTurned.transposeOf(b), secondTurned.transposeOf(a), result, result);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c.data[c.at(i, j)] = turned[j * m + i];
            }
        }
    }

    @Override
    public void mish(int from, int to, float[] x) {
        activations.mish(from, to, x);
    }

    @Override
    public void mishWithSlope(int from, int to, float[] x, float[] slope) {
        activations.mishWithSlope(from, to, x, slope);
    }

    @Override
    public void tanh(int length, float[] x) {
        activations.tanh(length, x);
    }

    @Override
    public void addShifted(int length, float[] x, int x0, float[] y, int y0, float[] z, int z0) {
        for (int j = 0; j < length; j++) {
            z[z0 + j] = y[y0 + j] + x[x0 + j];
        }
    }
}
