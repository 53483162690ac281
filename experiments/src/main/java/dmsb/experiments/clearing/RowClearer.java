package dmsb.experiments.clearing;

/**
 * Clears rows as they come. Outcomes are told in the order of the rows, some of them late: a model prices many rows at a
 * time. For one thread at a time.
 *
 * @param <T> whatever a row is known by
 */
public interface RowClearer<T> {
    /**
     * Told of outcomes.
     *
     * @param <T> whatever a row is known by
     */
    @FunctionalInterface
    interface Outcomes<T> {
        /**
         * Takes an outcome.
         *
         * @param id what its row is known by
         * @param winner 0 for the UAV, n for ground base station n
         * @param price what the winner pays, or the contract where the UAV serves
         * @param rho the price scaling factor
         */
        void take(T id, int winner, double price, double rho);
    }

    /**
     * The row to read into.
     *
     * @return the same one for all rows
     */
    ClearingRow row();

    /**
     * Clears the row that was read, which has no complaint.
     *
     * @param id what it is known by
     */
    void clear(T id);

    /** Tells the outcomes that are still due. */
    void flush();
}
