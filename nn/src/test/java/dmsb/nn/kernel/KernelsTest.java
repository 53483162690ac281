package dmsb.nn.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.SeedTree;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
    private static final int[] SIZES = {1, 3, 6, 7, 13, 17, 64, 207, 256};

    static List<Kernels> implementations() {
        return List.of(plain(), emulated(), Kernels.create(), Kernels.create(2), Kernels.create(3));
    }

    private static Kernels plain() {
        return new ThreadedKernels(new PlainKernels(new PlainRows()));
    }

    /** Rows without fused multiply-add. */
    private static Kernels emulated() {
        return new ThreadedKernels(new PlainKernels(new EmulatedRows()));
    }

    @Test
    void bothImplementationsAreTested() {
        assertTrue(KernelChoice.description().startsWith("vector kernels"), KernelChoice.description());
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void productsEqualTheNaiveLoopToTheBit(Kernels kernels) {
        float[] row = draw("row", 256);
        for (int m : SIZES) {
            for (int k : SIZES) {
                for (int n : SIZES) {
                    float[] a = draw("a", m * k);
                    float[] at = transpose(a, m, k);
                    float[] b = draw("b", 5 + k * n);
                    float[] bt = draw("b", 5 + k * n);
                    System.arraycopy(transpose(tail(b, 5), k, n), 0, bt, 5, k * n);
                    float[] c = draw("c", m * n);
                    float[] expected = naive(m, k, n, a, b, 5, c);
                    String shape = m + " " + k + " " + n;

                    float[] plain = c.clone();
                    kernels.multiplyAdd(m, k, n, a, b, 5, plain);
                    assertArrayEquals(expected, plain, shape);

                    float[] transposed = c.clone();
                    kernels.multiplyTransposedAdd(m, k, n, a, bt, 5, transposed);
                    assertArrayEquals(expected, transposed, shape);

                    float[] overwritten = draw("junk", m * n);
                    kernels.multiply(m, k, n, a, b, 5, row, overwritten);
                    assertArrayEquals(naive(m, k, n, a, b, 5, repeat(row, m, n)), overwritten, shape);

                    overwritten = draw("junk", m * n);
                    kernels.multiplyTransposed(m, k, n, a, bt, 5, overwritten);
                    assertArrayEquals(naive(m, k, n, a, b, 5, new float[m * n]), overwritten, shape);

                    float[] offset = draw("front", 3 + m * n);
                    System.arraycopy(c, 0, offset, 3, m * n);
                    kernels.transposedMultiplyAdd(m, k, n, at, tail(b, 5), offset, 3);
                    assertArrayEquals(expected, tail(offset, 3), shape);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void aProductOverNothingIsWhatItBeginsWith(Kernels kernels) {
        for (int m : SIZES) {
            for (int n : SIZES) {
                float[] row = draw("row", n);
                float[] c = draw("junk", m * n);
                kernels.multiply(m, 0, n, new float[0], new float[0], 0, row, c);
                assertArrayEquals(repeat(row, m, n), c, m + " " + n);
                kernels.multiplyTransposed(m, 0, n, new float[0], new float[0], 0, c);
                assertArrayEquals(new float[m * n], c, m + " " + n);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void anArrayTooShortForItsMatrixIsRefusedBeforeAnythingIsWritten(Kernels kernels) {
        float[] c = new float[256 * 256];
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> kernels.multiplyAdd(256, 256, 256, new float[256 * 256], new float[256 * 256], 1, c));
        assertEquals(
                "operand: expected 256 x 256 elements in an array of 65536, got those from 1 to 65536", e.getMessage());
        assertArrayEquals(new float[256 * 256], c);
        assertThrows(
                IllegalArgumentException.class,
                () -> kernels.multiplyTransposed(2, 3, 4, new float[6], new float[12], -1, c));
    }

    private static float[] naive(int m, int k, int n, float[] a, float[] b, int bStart, float[] c) {
        float[] result = c.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    result[i * n + j] = Math.fma(a[i * k + p], b[bStart + p * n + j], result[i * n + j]);
                }
            }
        }
        return result;
    }

    private static float[] repeat(float[] row, int rows, int columns) {
        float[] matrix = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(row, 0, matrix, i * columns, columns);
        }
        return matrix;
    }

    private static float[] transpose(float[] a, int rows, int columns) {
        float[] t = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                t[j * rows + i] = a[i * columns + j];
            }
        }
        return t;
    }

    private static float[] tail(float[] a, int from) {
        return Arrays.copyOfRange(a, from, a.length);
    }

    private static float[] draw(String name, int length) {
        float[] values = new float[length];
        SeedTree.of(length).child(name).stream().fillGaussian(values, length);
        return values;
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void sumsEqualTheNaiveLoopToTheBit(Kernels kernels) {
        for (int rows : SIZES) {
            for (int columns : SIZES) {
                float[] x = draw("x", rows * columns);
                float[] row = draw("row", 3 + columns);
                float[] sums = row.clone();
                float[] added = draw("junk", rows * columns);
                float[] expectedSums = row.clone();
                float[] expectedAdded = new float[rows * columns];
                float[] expectedTotal = new float[rows * columns];
                float[] expectedProduct = new float[rows * columns];
                for (int i = 0; i < x.length; i++) {
                    expectedAdded[i] = x[i] + row[3 + i % columns];
                    expectedSums[3 + i % columns] += x[i];
                    expectedTotal[i] = expectedAdded[i] + x[i];
                    expectedProduct[i] = expectedTotal[i] * x[i];
                }
                kernels.addRow(rows, columns, x, row, 3, added);
                assertArrayEquals(expectedAdded, added);
                kernels.addElements(x.length, x, added);
                assertArrayEquals(expectedTotal, added);
                kernels.multiplyElements(x.length, x, added);
                assertArrayEquals(expectedProduct, added);
                kernels.addColumnSums(rows, columns, x, sums, 3);
                assertArrayEquals(expectedSums, sums);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void optimiserStepsEqualTheirFormulasToTheBit(Kernels kernels) {
        var decay = new Kernels.AdamDecay(0.9f, 0.999f, 1e-4f, 1e-8f);
        for (int length : new int[] {1, 3, 6, 7, 13, 17, 64, 207, 256, 20_000}) {
            float[] w = draw("w", length);
            float[] g = draw("g", length);
            float[] m = draw("m", length);
            float[] v = draw("v", length);
            float[] target = draw("target", length);
            for (int i = 0; i < length; i++) {
                v[i] = Math.abs(v[i]);
            }
            float[] expectedW = w.clone();
            float[] expectedTarget = target.clone();
            for (int i = 0; i < length; i++) {
                float decayed = Math.fma(1e-4f, w[i], g[i]);
                float mean = Math.fma(0.9f, m[i], (1f - 0.9f) * decayed);
                float square = Math.fma(0.999f, v[i], (1f - 0.999f) * (decayed * decayed));
                expectedW[i] -= 3e-3f * (mean / Math.fma((float) Math.sqrt(square), 1.7f, 1e-8f));
                expectedTarget[i] = Math.fma(0.005f, expectedW[i], (1f - 0.005f) * target[i]);
            }
            kernels.adam(length, w, g, m, v, decay, 3e-3f, 1.7f);
            kernels.softUpdate(length, 0.005f, w, target);
            assertArrayEquals(expectedW, w);
            assertArrayEquals(expectedTarget, target);
        }
    }

    @Test
    void exponentialIsWithinTwoUlp() {
        for (float x = -80f; x <= 80f; x += 0.00917f) {
            double exact = StrictMath.exp(x);
            assertEquals(exact, FloatMath.exp(x), 2 * Math.ulp((float) exact), "exp " + x);
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {-1e30, -200, -80.5, -44, -20, -3, -0.5, -1e-6, 0, 1e-30, 1e-6, 0.3, 1, 5, 19.99, 20.01, 90, 1e30
            })
    void activationsAgreeWithTheirDefinitions(double at) {
        Kernels kernels = new ThreadedKernels(new PlainKernels());
        float[] x = {(float) at};
        double exact = x[0];
        double softplus = exact > 30 ? exact : StrictMath.log1p(StrictMath.exp(exact));
        double t = StrictMath.tanh(softplus);
        double sigmoid = 1 / (1 + StrictMath.exp(-exact));
        double slopeExact = t + exact * (1 - t * t) * sigmoid;

        float[] tanh = x.clone();
        kernels.tanh(1, tanh);
        assertEquals(StrictMath.tanh(exact), tanh[0], 4e-7 * Math.abs(StrictMath.tanh(exact)));

        float[] mish = x.clone();
        float[] slope = {Float.NaN};
        kernels.mishWithSlope(1, mish, slope);
        double floor = 1e-32; // what is left of e^-80
        assertEquals(exact * t, mish[0], 6e-7 * Math.abs(exact * t) + floor);
        assertEquals(slopeExact, slope[0], 1e-6 * Math.max(Math.abs(slopeExact), t) + floor);
        float[] alone = x.clone();
        kernels.mish(1, alone);
        assertEquals(mish[0], alone[0]);
    }

    @Test
    void activationsOfBothImplementationsAreTheSameBits() {
        Kernels plain = new ThreadedKernels(new PlainKernels());
        Kernels chosen = Kernels.create();
        for (int length : new int[] {1, 3, 6, 7, 13, 17, 64, 207, 256, 511, 513, 20_000}) {
            float[] x = draw("x", length);
            x[0] = -1e30f;
            x[length - 1] = 97f;
            x[length / 2] *= 100;
            float[] mine = x.clone();
            float[] theirs = x.clone();
            float[] mySlope = new float[length];
            float[] theirSlope = new float[length];
            plain.mishWithSlope(length, mine, mySlope);
            chosen.mishWithSlope(length, theirs, theirSlope);
            assertArrayEquals(mine, theirs);
            assertArrayEquals(mySlope, theirSlope);
            theirs = x.clone();
            chosen.mish(length, theirs);
            assertArrayEquals(mine, theirs);
            mine = x.clone();
            theirs = x.clone();
            plain.tanh(length, mine);
            chosen.tanh(length, theirs);
            assertArrayEquals(mine, theirs);
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void softmaxSumsToOneAndItsLogarithmIsFinite(Kernels kernels) {
        float[] logits = {1, 2, 3, -1000, 0, 1000, 5, 5, 5};
        float[] p = new float[9];
        float[] logP = new float[9];
        kernels.softmax(3, 3, logits, p, logP);
        for (int row = 0; row < 3; row++) {
            assertEquals(1, p[3 * row] + p[3 * row + 1] + p[3 * row + 2], 3e-7);
        }
        for (int i = 0; i < 9; i++) {
            assertEquals(StrictMath.log(p[i]), logP[i], 1e-5);
        }
        double sum = StrictMath.exp(-2) + StrictMath.exp(-1) + 1;
        assertEquals(StrictMath.exp(-2) / sum, p[0], 1e-7);
        assertEquals(-30, logP[3], 1e-5);
    }
}
