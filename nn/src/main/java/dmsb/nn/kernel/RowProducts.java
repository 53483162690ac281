package dmsb.nn.kernel;

/** A matrix product whose loops run along the rows of C. */
abstract class RowProducts {
    /** The products for this JVM. */
    static RowProducts create() {
        return FusedMultiplyAdd.INSTRUCTION ? new PlainRows() : new EmulatedRows();
    }

    /** C = D + A B, with elements where {@link StridedKernels#product} says. */
    abstract void product(
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
            int c0);
}
