package dmsb.nn.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The emulation of float fma beside {@link Math#fma(float, float, float)}, bit by bit. */
class FusedMultiplyAddTest {
    private static final int CASES = 4_000_000;
    private static final float[] SPECIAL = {
        0f,
        1f,
        1.5f,
        Math.nextUp(1f),
        Math.nextDown(1f),
        Math.nextDown(2f),
        Float.MIN_VALUE,
        3 * Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Math.nextDown(Float.MIN_NORMAL),
        0x1p-75f,
        0x1p-74f,
        0x1p64f,
        Math.nextDown(0x1p64f),
        0x1p103f,
        Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NaN
    };

    private final Random random = new Random(1);

    @Test
    void specialNumbersAndTheirNeighbours() {
        for (float x : SPECIAL) {
            for (float y : SPECIAL) {
                for (float z : SPECIAL) {
                    for (int signs = 0; signs < 8; signs++) {
                        assertSame((signs & 1) == 0 ? x : -x, (signs & 2) == 0 ? y : -y, (signs & 4) == 0 ? z : -z);
                    }
                }
            }
        }
    }

    @Test
    void anyBits() {
        for (int i = 0; i < CASES; i++) {
            assertSame(anyFloat(), anyFloat(), anyFloat());
        }
    }

    @Test
    void numbersOfFewBitsWhoseSumsAreTies() {
        for (int i = 0; i < CASES; i++) {
            float x = (random.nextInt(1 << 12) - (1 << 11)) * power(-random.nextInt(4));
            float z = (random.nextInt(1 << 24) - (1 << 23)) * power(random.nextInt(60) - 30);
            assertSame(x, random.nextInt(1 << 14), z);
        }
    }

    /** Half a last place of c, more or less the smallest share of it: what rounding twice gets wrong. */
    @Test
    void productsOnBothSidesOfATieAtAnySize() {
        int wrongTwice = 0;
        for (int i = 0; i < CASES; i++) {
            float z = Float.intBitsToFloat(random.nextInt(255 << 23));
            float half = (1 + (random.nextInt(5) - 2) * Math.ulp(1f) / 2) * (random.nextBoolean() ? 0.5f : -0.5f);
            float y = half * power(random.nextInt(3));
            float x = Math.ulp(z) * (1 + (random.nextInt(3) - 1) * Math.ulp(1f));
            assertSame(x, y, random.nextBoolean() ? z : -z);
            wrongTwice += same((float) ((double) x * y + z), Math.fma(x, y, z)) ? 0 : 1;
        }
        assertTrue(wrongTwice > CASES / 100, "cases in which it matters: " + wrongTwice);
    }

    @Test
    void sumsBelowTheNormalFloats() {
        for (int i = 0; i < CASES; i++) {
            float x = signed(random.nextInt(1 << 30));
            float y = signed(random.nextInt((1 << 30) - Float.floatToRawIntBits(Math.abs(x)) + (1 << 27)));
            assertSame(x, y, signed(random.nextInt(1 << 25)));
        }
    }

    @Test
    void sumsAboutTheGreatestFloat() {
        for (int i = 0; i < CASES; i++) {
            float x = signed(((127 + 64) << 23) - random.nextInt(1 << 24));
            float y = signed(((127 + 64) << 23) - random.nextInt(1 << 24));
            assertSame(x, y, signed((255 << 23) - 1 - random.nextInt(1 << 25)));
        }
    }

    /** Products of matrices with ties, zeros, subnormals, overflow and infinities, in rows and blocks of their own. */
    @Test
    void rowsOfProductsAreTheSameBits() {
        RowProducts plain = new PlainRows();
        RowProducts emulated = new EmulatedRows();
        for (int trial = 0; trial < 400; trial++) {
            int m = 1 + random.nextInt(9);
            int k = 1 + random.nextInt(150);
            int n = 1 + random.nextInt(70);
            float[] a = numbers(m * k, trial);
            float[] b = numbers(k * n, trial / 8);
            float[] d = numbers(m * n, trial / 64);
            float[] expected = new float[m * n];
            float[] got = new float[m * n];
            plain.product(matrix(a, m, k), matrix(b, k, n), matrix(d, m, n), matrix(expected, m, n));
            emulated.product(matrix(a, m, k), matrix(b, k, n), matrix(d, m, n), matrix(got, m, n));
            for (int i = 0; i < m * n; i++) {
                assertEquals(
                        Float.floatToIntBits(expected[i]), Float.floatToIntBits(got[i]), "trial " + trial + ", " + i);
            }
        }
    }

    /** Steps of one element, where Veltkamp's splitting is near a power of two, a tie, or neither. */
    @Test
    void everyStepOfARowIsTheSameBits() {
        RowProducts emulated = new EmulatedRows();
        int n = 64;
        float[] b = new float[n];
        float[] d = new float[n];
        float[] got = new float[n];
        float[] a = new float[1];
        for (int trial = 0; trial < CASES / n; trial++) {
            a[0] = trial % 2 == 0 ? 1 : nearPowerOfTwo();
            for (int j = 0; j < n; j++) {
                d[j] = trial % 3 == 0 ? nearPowerOfTwo() : (float) random.nextGaussian();
                b[j] = Math.ulp(d[j]) * (0.5f + (random.nextInt(5) - 2) * Math.ulp(0.5f)) * (random.nextInt(9) - 4);
            }
            emulated.product(matrix(a, 1, 1), matrix(b, 1, n), matrix(d, 1, n), matrix(got, 1, n));
            for (int j = 0; j < n; j++) {
                float expected = Math.fma(a[0], b[j], d[j]);
                int index = j;
                assertEquals(expected, got[j], () -> a[0] + " * " + b[index] + " + " + d[index]);
            }
        }
    }

    private float nearPowerOfTwo() {
        int bits = Float.floatToRawIntBits(power(random.nextInt(40) - 20)) + random.nextInt(9) - 4;
        return signed(bits);
    }

    private float[] numbers(int length, int kind) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = switch (kind % 8) {
                case 0 -> (float) random.nextGaussian();
                case 1 -> random.nextInt(5) - 2;
                case 2 -> random.nextInt(3) == 0 ? (float) random.nextGaussian() : 0f;
                case 3 -> (float) random.nextGaussian() * power(-random.nextInt(140));
                case 4 -> signed(random.nextInt(1 << 24));
                case 5 -> (float) random.nextGaussian() * power(60 + random.nextInt(10));
                case 6 -> random.nextInt(500) == 0 ? anyFloat() : (random.nextInt(1 << 24) - (1 << 23)) * power(-20);
                default -> signed(random.nextInt(255 << 23));
            };
        }
        return numbers;
    }

    private float anyFloat() {
        return Float.intBitsToFloat(random.nextInt());
    }

    private float signed(int bits) {
        float size = Float.intBitsToFloat(bits);
        return random.nextBoolean() ? size : -size;
    }

    private static float power(int exponent) {
        return Math.scalb(1f, exponent);
    }

    private static void assertSame(float a, float b, float c) {
        if (!same(Math.fma(a, b, c), FusedMultiplyAdd.emulated(a, b, c))) {
            assertEquals(Math.fma(a, b, c), FusedMultiplyAdd.emulated(a, b, c), a + " * " + b + " + " + c);
        }
    }

    private static boolean same(float x, float y) {
        return Float.floatToIntBits(x) == Float.floatToIntBits(y);
    }

    private static Operand matrix(float[] data, int rows, int columns) {
        return new Operand().rowMajor(data, 0, rows, columns);
    }
}
