package dmsb.experiments.clearing;

import org.jspecify.annotations.Nullable;

/**
 * The row that is being read. Its fields come one by one between {@link #begin} and {@link #complaint}; those that mean
 * nothing are passed over. Reused from row to row, for one thread at a time.
 */
public interface ClearingRow {
    /** Forgets the row before. */
    void begin();

    /**
     * Whether a column means anything.
     *
     * @param column the column's index in the header
     * @return false if its fields are passed over
     */
    boolean isUsed(int column);

    /**
     * Takes the text of a field.
     *
     * @param column the column's index in the header
     * @param buffer where the text stands. Not modified.
     * @param offset its first character
     * @param length how many characters it has
     */
    void text(int column, char[] buffer, int offset, int length);

    /**
     * Takes the number in a field.
     *
     * @param column the column's index in the header
     * @param value the number
     */
    void number(int column, double value);

    /**
     * Takes note that the row has another number of fields than the header.
     *
     * @param got what it has, in words
     */
    void wrongCount(String got);

    /**
     * What is wrong with the row.
     *
     * @return which column, what was expected and what came, of the first that is wrong; null if the row can be cleared
     */
    @Nullable
    String complaint();
}
