package dmsb.nn.kernel;

/**
 * The arithmetic of one thread, as far as it differs between plain Java and vectors. An instance owns scratch memory and is
 * used by one thread at a time; what is the same everywhere is in {@link ElementLoops}.
 *
 * <p>All implementations give the same bits.
 */
interface KernelBackend {
    /**
     * C = D + A B. Element (i, j) begins as that of D and is then {@code c = fma(a_k, b_k, c)} for k = 0, 1, 2, ...
     * C shares no element with A or B.
     *
     * @param a m x k. Not modified.
     * @param b k x n. Not modified.
     * @param d m x n, rows contiguous: the same elements as C, or none of them. Not modified where it is not C.
     * @param c m x n, rows contiguous. Overwritten.
     */
    void product(Operand a, Operand b, Operand d, Operand c);

    /**
     * y = mish(x), in place.
     *
     * @param from the first element
     * @param to after the last element
     * @param x x, becomes y. Modified.
     */
    void mish(int from, int to, float[] x);

    /**
     * y = mish(x) in place, and its derivative at x.
     *
     * @param from the first element
     * @param to after the last element
     * @param x x, becomes y. Modified.
     * @param slope receives mish'(x). Modified.
     */
    void mishWithSlope(int from, int to, float[] x, float[] slope);

    /**
     * y = tanh(x), in place.
     *
     * @param length the number of elements
     * @param x x, becomes y. Modified.
     */
    void tanh(int length, float[] x);

    /**
     * z = x + y, each from a start of its own.
     *
     * @param length the number of elements
     * @param x x. Not modified.
     * @param x0 where x begins
     * @param y y. Not modified where it is not z.
     * @param y0 where y begins
     * @param z receives the sum. Modified.
     * @param z0 where z begins
     */
    void addShifted(int length, float[] x, int x0, float[] y, int y0, float[] z, int z0);
}
