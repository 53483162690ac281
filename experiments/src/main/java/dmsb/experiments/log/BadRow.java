package dmsb.experiments.log;

import dmsb.core.tensorfile.Excerpt;

/**
 * A malformed row.
 *
 * @param line the line of the file on which it begins, from 1
 * @param complaint which column, what was expected, what came
 */
public record BadRow(long line, String complaint) {
    private static final int LONGEST_QUOTE = 40;
    private static final int LONGEST = 1_000;

    /** Makes the complaint fit to be printed: what stands between quotes may have been decoded since it was cut. */
    public BadRow {
        complaint = Excerpt.of(complaint, LONGEST);
    }

    /**
     * A complaint about a field.
     *
     * @param column the column's name
     * @param expected what was expected
     * @param got the field's text
     * @return the complaint in the usual words
     */
    public static String field(String column, String expected, String got) {
        return "column " + Excerpt.of(column, LONGEST_QUOTE) + ": expected " + expected + ", got "
                + (got.isEmpty() ? "nothing" : "'" + Excerpt.of(got, LONGEST_QUOTE) + "'");
    }

    /**
     * A complaint about the number of fields.
     *
     * @param expected how many the header has
     * @param got how many came, in words
     * @return the complaint in the usual words
     */
    public static String count(int expected, String got) {
        return "expected " + expected + " fields as in the header, got " + got;
    }

    @Override
    public String toString() {
        return "line " + line + ", " + complaint;
    }
}
