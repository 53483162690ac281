package dmsb.nn.kernel;

/**
 * Kernels in plain Java, written so that the JIT compiler vectorises them by itself.
 *
 * <p>C2 turns {@code c[j] = fma(a, b[j], c[j])} into vector code only where every operand is an array of its own with the
 * same index; flat arrays with offsets stay scalar. So B is copied into rows first (k n copies for m k n products), and
 * each row of C is worked on in a scratch row, four k at a time. All three products are this one loop: A enters by its
 * two strides, B by how its rows are filled.
 */
class PlainKernels implements Kernels {
    private static final float LOWEST_EXPONENT = -30f;

    private float[][] rows = new float[0][0];
    private float[] sums = new float[0];

    @Override
    public String toString() {
        return "plain kernels";
    }

    @Override
    public void multiplyAdd(int m, int k, int n, float[] a, float[] b, int bStart, float[] c) {
        assert a.length >= m * k && b.length >= bStart + k * n && c.length >= m * n;
        reserve(k, n);
        for (int p = 0; p < k; p++) {
            System.arraycopy(b, bStart + p * n, rows[p], 0, n);
        }
        accumulate(m, k, n, a, k, 1, c, 0);
    }

    @Override
    public void multiplyTransposedAdd(int m, int k, int n, float[] a, float[] b, int bStart, float[] c) {
        assert a.length >= m * k && b.length >= bStart + k * n && c.length >= m * n;
        reserve(k, n);
        for (int j = 0; j < n; j++) {
            for (int p = 0; p < k; p++) {
                rows[p][j] = b[bStart + j * k + p];
            }
        }
        accumulate(m, k, n, a, k, 1, c, 0);
    }

    @Override
    public void transposedMultiplyAdd(int m, int k, int n, float[] a, float[] b, float[] c, int cStart) {
        assert a.length >= m * k && b.length >= k * n && c.length >= cStart + m * n;
        reserve(k, n);
        for (int p = 0; p < k; p++) {
            System.arraycopy(b, p * n, rows[p], 0, n);
        }
        accumulate(m, k, n, a, 1, m, c, cStart);
    }

    private void reserve(int k, int n) {
        if (rows.length < k || sums.length != n) {
            rows = new float[Math.max(k, rows.length)][n];
            sums = new float[n];
        }
    }

    private void accumulate(int m, int k, int n, float[] a, int rowStride, int columnStride, float[] c, int cStart) {
        for (int i = 0; i < m; i++) {
            System.arraycopy(c, cStart + i * n, sums, 0, n);
            int at = i * rowStride;
            int p = 0;
            for (; p + 3 < k; p += 4) {
                addFour(
                        n,
                        a[at],
                        rows[p],
                        a[at + columnStride],
                        rows[p + 1],
                        a[at + 2 * columnStride],
                        rows[p + 2],
                        a[at + 3 * columnStride],
                        rows[p + 3],
                        sums);
                at += 4 * columnStride;
            }
            for (; p < k; p++) {
                addOne(n, a[at], rows[p], sums);
                at += columnStride;
            }
            System.arraycopy(sums, 0, c, cStart + i * n, n);
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
    public void mish(int length, float[] x) {
        for (int i = 0; i < length; i++) {
            x[i] = FloatMath.mish(x[i], FloatMath.mishExponential(x[i]));
        }
    }

    @Override
    public void mishWithSlope(int length, float[] x, float[] slope) {
        for (int i = 0; i < length; i++) {
            float e = FloatMath.mishExponential(x[i]);
            slope[i] = FloatMath.mishSlope(x[i], e);
            x[i] = FloatMath.mish(x[i], e);
        }
    }

    @Override
    public void tanh(int length, float[] x) {
        for (int i = 0; i < length; i++) {
            x[i] = FloatMath.tanh(x[i]);
        }
    }

    @Override
    public void multiplyElements(int length, float[] x, float[] y) {
        for (int i = 0; i < length; i++) {
            y[i] *= x[i];
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
    public void adam(int length, float[] weights, float[] gradient, float[] mean, float[] square, AdamStep constants) {
        float meanDecay = constants.meanDecay();
        float squareDecay = constants.squareDecay();
        float newMean = 1f - meanDecay;
        float newSquare = 1f - squareDecay;
        float decay = constants.weightDecay();
        float step = constants.stepSize();
        float scale = constants.squareScale();
        float epsilon = constants.epsilon();
        for (int i = 0; i < length; i++) {
            float g = Math.fma(decay, weights[i], gradient[i]);
            float m = Math.fma(meanDecay, mean[i], newMean * g);
            float v = Math.fma(squareDecay, square[i], newSquare * (g * g));
            mean[i] = m;
            square[i] = v;
            weights[i] -= step * (m / Math.fma((float) Math.sqrt(v), scale, epsilon));
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
