package dmsb.nn.kernel;

/**
 * Kernels that cut every large call into equal pieces, one a thread: products by rows of C, element-wise functions by range.
 * Every element is computed by one thread as it would be by a single one, so the number of threads changes no bit.
 *
 * <p>A call is over in some ten to a hundred microseconds, less than it takes to wake a sleeping thread. So the threads that
 * help wait for the next call in a loop, and go to sleep only after a while without one.
 */
final class ParallelKernels extends StridedKernels {
    /** Multiply-adds from which on a product is cut. */
    private static final int LARGE_PRODUCT = 200_000;

    /** Elements from which on an element-wise call is cut. */
    private static final int LARGE_RANGE = 8_192;

    private static final float[] NOTHING = new float[0];

    private final StridedKernels own;
    private final HelperThread[] helpers;
    private final Product product = new Product();
    private final Range range = new Range();

    /**
     * Starts the threads that help.
     *
     * @param own what this thread uses
     * @param others what each of the other threads uses
     */
    ParallelKernels(StridedKernels own, StridedKernels... others) {
        this.own = own;
        this.helpers = new HelperThread[others.length];
        for (int i = 0; i < others.length; i++) {
            helpers[i] = new HelperThread(others[i], i + 1, others.length + 1);
            helpers[i].start();
        }
    }

    @Override
    public String toString() {
        return own + " on " + (helpers.length + 1) + " threads";
    }

    /** Ends the threads that help; what is called afterwards would wait for ever, so it is refused. */
    @Override
    public void close() {
        for (HelperThread helper : helpers) {
            helper.end();
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
        if ((long) m * k * n < LARGE_PRODUCT || m <= helpers.length) {
            own.product(m, k, n, a, a0, aRow, aColumn, b, b0, bRow, bColumn, d, d0, dRow, c, c0);
            return;
        }
        product.m = m;
        product.k = k;
        product.n = n;
        product.a = a;
        product.a0 = a0;
        product.aRow = aRow;
        product.aColumn = aColumn;
        product.b = b;
        product.b0 = b0;
        product.bRow = bRow;
        product.bColumn = bColumn;
        product.d = d;
        product.d0 = d0;
        product.dRow = dRow;
        product.c = c;
        product.c0 = c0;
        together(product);
    }

    private void over(Function function, int length, int rowLength, float[] x, float[] y) {
        range.function = function;
        range.length = length;
        range.x = x;
        range.y = y;
        if ((long) length * rowLength < LARGE_RANGE) {
            range.run(own, 0, 1);
        } else {
            together(range);
        }
    }

    @Override
    void mish(int from, int to, float[] x) {
        over(Function.MISH, to, 1, x, x);
    }

    @Override
    void mishWithSlope(int from, int to, float[] x, float[] slope) {
        over(Function.MISH_WITH_SLOPE, to, 1, x, slope);
    }

    @Override
    void multiplyElements(int from, int to, float[] x, float[] y) {
        over(Function.MULTIPLY, to, 1, x, y);
    }

    @Override
    void addElements(int from, int to, float[] x, float[] y) {
        over(Function.ADD, to, 1, x, y);
    }

    @Override
    void addRow(int from, int to, int columns, float[] x, float[] row, int rowStart, float[] y) {
        range.columns = columns;
        range.row = row;
        range.rowStart = rowStart;
        over(Function.ADD_ROW, to, columns, x, y);
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
        range.mean = mean;
        range.square = square;
        range.decay = decay;
        range.stepSize = stepSize;
        range.squareScale = squareScale;
        over(Function.ADAM, to, 1, gradient, weights);
    }

    @Override
    public void softUpdate(int length, float rate, float[] online, float[] target) {
        own.softUpdate(length, rate, online, target);
    }

    @Override
    public void addColumnSums(int rows, int columns, float[] x, float[] sums, int sumsStart) {
        own.addColumnSums(rows, columns, x, sums, sumsStart);
    }

    @Override
    public void tanh(int length, float[] x) {
        own.tanh(length, x);
    }

    @Override
    public void softmax(int rows, int columns, float[] logits, float[] probabilities, float[] logProbabilities) {
        own.softmax(rows, columns, logits, probabilities, logProbabilities);
    }

    /** The rows of C that belong to a piece. */
    private static final class Product implements HelperThread.Task {
        private int m;
        private int k;
        private int n;
        private float[] a = NOTHING;
        private int a0;
        private int aRow;
        private int aColumn;
        private float[] b = NOTHING;
        private int b0;
        private int bRow;
        private int bColumn;
        private float[] d = NOTHING;
        private int d0;
        private int dRow;
        private float[] c = NOTHING;
        private int c0;

        @Override
        public void run(StridedKernels kernels, int piece, int pieces) {
            int from = m * piece / pieces;
            int rows = m * (piece + 1) / pieces - from;
            kernels.product(
                    rows,
                    k,
                    n,
                    a,
                    a0 + from * aRow,
                    aRow,
                    aColumn,
                    b,
                    b0,
                    bRow,
                    bColumn,
                    d,
                    d0 + from * dRow,
                    dRow,
                    c,
                    c0 + from * n);
        }
    }

    private enum Function {
        MISH,
        MISH_WITH_SLOPE,
        MULTIPLY,
        ADD,
        ADD_ROW,
        ADAM
    }

    /** The elements, or rows, that belong to a piece. */
    private static final class Range implements HelperThread.Task {
        private static final AdamDecay NO_DECAY = new AdamDecay(0, 0, 0, 0);

        private Function function = Function.MISH;
        private int length;
        private float[] x = NOTHING;
        private float[] y = NOTHING;
        private int columns;
        private float[] row = NOTHING;
        private int rowStart;
        private float[] mean = NOTHING;
        private float[] square = NOTHING;
        private AdamDecay decay = NO_DECAY;
        private float stepSize;
        private float squareScale;

        @Override
        public void run(StridedKernels kernels, int piece, int pieces) {
            int from = (int) ((long) length * piece / pieces);
            int to = (int) ((long) length * (piece + 1) / pieces);
            switch (function) {
                case MISH -> kernels.mish(from, to, x);
                case MISH_WITH_SLOPE -> kernels.mishWithSlope(from, to, x, y);
                case MULTIPLY -> kernels.multiplyElements(from, to, x, y);
                case ADD -> kernels.addElements(from, to, x, y);
                case ADD_ROW -> kernels.addRow(from, to, columns, x, row, rowStart, y);
                case ADAM -> kernels.adam(from, to, y, x, mean, square, decay, stepSize, squareScale);
            }
        }
    }
}
