package dmsb.nn.kernel;

/** One function of elements in pieces: each has a range of the elements, or of the rows. */
final class RangePieces implements HelperThread.Task {
    private static final float[] NOTHING = {};
    private static final Kernels.AdamDecay NO_DECAY = new Kernels.AdamDecay(0, 0, 0, 0);

    /** What is done to the elements. */
    enum Function {
        MISH,
        MISH_WITH_SLOPE,
        MULTIPLY,
        ADD,
        ADD_ROW,
        ADAM
    }

    private Function function = Function.MISH;
    private int length;
    private float[] x = NOTHING;
    private float[] y = NOTHING;
    private int columns;
    private float[] row = NOTHING;
    private int rowStart;
    private float[] mean = NOTHING;
    private float[] square = NOTHING;
    private Kernels.AdamDecay decay = NO_DECAY;
    private float stepSize;
    private float squareScale;

    /** What {@link Function#ADD_ROW} needs besides: {@link Kernels#addRow}. */
    void setRow(int rowLength, float[] added, int addedStart) {
        columns = rowLength;
        row = added;
        rowStart = addedStart;
    }

    /** What {@link Function#ADAM} needs besides: {@link Kernels#adam}. */
    void setMoments(float[] means, float[] squares, Kernels.AdamDecay decays, float step, float scale) {
        mean = means;
        square = squares;
        decay = decays;
        stepSize = step;
        squareScale = scale;
    }

    /** A function of so many elements, or rows, from x to y. */
    void set(Function what, int count, float[] from, float[] to) {
        function = what;
        length = count;
        x = from;
        y = to;
    }

    @Override
    public void run(KernelBackend backend, int piece, int pieces) {
        int from = (int) ((long) length * piece / pieces);
        int to = (int) ((long) length * (piece + 1) / pieces);
        switch (function) {
            case MISH -> backend.mish(from, to, x);
            case MISH_WITH_SLOPE -> backend.mishWithSlope(from, to, x, y);
            case MULTIPLY -> ElementLoops.multiply(from, to, x, y);
            case ADD -> ElementLoops.add(from, to, x, y);
            case ADD_ROW -> {
                for (int i = from; i < to; i++) {
                    backend.addShifted(columns, x, i * columns, row, rowStart, y, i * columns);
                }
            }
            case ADAM -> ElementLoops.adam(from, to, y, x, mean, square, decay, stepSize, squareScale);
        }
    }
}
