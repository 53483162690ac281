package dmsb.nn.kernel;

/**
 * Kernels in plain Java, written so that the JIT compiler vectorises them by itself.
 *
 * <p>C2 turns {@code c[j] = fma(a, b[j], c[j])} into vector code only where every operand is an array of its own with the
 * same index; flat arrays with offsets stay scalar. So B is copied into rows first (k n copies for m k n products), and
 * each row of C is worked on in a scratch row, four k at a time. All products are this one loop: A enters by its two
 * strides, B by how its rows are filled. The rows of B are taken in blocks that stay in the first-level cache. A product with
 * few columns is done as C^T = B^T A^T, so that the loop along a row is long.
 */
class PlainKernels extends StridedKernels {
    private static final float LOWEST_EXPONENT = -30f;

    /** Fewer columns than this are too short a row. */
    private static final int NARROW = 64;

    /** Rows of B at a time. */
    private static final int BLOCK = 32;

    private final PlainActivations activations;
    private float[][] rows = new float[0][0];
    private float[] sums = new float[0];
    private float[] turned = new float[0];

    PlainKernels() {
        this(new PlainActivations());
    }

    PlainKernels(PlainActivations activations) {
        this.activations = activations;
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
            wideProduct(m, k, n, a, a0, aRow, aColumn, b, b0, bRow, bColumn, d, d0, dRow, c, c0);
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
        wideProduct(n, k, m, b, b0, bColumn, bRow, a, a0, aColumn, aRow, turned, 0, m, turned, 0);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                c[c0 + i * n + j] = turned[j * m + i];
            }
        }
    }

    private void wideProduct(
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
        reserve(k, n);
        if (bColumn == 1) {
            for (int p = 0; p < k; p++) {
                System.arraycopy(b, b0 + p * bRow, rows[p], 0, n);
            }
        } else {
            for (int p0 = 0; p0 < k; p0 += BLOCK) {
                for (int j = 0; j < n; j++) {
                    for (int p = p0; p < Math.min(k, p0 + BLOCK); p++) {
                        rows[p][j] = b[b0 + p * bRow + j * bColumn];
                    }
                }
            }
        }
        for (int p = 0; p < k || p == 0; p += BLOCK) {
            int last = Math.min(k, p + BLOCK);
            for (int i = 0; i < m; i++) {
                int ct = c0 + i * n;
                if (p == 0) {
                    System.arraycopy(d, d0 + i * dRow, sums, 0, n);
                } else {
                    System.arraycopy(c, ct, sums, 0, n);
                }
                accumulate(p, last, n, a, a0 + i * aRow, aColumn);
                System.arraycopy(sums, 0, c, ct, n);
            }
        }
    }

    private void reserve(int k, int n) {
        if (rows.length < k || sums.length < n) {
            int width = Math.max(n, sums.length);
            rows = new float[Math.max(k, rows.length)][width];
            sums = new float[width];
        }
    }

    /** sums += a row of A times the rows of B from first to last. */
    private void accumulate(int first, int last, int n, float[] a, int a0, int stride) {
        int p = first;
        int at = a0 + first * stride;
        for (; p + 3 < last; p += 4, at += 4 * stride) {
            addFour(
                    n,
                    a[at],
                    rows[p],
                    a[at + stride],
                    rows[p + 1],
                    a[at + 2 * stride],
                    rows[p + 2],
                    a[at + 3 * stride],
                    rows[p + 3],
                    sums);
        }
        for (; p < last; p++, at += stride) {
            addOne(n, a[at], rows[p], sums);
        }
    }

    private static void addFour(
            int n,
            float a0,
            float[] b0,
            float a1,
            float[] b1,
            float a2,
            float[] b2,
            float a3,
            float[] b3,
            float[] sums) {
        for (int j = 0; j < n; j++) {
            sums[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], sums[j]))));
        }
    }

    private static void addOne(int n, float a, float[] b, float[] sums) {
        for (int j = 0; j < n; j++) {
            sums[j] = Math.fma(a, b[j], sums[j]);
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
            float g = Math.fma(weightDecay, weights[i], gradient[i]);
            float m = Math.fma(meanDecay, mean[i], newMean * g);
            float v = Math.fma(squareDecay, square[i], newSquare * (g * g));
            mean[i] = m;
            square[i] = v;
            weights[i] -= stepSize * (m / Math.fma((float) Math.sqrt(v), squareScale, epsilon));
        }
    }

    @Override
    public void softUpdate(int length, float rate, float[] online, float[] target) {
        float keep = 1f - rate;
        for (int i = 0; i < length; i++) {
            target[i] = Math.fma(rate, online[i], keep * target[i]);
        }
    }
}
