package dmsb.nn.kernel;

import dmsb.core.argument.Require;
import java.util.Arrays;

/**
 * The arithmetic of training on flat row-major float arrays. An instance owns scratch memory and is used by one thread
 * at a time.
 *
 * <p>Element (i, j) of a matrix product starts from what is added to it: zero, or an element of C or of a row. Then it
 * is {@code c = fma(a_k, b_k, c)} for k = 0, 1, 2, ... in this order, in every implementation. C shares no element with
 * A, B or the row.
 *
 * <p>Layers check shapes. A product also refuses an array that ends before its matrix does: it throws an {@link
 * IllegalArgumentException} and writes nothing. No other operation checks its arrays.
 */
public interface Kernels extends AutoCloseable {
    /**
     * The kernels that run here.
     *
     * @return a new instance with its own scratch memory
     */
    static Kernels create() {
        return create(1);
    }

    /**
     * The kernels that run here, on several threads. Large calls are cut into pieces; the results are the same bits.
     *
     * @param threads how many threads, the calling one among them
     * @return a new instance with its own scratch memory, to be closed when no longer needed, which ends its threads
     * @throws IllegalArgumentException if the number is not positive
     */
    static Kernels create(int threads) {
        Require.atLeast("threads", threads, 1);
        KernelBackend[] others = new KernelBackend[threads - 1];
        Arrays.setAll(others, i -> KernelChoice.newBackend());
        return new ThreadedKernels(KernelChoice.newBackend(), others);
    }

    /** Ends the threads that help, if there are any; nothing but this may be called afterwards. */
    @Override
    default void close() {}

    /**
     * C = A B, with the same row added to every row: a linear layer and its bias.
     *
     * @param m rows of A and C
     * @param k columns of A, rows of B
     * @param n columns of B and C
     * @param a m x k. Not modified.
     * @param b holds B, k x n. Not modified.
     * @param bStart where B begins in {@code b}
     * @param row the row that every sum begins with, n. Not modified.
     * @param c m x n. Overwritten.
     */
    void multiply(int m, int k, int n, float[] a, float[] b, int bStart, float[] row, float[] c);

    /**
     * C += A B.
     *
     * @param m rows of A and C
     * @param k columns of A, rows of B
     * @param n columns of B and C
     * @param a m x k. Not modified.
     * @param b holds B, k x n. Not modified.
     * @param bStart where B begins in {@code b}
     * @param c m x n. Modified.
     */
    void multiplyAdd(int m, int k, int n, float[] a, float[] b, int bStart, float[] c);

    /**
     * C = A B^T.
     *
     * @param m rows of A and C
     * @param k columns of A and B
     * @param n rows of B, columns of C
     * @param a m x k. Not modified.
     * @param b holds B, n x k. Not modified.
     * @param bStart where B begins in {@code b}
     * @param c m x n. Overwritten.
     */
    void multiplyTransposed(int m, int k, int n, float[] a, float[] b, int bStart, float[] c);

    /**
     * C += A B^T.
     *
     * @param m rows of A and C
     * @param k columns of A and B
     * @param n rows of B, columns of C
     * @param a m x k. Not modified.
     * @param b holds B, n x k. Not modified.
     * @param bStart where B begins in {@code b}
     * @param c m x n. Modified.
     */
    void multiplyTransposedAdd(int m, int k, int n, float[] a, float[] b, int bStart, float[] c);

    /**
     * C += A^T B.
     *
     * @param m columns of A, rows of C
     * @param k rows of A and B
     * @param n columns of B and C
     * @param a k x m. Not modified.
     * @param b k x n. Not modified.
     * @param c holds C, m x n. Modified.
     * @param cStart where C begins in {@code c}
     */
    void transposedMultiplyAdd(int m, int k, int n, float[] a, float[] b, float[] c, int cStart);

    /**
     * y = mish(x) = x tanh(ln(1 + e^x)) (Misra 2019), in place.
     *
     * @param length the number of elements
     * @param x x, becomes y. Modified.
     */
    void mish(int length, float[] x);

    /**
     * y = mish(x) in place, and its derivative at x.
     *
     * @param length the number of elements
     * @param x x, becomes y. Modified.
     * @param slope receives mish'(x). Modified.
     */
    void mishWithSlope(int length, float[] x, float[] slope);

    /**
     * y = tanh(x), in place.
     *
     * @param length the number of elements
     * @param x x, becomes y. Modified.
     */
    void tanh(int length, float[] x);

    /**
     * y = y * x, element by element.
     *
     * @param length the number of elements
     * @param x the factors. Not modified.
     * @param y the target. Modified.
     */
    void multiplyElements(int length, float[] x, float[] y);

    /**
     * y = y + x, element by element.
     *
     * @param length the number of elements
     * @param x the summands. Not modified.
     * @param y the target. Modified.
     */
    void addElements(int length, float[] x, float[] y);

    /**
     * Y = X with the same row added to every row.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param x rows x columns. Not modified.
     * @param row holds the row. Not modified.
     * @param rowStart where the row begins in {@code row}
     * @param y rows x columns. Overwritten.
     */
    void addRow(int rows, int columns, float[] x, float[] row, int rowStart, float[] y);

    /**
     * Adds the column sums of a matrix to a vector, row after row.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param x rows x columns. Not modified.
     * @param sums holds the vector. Modified.
     * @param sumsStart where the vector begins in {@code sums}
     */
    void addColumnSums(int rows, int columns, float[] x, float[] sums, int sumsStart);

    /**
     * Softmax of every row, eq. (18), and its logarithm. A logit more than 30 below its row's largest counts as 30 below, which
     * keeps everything away from subnormal numbers and moves no probability by more than 1e-13.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param logits rows x columns. Not modified.
     * @param probabilities receives the softmax. Modified.
     * @param logProbabilities receives its logarithm. Modified.
     */
    void softmax(int rows, int columns, float[] logits, float[] probabilities, float[] logProbabilities);

    /**
     * One step of Adam (Kingma and Ba 2015) with coupled weight decay:
     * {@code g' = g + decay w; m = b1 m + (1 - b1) g'; v = b2 v + (1 - b2) g'^2; w -= stepSize m / (sqrt(v) squareScale + eps)}.
     *
     * @param length the number of elements
     * @param weights w. Modified.
     * @param gradient g. Not modified.
     * @param mean m. Modified.
     * @param square v. Modified.
     * @param decay the constants
     * @param stepSize the learning rate over 1 - b1^t
     * @param squareScale 1 / sqrt(1 - b2^t)
     */
    void adam(
            int length,
            float[] weights,
            float[] gradient,
            float[] mean,
            float[] square,
            AdamDecay decay,
            float stepSize,
            float squareScale);

    /**
     * target = rate online + (1 - rate) target.
     *
     * @param length the number of elements
     * @param rate the share of the online weights
     * @param online the online weights. Not modified.
     * @param target the target weights. Modified.
     */
    void softUpdate(int length, float rate, float[] online, float[] target);

    /**
     * The constants of Adam.
     *
     * @param mean b1
     * @param square b2
     * @param weight decay
     * @param epsilon eps
     */
    record AdamDecay(float mean, float square, float weight, float epsilon) {}
}
