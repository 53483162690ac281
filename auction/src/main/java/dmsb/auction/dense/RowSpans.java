package dmsb.auction.dense;

import java.util.Arrays;

/**
 * Spans of rows of a table that is kept as one array, in an order of their own: what a block of a checkpoint takes from a ring, and
 * gives back to it.
 *
 * @param starts the first row of each span
 * @param counts how many rows each has
 * @param rows how many rows all have together
 */
@SuppressWarnings("ArrayRecordComponent") // made and used in this package only
record RowSpans(int[] starts, int[] counts, int rows) {
    static RowSpans of(int[] starts, int[] counts) {
        int rows = 0;
        for (int count : counts) {
            rows = Math.addExact(rows, count);
        }
        return new RowSpans(starts, counts, rows);
    }

    /** Spans of one row each. */
    static RowSpans ofSingles(int[] rows) {
        int[] counts = new int[rows.length];
        Arrays.fill(counts, 1);
        return new RowSpans(rows, counts, rows.length);
    }

    /**
     * Copies the spans out of a table, or back into it.
     *
     * @param table the table, an array of floats or of ints. Modified if they are put back.
     * @param offset where its row 0 begins
     * @param width the length of a row
     * @param list an array of the same kind with the spans one after the other. Modified if they are taken out.
     * @param back whether they are put back
     * @param firstSpan the first span that is copied
     */
    private void copy(Object table, int offset, int width, Object list, boolean back, int firstSpan) {
        int row = 0;
        for (int span = 0; span < starts.length; span++) {
            int inTable = offset + starts[span] * width;
            int length = counts[span] * width;
            if (span >= firstSpan) {
                if (back) {
                    System.arraycopy(list, row * width, table, inTable, length);
                } else {
                    System.arraycopy(table, inTable, list, row * width, length);
                }
            }
            row += counts[span];
        }
    }

    /** The spans of a table of floats, one after the other. */
    float[] take(float[] table, int offset, int width) {
        float[] list = new float[rows * width];
        copy(table, offset, width, list, false, 0);
        return list;
    }

    /** The spans of a table of whole numbers, one after the other. */
    int[] take(int[] table, int offset, int width) {
        int[] list = new int[rows * width];
        copy(table, offset, width, list, false, 0);
        return list;
    }

    /** Puts the spans from {@code firstSpan} on back into a table of the kind that they were taken from. */
    void put(Object list, Object table, int offset, int width, int firstSpan) {
        copy(table, offset, width, list, true, firstSpan);
    }
}
