package dmsb.experiments.clearing;

import org.jspecify.annotations.Nullable;

/** What the rows of CSV are read into, and what is written for them. For one thread at a time. */
interface CsvRows {
    /** The row to read into, the same one for all rows. */
    ClearingRow row();

    /**
     * Clears the row that was read, which has no complaint.
     *
     * @param id what it is known by
     * @param block receives the outcomes of this row or of rows before it. Modified.
     * @return why it cannot be cleared, null if it can
     */
    @Nullable
    String clear(byte[] id, RecordBlock block);

    /** Writes the outcomes that are due at the end of a block. */
    void flush(RecordBlock block);
}
