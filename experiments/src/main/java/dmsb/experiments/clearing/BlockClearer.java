package dmsb.experiments.clearing;

/** Clears the rows of a block. For one thread at a time. */
interface BlockClearer {
    /**
     * Clears every row of a block into its output, or, where bad rows are not skipped, every row before the first bad
     * one.
     *
     * @param block the block; its results are clear. Modified.
     */
    void clear(RecordBlock block);
}
