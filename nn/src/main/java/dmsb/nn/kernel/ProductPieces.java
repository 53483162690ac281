package dmsb.nn.kernel;

import java.util.Arrays;

/** One product in pieces: each has some rows of C, and the rows of A and D that belong to them. */
final class ProductPieces implements HelperThread.Task {
    /** The operands of one piece, which is worked on by one thread. */
    private static final class Piece {
        private final Operand a = new Operand();
        private final Operand d = new Operand();
        private final Operand c = new Operand();
    }

    private final Piece[] parts;
    private Operand a = new Operand();
    private Operand b = a;
    private Operand d = a;
    private Operand c = a;

    ProductPieces(int pieces) {
        this.parts = new Piece[pieces];
        Arrays.setAll(parts, i -> new Piece());
    }

    /** C = D + A B; the operands are to stay as they are until all pieces are done. */
    void set(Operand left, Operand right, Operand begin, Operand result) {
        a = left;
        b = right;
        d = begin;
        c = result;
    }

    @Override
    public void run(KernelBackend backend, int piece, int pieces) {
        int from = c.rows * piece / pieces;
        int rows = c.rows * (piece + 1) / pieces - from;
        Piece part = parts[piece];
        backend.product(
                part.a.block(a, from, 0, rows, a.columns),
                b,
                part.d.block(d, from, 0, rows, d.columns),
                part.c.block(c, from, 0, rows, c.columns));
    }
}
