package dmsb.experiments.clearing;

import org.jspecify.annotations.Nullable;

/** Fixes rho for the rows of a file, one after another: what it reads of a row is never the outcome of that row. */
interface RowPricing {
    /** Forgets the row before. */
    void begin();

    /**
     * Takes a field of a row.
     *
     * @param column its column
     * @param buffer holds the text. Not modified.
     * @param offset where the text begins
     * @param length its length
     * @return the complaint, or null if there is none
     */
    @Nullable
    String field(int column, char[] buffer, int offset, int length);

    /**
     * Clears the row, all of whose fields were taken.
     *
     * @param bids the bids. Not modified.
     * @param contract what the UAV pays where it serves
     * @return rho
     */
    double rho(double[] bids, double contract);

    /** One rho for all rows; nothing is read. */
    record Fixed(double rho) implements RowPricing {
        @Override
        public void begin() {}

        @Override
        public @Nullable String field(int column, char[] buffer, int offset, int length) {
            return null;
        }

        @Override
        public double rho(double[] bids, double contract) {
            return rho;
        }
    }
}
