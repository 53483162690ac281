package dmsb.nn.kernel;

/**
 * Kernels in plain Java, written so that the JIT compiler vectorises them by itself.
 *
 * <p>All products are those of {@link RowProducts}, whose loop runs along a row of C: A enters by its two strides, B by how its
 * rows are filled. A product with few columns is done as C^T = B^T A^T, so that this loop is long.
 */
class PlainKernels extends StridedKernels {
    private static final float LOWEST_EXPONENT = -30f;

    /** Fewer columns than this are too short a row. */
    private static final int NARROW = 64;

    private final PlainActivations activations;
    private final RowProducts rows;
    private float[] turned = new float[0];

    PlainKernels() {
        this(new PlainActivations());
    }

    PlainKernels(PlainActivations activations) {
        this(activations, RowProducts.create());
    }

    PlainKernels(PlainActivations activations, RowProducts rows) {
        this.activations = activations;
        this.rows = rows;
    }

    @Override
    public String toString() {
        return "plain kernels";
    }

    @Override
    void product(
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
            int c0) {
        if (n >= NARROW || m <= n) {
            rows.product(m, k, n, a, a0, aRow, aColumn, b, b0, bRow, bColumn, d, d0, dRow, c, c0);
            return;
        }
        if (turned.length < m * n) {
            turned = new float[m * n];
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                turned[j * m + i] = d[d0 + i * dRow + j];
            }
        }
        rows.product(n, k, m, b, b0, bColumn, bRow, a, a0, aColumn, aRow, turned, 0, m, turned, 0);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c[c0 + i * n + j] = turned[j * m + i];
            }
        }
    }

    @Override
    void mish(int from, int to, float[] x) {
        activations.mish(from, to, x);
    }

    @Override
    void mishWithSlope(int from, int to, float[] x, float[] slope) {
        activations.mishWithSlope(from, to, x, slope);
    }

    @Override
    public void tanh(int length, float[] x) {
        activations.tanh(length, x);
    }

    @Override
    void multiplyElements(int from, int to, float[] x, float[] y) {
        for (int i = from; i < to; i++) {
            y[i] *= x[i];
        }
    }

    @Override
    void addElements(int from, int to, float[] x, float[] y) {
        for (int i = from; i < to; i++) {
            y[i] += x[i];
        }
    }

    @Override
    void addRow(int from, int to, int columns, float[] x, float[] row, int rowStart, float[] y) {
        for (int i = from; i < to; i++) {
            addShifted(columns, x, i * columns, row, rowStart, y, i * columns);
        }
    }

    @Override
    public void addColumnSums(int rowCount, int columns, float[] x, float[] sums, int sumsStart) {
        for (int i = 0; i < rowCount; i++) {
            addShifted(columns, x, i * columns, sums, sumsStart, sums, sumsStart);
        }
    }

    /** z = x + y, each from its own start. */
    void addShifted(int length, float[] x, int x0, float[] y, int y0, float[] z, int z0) {
        for (int j = 0; j < length; j++) {
            z[z0 + j] = y[y0 + j] + x[x0 + j];
        }
    }

    @Override
    public void softmax(int rowCount, int columns, float[] logits, float[] probabilities, float[] logProbabilities) {
        for (int start = 0; start < rowCount * columns; start += columns) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int j = start; j < start + columns; j++) {
                largest = Math.max(largest, logits[j]);
            }
            double sum = 0; // in double, so that the logarithm of a probability near 1 keeps its digits
            for (int j = start; j < start + columns; j++) {
                float exponent = Math.max(logits[j] - largest, LOWEST_EXPONENT);
                logProbabilities[j] = exponent;
                probabilities[j] = FloatMath.exp(exponent);
                sum += probabilities[j];
            }
            double logSum = StrictMath.log(sum);
            float inverse = (float) (1 / sum);
            for (int j = start; j < start + columns; j++) {
                probabilities[j] *= inverse;
                logProbabilities[j] = (float) (logProbabilities[j] - logSum);
            }
        }
    }

    @Override
    void adam(
            int from,
            int to,
            float[] weights,
            float[] gradient,
            float[] mean,
            float[] square,
            AdamDecay decay,
            float stepSize,
            float squareScale) {
        float meanDecay = decay.mean();
        float squareDecay = decay.square();
        float newMean = 1f - meanDecay;
        float newSquare = 1f - squareDecay;
        float weightDecay = decay.weight();
        float epsilon = decay.epsilon();
        for (int i = from; i < to; i++) {
            float g = FusedMultiplyAdd.fma(weightDecay, weights[i], gradient[i]);
            float m = FusedMultiplyAdd.fma(meanDecay, mean[i], newMean * g);
            float v = FusedMultiplyAdd.fma(squareDecay, square[i], newSquare * (g * g));
            mean[i] = m;
            square[i] = v;
            weights[i] -= stepSize * (m / FusedMultiplyAdd.fma((float) Math.sqrt(v), squareScale, epsilon));
        }
    }

    @Override
    public void softUpdate(int length, float rate, float[] online, float[] target) {
        float keep = 1f - rate;
        for (int i = 0; i < length; i++) {
            target[i] = FusedMultiplyAdd.fma(rate, online[i], keep * target[i]);
        }
    }
}
