package dmsb.experiments.log;

import dmsb.experiments.config.UsageException;

/**
 * A range of the data rows of a log, counted from 1 without the header.
 *
 * @param from the first row, at least 1
 * @param to the last row, at least {@code from}
 */
public record RowRange(long from, long to) {
    /** All rows. */
    public static final RowRange ALL = new RowRange(1, Long.MAX_VALUE);

    /**
     * Checks the numbers.
     *
     * @throws UsageException if they are no range
     */
    public RowRange {
        if (from < 1 || to < from) {
            throw refused(from + "-" + to);
        }
    }

    /**
     * Reads a range.
     *
     * @param text {@code FROM-TO}, {@code FROM-} to the end, or {@code -TO} from the start
     * @return the range
     * @throws UsageException if it is no range
     */
    public static RowRange parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0 || text.length() == 1) {
            throw refused(text);
        }
        try {
            String from = text.substring(0, dash);
            String to = text.substring(dash + 1);
            return new RowRange(
                    from.isEmpty() ? 1 : Long.parseLong(from), to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to));
        } catch (NumberFormatException e) {
            throw refused(text);
        }
    }

    private static UsageException refused(String text) {
        return new UsageException(
                "rows: expected a range of row numbers from 1, like 1-1000, 1001- or -1000, got " + text);
    }

    /**
     * Whether a row is in the range.
     *
     * @param row its number, from 1
     * @return true if it is
     */
    public boolean contains(long row) {
        return row >= from && row <= to;
    }

    @Override
    public String toString() {
        return from + "-" + (to == Long.MAX_VALUE ? "" : to);
    }
}
