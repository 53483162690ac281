package dmsb.experiments.report;

import dmsb.experiments.figure.NumberText;

/**
 * A cell of a table.
 *
 * @param text what it says, without markup
 * @param note what stands smaller beside it, blank for nothing
 * @param verdict whether it tells that something holds or not
 */
public record Cell(String text, String note, Mark verdict) {
    /** Whether a cell judges, and how: told by a sign as well as by a colour. */
    public enum Mark {
        /** The cell does not judge. */
        NONE,
        /** What was expected holds. */
        HOLDS,
        /** Part of what was expected holds. */
        PARTLY,
        /** What was expected does not hold. */
        FAILS
    }

    /**
     * A cell of text.
     *
     * @param text what it says
     * @return the cell
     */
    public static Cell text(String text) {
        return new Cell(text, "", Mark.NONE);
    }

    /**
     * A cell with a number.
     *
     * @param value the number; NaN shows a dash
     * @param decimals how many digits after the point
     * @return the cell
     */
    public static Cell number(double value, int decimals) {
        return text(NumberText.fixed(value, decimals));
    }

    /**
     * A cell with a number and its interval.
     *
     * @param value the number; NaN shows a dash
     * @param low the interval's lower end; NaN shows no interval
     * @param high the interval's upper end; NaN shows no interval
     * @param decimals how many digits after the point
     * @return the cell
     */
    public static Cell interval(double value, double low, double high, int decimals) {
        if (Double.isNaN(low) || Double.isNaN(high)) {
            return number(value, decimals);
        }
        String note = "[" + NumberText.fixed(low, decimals) + ", " + NumberText.fixed(high, decimals) + "]";
        return new Cell(NumberText.fixed(value, decimals), note, Mark.NONE);
    }

    /**
     * A cell that judges.
     *
     * @param holds whether what was expected holds
     * @param text what it says
     * @return the cell
     */
    public static Cell verdict(boolean holds, String text) {
        return new Cell(text, "", holds ? Mark.HOLDS : Mark.FAILS);
    }
}
