package dmsb.nn.kernel;

/** A matrix product whose loops run along the rows of C. */
interface RowProducts {
    /** The products for this JVM. */
    static RowProducts create() {
        return FusedMultiplyAdd.INSTRUCTION ? new PlainRows() : new EmulatedRows();
    }

    /** C = D + A B, as {@link KernelBackend#product} says. */
    void product(Operand a, Operand b, Operand d, Operand c);
}
