package dmsb.nn.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * Matrix products on jdk.incubator.vector, with the widest vectors of the machine; the innermost loops are in {@link
 * VectorTiles}, the activations in {@link VectorActivations}.
 *
 * <p>A product is cut into panels of columns as wide as a tile, and a panel into tiles of six rows. Where enough rows share
 * a panel of B it is copied first, so that the tiles read one contiguous stretch: rows of B that lie a power of two apart
 * compete for the same few sets of the cache. B^T is always copied, which turns it around, and so one tile serves all
 * three products: A enters by its two strides.
 *
 * <p>Every sum is the same chain of fused multiply-adds over k as in {@link PlainKernels}, so the bits are the same.
 */
final class VectorKernels implements KernelBackend {
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

    private final VectorActivations activations = new VectorActivations();

    /** For tanh, which the plain loops compute as fast. */
    private final PlainActivations plainActivations = new PlainActivations();

    private final float[] panel = new float[PANEL_ARRAY];
    private float[] narrow = new float[0];

    /** The parts of A, B, D and C that tiles are working on, and a copied panel of B. */
    private final Operand aBlock = new Operand();

    private final Operand bBlock = new Operand();
    private final Operand dBlock = new Operand();
    private final Operand cBlock = new Operand();
    private final Operand bPanel = new Operand();

    /** The scratch as wide as a vector. */
    private final Operand narrowResult = new Operand();

    @Override
    public String toString() {
        return "vector kernels, " + VectorTiles.SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public void product(Operand a, Operand b, Operand d, Operand c) {
        if (c.columns < LANES) {
            narrowProduct(a, b, d, c);
        } else if (c.rows < FEWEST_ROWS && b.columnStride == 1) {
            for (int i = 0; i < c.rows; i++) {
                tiles(i, 1, VectorRows.product(i, a, b, d, c), a, b, d, c);
            }
        } else if (b.columnStride == 1 && c.rows < ROWS_WORTH_A_COPY) {
            tiles(0, c.rows, 0, a, b, d, c);
        } else {
            for (int j = 0, width; j < c.columns; j += width) {
                width = panelWidth(c.columns - j, WIDEST);
                panel(j, width, a, b, d, c);
            }
        }
    }

    /** As wide as a tile, but so that at least a vector's width is left over, or nothing. */
    static int panelWidth(int left, int widest) {
        return left <= widest || left - widest >= LANES ? Math.min(left, widest) : widest - LANES;
    }

    /** Some rows of C, in the columns from {@code firstColumn} on, by tiles that read B where it is. */
    private void tiles(int firstRow, int rows, int firstColumn, Operand a, Operand b, Operand d, Operand c) {
        for (int j = firstColumn, width; j < c.columns; j += width) {
            width = panelWidth(c.columns - j, 2 * LANES);
            aBlock.block(a, firstRow, 0, rows, a.columns);
            bBlock.block(b, 0, j, b.rows, width);
            dBlock.block(d, firstRow, j, rows, width);
            cBlock.block(c, firstRow, j, rows, width);
            tiles(aBlock, bBlock, dBlock, cBlock);
        }
    }

    /**
     * One panel of columns, a block of its rows copied at a time. Computes at least a vector's width of columns, which C and
     * D must have.
     */
    private void panel(int j, int width, Operand a, Operand b, Operand d, Operand c) {
        int k = a.columns;
        int computed = Math.max(width, LANES);
        cBlock.block(c, 0, j, c.rows, computed);
        dBlock.block(d, 0, j, c.rows, computed);
        for (int p = 0; p < k || p == 0; p += PANEL_ROWS) {
            int depth = Math.min(PANEL_ROWS, k - p);
            copyPanel(bBlock.block(b, p, j, depth, width));
            bPanel.spaced(panel, ALIGNED, depth, computed, VectorTiles.PANEL_STRIDE);
            aBlock.block(a, 0, p, c.rows, depth);
            tiles(aBlock, bPanel, p == 0 ? dBlock : cBlock, cBlock);
        }
    }

    private void copyPanel(Operand block) {
        int stride = VectorTiles.PANEL_STRIDE;
        int depth = block.rows;
        int width = block.columns;
        float[] b = block.data;
        if (block.columnStride == 1 && width == stride) {
            VectorTiles.copyRows(block, panel, ALIGNED);
        } else if (block.columnStride == 1) {
            for (int p = 0; p < depth; p++) {
                System.arraycopy(b, block.at(p, 0), panel, ALIGNED + p * stride, width);
            }
        } else {
            int whole = block.rowStride == 1 ? depth - depth % LANES : 0;
            for (int p = 0; p < whole; p += LANES) {
                for (int j = 0; j < width; j++) {
                    turn(b, block.at(p, j), panel, ALIGNED + p * stride + j);
                }
            }
            for (int p = whole; p < depth; p++) {
                for (int j = 0; j < width; j++) {
                    panel[ALIGNED + p * stride + j] = b[block.at(p, j)];
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

    /** C = D + A B for operands as wide as a tile. */
    private static void tiles(Operand a, Operand b, Operand d, Operand c) {
        for (int i = 0; i < c.rows; i += VectorTiles.ROWS) {
            int rows = Math.min(VectorTiles.ROWS, c.rows - i);
            if (c.columns > 2 * LANES) {
                VectorTiles.sixByFour(i, rows, a, b, d, c);
            } else {
                VectorTiles.sixByTwo(i, rows, a, b, d, c);
            }
        }
    }

    /** Fewer columns than a vector has lanes: B, D and C go through scratch as wide as a vector. */
    private void narrowProduct(Operand a, Operand b, Operand d, Operand c) {
        int m = c.rows;
        int n = c.columns;
        if (narrow.length < m * LANES) {
            narrow = new float[m * LANES];
        }
        for (int i = 0; i < m; i++) {
            System.arraycopy(d.data, d.at(i, 0), narrow, i * LANES, n);
        }
        narrowResult.rowMajor(narrow, 0, m, LANES);
        panel(0, n, a, b, narrowResult, narrowResult);
        for (int i = 0; i < m; i++) {
            System.arraycopy(narrow, i * LANES, c.data, c.at(i, 0), n);
        }
    }

    @Override
    public void mish(int from, int to, float[] x) {
        activations.mish(from, to, x);
    }

    @Override
    public void mishWithSlope(int from, int to, float[] x, float[] slope) {
        activations.mishWithSlope(from, to, x, slope);
    }

    @Override
    public void tanh(int length, float[] x) {
        plainActivations.tanh(length, x);
    }

    @Override
    public void addShifted(int length, float[] x, int x0, float[] y, int y0, float[] z, int z0) {
        int j = 0;
        for (; j <= length - LANES; j += LANES) {
            FloatVector.fromArray(VectorTiles.SPECIES, y, y0 + j)
                    .add(FloatVector.fromArray(VectorTiles.SPECIES, x, x0 + j))
                    .intoArray(z, z0 + j);
        }
        for (; j < length; j++) {
            z[z0 + j] = y[y0 + j] + x[x0 + j];
        }
    }
}
