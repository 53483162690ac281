package dmsb.nn.kernel;

import dmsb.nn.kernel.RangePieces.Function;

/**
 * Kernels on one thread or several. Every large call is cut into equal pieces, one for each thread: products by rows of
 * C, functions of elements by range. Every element is computed by one thread as it would be by a single one, so the
 * number of threads changes no bit.
 *
 * <p>A call takes some ten to a hundred microseconds, less than it takes to wake a sleeping thread. So helper threads
 * wait for the next call in a loop, and go to sleep only after a while without one.
 */
final class ThreadedKernels implements Kernels {
    /** Multiply-adds from which on a product is cut. */
    private static final int LARGE_PRODUCT = 200_000;

    /** Elements from which on a function of elements is cut. */
    private static final int LARGE_RANGE = 8_192;

    private final KernelBackend own;
    private final HelperThread[] helpers;
    private final ProductPieces productPieces;
    private final RangePieces rangePieces = new RangePieces();
    private final Operand left = new Operand();
    private final Operand right = new Operand();
    private final Operand begin = new Operand();
    private final Operand result = new Operand();
    private float[] zeros = new float[0];

    /**
     * Starts the threads that help.
     *
     * @param own what this thread uses
     * @param others what each of the other threads uses; none for a single thread
     */
    ThreadedKernels(KernelBackend own, KernelBackend... others) {
        this.own = own;
        this.helpers = new HelperThread[others.length];
        this.productPieces = new ProductPieces(others.length + 1);
        for (int i = 0; i < others.length; i++) {
            helpers[i] = new HelperThread(others[i], i + 1, others.length + 1);
            helpers[i].start();
        }
    }

    @Override
    public String toString() {
        return helpers.length == 0 ? own.toString() : own + " on " + (helpers.length + 1) + " threads";
    }

    /** Ends the threads that help; what is called afterwards would wait for ever, so it is refused. */
    @Override
    public void close() {
        for (HelperThread helper : helpers) {
            helper.end();
        }
    }

    @Override
    public void multiply(int m, int k, int n, float[] a, float[] b, int bStart, float[] row, float[] c) {
        left.rowMajor(a, 0, m, k);
        right.rowMajor(b, bStart, k, n);
        begin.repeated(row, m, n);
        result.rowMajor(c, 0, m, n);
        product(begin);
    }

    @Override
    public void multiplyAdd(int m, int k, int n, float[] a, float[] b, int bStart, float[] c) {
        left.rowMajor(a, 0, m, k);
        right.rowMajor(b, bStart, k, n);
        result.rowMajor(c, 0, m, n);
        product(result);
    }

    @Override
    public void multiplyTransposed(int m, int k, int n, float[] a, float[] b, int bStart, float[] c) {
        if (zeros.length < n) {
            zeros = new float[n];
        }
        left.rowMajor(a, 0, m, k);
        right.transposed(b, bStart, k, n);
        begin.repeated(zeros, m, n);
        result.rowMajor(c, 0, m, n);
        product(begin);
    }

    @Override
    public void multiplyTransposedAdd(int m, int k, int n, float[] a, float[] b, int bStart, float[] c) {
        left.rowMajor(a, 0, m, k);
        right.transposed(b, bStart, k, n);
        result.rowMajor(c, 0, m, n);
        product(result);
    }

    @Override
    public void transposedMultiplyAdd(int m, int k, int n, float[] a, float[] b, float[] c, int cStart) {
        left.transposed(a, 0, m, k);
        right.rowMajor(b, 0, k, n);
        result.rowMajor(c, cStart, m, n);
        product(result);
    }

    /** The result becomes what it begins with, plus left times right. */
    private void product(Operand from) {
        int m = result.rows;
        if (m <= helpers.length || helpers.length == 0 || (long) m * left.columns * result.columns < LARGE_PRODUCT) {
            own.product(left, right, from, result);
        } else {
            productPieces.set(left, right, from, result);
            together(productPieces);
        }
    }

    private void together(HelperThread.Task task) {
        for (HelperThread helper : helpers) {
            helper.give(task);
        }
        task.run(own, 0, helpers.length + 1);
        for (HelperThread helper : helpers) {
            helper.finish(task, own);
        }
    }

    private void each(Function function, int length, int rowLength, float[] x, float[] y) {
        rangePieces.set(function, length, x, y);
        if (helpers.length == 0 || (long) length * rowLength < LARGE_RANGE) {
            rangePieces.run(own, 0, 1);
        } else {
            together(rangePieces);
        }
    }

    @Override
    public void mish(int length, float[] x) {
        each(Function.MISH, length, 1, x, x);
    }

    @Override
    public void mishWithSlope(int length, float[] x, float[] slope) {
        each(Function.MISH_WITH_SLOPE, length, 1, x, slope);
    }

    @Override
    public void tanh(int length, float[] x) {
        own.tanh(length, x);
    }

    @Override
    public void multiplyElements(int length, float[] x, float[] y) {
        each(Function.MULTIPLY, length, 1, x, y);
    }

    @Override
    public void addElements(int length, float[] x, float[] y) {
        each(Function.ADD, length, 1, x, y);
    }

    @Override
    public void addRow(int rows, int columns, float[] x, float[] row, int rowStart, float[] y) {
        rangePieces.setRow(columns, row, rowStart);
        each(Function.ADD_ROW, rows, columns, x, y);
    }

    @Override
    public void addColumnSums(int rows, int columns, float[] x, float[] sums, int sumsStart) {
        for (int i = 0; i < rows; i++) {
            own.addShifted(columns, x, i * columns, sums, sumsStart, sums, sumsStart);
        }
    }

    @Override
    public void softmax(int rows, int columns, float[] logits, float[] probabilities, float[] logProbabilities) {
        ElementLoops.softmax(rows, columns, logits, probabilities, logProbabilities);
    }

    @Override
    public void adam(
            int length,
            float[] weights,
            float[] gradient,
            float[] mean,
            float[] square,
            AdamDecay decay,
            float stepSize,
            float squareScale) {
        rangePieces.setMoments(mean, square, decay, stepSize, squareScale);
        each(Function.ADAM, length, 1, gradient, weights);
    }

    @Override
    public void softUpdate(int length, float rate, float[] online, float[] target) {
        ElementLoops.softUpdate(length, rate, online, target);
    }
}
