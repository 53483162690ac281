package dmsb.nn.kernel;

/**
 * Matrix products on jdk.incubator.vector, with the widest vectors of the machine; the innermost loops are in {@link
 * VectorTiles}, the activations in {@link VectorActivations}, all else is inherited.
 *
 * <p>A product is cut into panels of columns as wide as a tile, and a panel into tiles of six rows. Where enough rows share
 * a panel of B it is copied first, so that the tiles read one contiguous stretch: rows of B that lie a power of two apart
 * compete for the same few sets of the cache. B^T is always copied, which turns it around, and so one tile serves all
 * three products: A enters by its two strides.
 *
 * <p>Every sum is the same chain of fused multiply-adds over k as in {@link PlainKernels}, so the bits are the same.
 */
final class VectorKernels extends PlainKernels {
    private static final int LANES = VectorTiles.LANES;
    /** The widest tile: four vectors where there are 32 registers, two where AVX2 has 16. */
    private static final int WIDEST = (VectorTiles.SPECIES.vectorBitSize() == 256 ? 2 : 4) * LANES;

    /** Fewer rows than this go one by one. */
    private static final int FEWEST_ROWS = 3;

    /** From here on copying a panel of B pays for itself. */
    private static final int ROWS_WORTH_A_COPY = 48;

    /** A panel's rows at a time: with four vectors of 512 bits 32 KiB, which leaves A and C room in the first-level cache. */
    private static final int PANEL_ROWS = 128;

    /**
     * Vectors that straddle two cache lines cost a fifth of the speed. Java does not tell addresses; but an array of 4 MiB
     * is a humongous object of the G1 collector, which begins where a region does, and its elements 16 bytes later. With
     * another collector, or regions above 4 MiB, the panel may straddle, which is only slower.
     */
    private static final int PANEL_ARRAY = (1 << 20) - 16;

    private static final int ALIGNED = (64 - 16) / Float.BYTES;

    private final float[] panel = new float[PANEL_ARRAY];
    private float[] narrow = new float[0];

    VectorKernels() {
        super(new VectorActivations());
    }

    @Override
    public String toString() {
        return "vector kernels, " + VectorTiles.SPECIES.vectorBitSize() + " bits";
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
        if (n < LANES) {
            narrowProduct(m, k, n, a, a0, aRow, aColumn, b, b0, bRow, bColumn, d, d0, dRow, c, c0);
        } else if (m < FEWEST_ROWS && bColumn == 1) {
            for (int i = 0; i < m; i++) {
                VectorRows.product(k, n, a, a0 + i * aRow, aColumn, b, b0, bRow, d, d0 + i * dRow, c, c0 + i * n);
            }
        } else {
            boolean copied = bColumn != 1 || m >= ROWS_WORTH_A_COPY;
            int widest = copied ? WIDEST : 2 * LANES;
            for (int j = 0, width; j < n; j += width) {
                width = panelWidth(n - j, widest);
                int bt = b0 + j * bColumn;
                if (copied) {
                    panel(width, m, k, a, a0, aRow, aColumn, b, bt, bRow, bColumn, d, d0 + j, dRow, c, c0 + j, n);
                } else {
                    tiles(width, m, k, a, a0, aRow, aColumn, b, bt, bRow, d, d0 + j, dRow, c, c0 + j, n);
                }
            }
        }
    }

    /** As wide as a tile, but so that at least a vector's width is left over, or nothing. */
    static int panelWidth(int left, int widest) {
        return left <= widest || left - widest >= LANES ? Math.min(left, widest) : widest - LANES;
    }

    /** One panel of columns, a block of its rows copied at a time. Computes at least a vector's width of columns. */
    private void panel(
            int width,
            int m,
            int k,
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
            int c0,
            int cRow) {
        int stride = VectorTiles.PANEL_STRIDE;
        int computed = Math.max(width, LANES);
        for (int p = 0; p < k; p += PANEL_ROWS) {
            int depth = Math.min(PANEL_ROWS, k - p);
            copyPanel(depth, width, b, b0 + p * bRow, bRow, bColumn);
            int at = a0 + p * aColumn;
            if (p == 0) {
                tiles(computed, m, depth, a, at, aRow, aColumn, panel, ALIGNED, stride, d, d0, dRow, c, c0, cRow);
            } else {
                tiles(computed, m, depth, a, at, aRow, aColumn, panel, ALIGNED, stride, c, c0, cRow, c, c0, cRow);
            }
        }
    }

    private void copyPanel(int depth, int width, float[] b, int b0, int bRow, int bColumn) {
        int stride = VectorTiles.PANEL_STRIDE;
        if (bColumn == 1 && width == stride) {
            VectorTiles.copyRows(depth, b, b0, bRow, panel, ALIGNED);
        } else if (bColumn == 1) {
            for (int p = 0; p < depth; p++) {
                System.arraycopy(b, b0 + p * bRow, panel, ALIGNED + p * stride, width);
            }
        } else {
            int whole = bRow == 1 ? depth - depth % LANES : 0;
            for (int p = 0; p < whole; p += LANES) {
                for (int j = 0; j < width; j++) {
                    turn(b, b0 + p + j * bColumn, panel, ALIGNED + p * stride + j);
                }
            }
            for (int p = whole; p < depth; p++) {
                for (int j = 0; j < width; j++) {
                    panel[ALIGNED + p * stride + j] = b[b0 + p * bRow + j * bColumn];
                }
            }
        }
    }

    /** Makes a row of as many elements as a vector a column; the constant length lets C2 unroll the loop. */
    private static void turn(float[] b, int from, float[] panel, int to) {
        for (int p = 0; p < LANES; p++) {
            panel[to + p * VectorTiles.PANEL_STRIDE] = b[from + p];
        }
    }

    private static void tiles(
            int width,
            int m,
            int k,
            float[] a,
            int a0,
            int aRow,
            int aColumn,
            float[] b,
            int b0,
            int bRow,
            float[] d,
            int d0,
            int dRow,
            float[] c,
            int c0,
            int cRow) {
        for (int i = 0; i < m; i += VectorTiles.ROWS) {
            int rows = Math.min(VectorTiles.ROWS, m - i);
            int at = a0 + i * aRow;
            int dt = d0 + i * dRow;
            int ct = c0 + i * cRow;
            if (width > 2 * LANES) {
                VectorTiles.sixByFour(rows, width, k, a, at, aRow, aColumn, b, b0, d, dt, dRow, c, ct, cRow);
            } else {
                VectorTiles.sixByTwo(rows, width, k, a, at, aRow, aColumn, b, b0, bRow, d, dt, dRow, c, ct, cRow);
            }
        }
    }

    /** Fewer columns than a vector has lanes: B, D and C go through scratch as wide as a vector. */
    private void narrowProduct(
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
        if (narrow.length < m * LANES) {
            narrow = new float[m * LANES];
        }
        for (int i = 0; i < m; i++) {
            System.arraycopy(d, d0 + i * dRow, narrow, i * LANES, n);
        }
        panel(n, m, k, a, a0, aRow, aColumn, b, b0, bRow, bColumn, narrow, 0, LANES, narrow, 0, LANES);
        for (int i = 0; i < m; i++) {
            System.arraycopy(narrow, i * LANES, c, c0 + i * n, n);
        }
    }

    @Override
    void addShifted(int length, float[] x, int x0, float[] y, int y0, float[] z, int z0) {
        VectorActivations.addShifted(length, x, x0, y, y0, z, z0);
    }
}
