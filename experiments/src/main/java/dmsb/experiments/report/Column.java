package dmsb.experiments.report;

/**
 * The head of a table's column.
 *
 * @param name what stands in the column
 * @param unit the unit of its numbers, blank for none
 * @param numeric whether the column is aligned to the right
 */
public record Column(String name, String unit, boolean numeric) {
    /**
     * A column of text.
     *
     * @param name what stands in it
     * @return the column
     */
    public static Column text(String name) {
        return new Column(name, "", false);
    }

    /**
     * A column of numbers without a unit.
     *
     * @param name what stands in it
     * @return the column
     */
    public static Column number(String name) {
        return new Column(name, "", true);
    }

    /**
     * A column of numbers.
     *
     * @param name what stands in it
     * @param unit the numbers' unit
     * @return the column
     */
    public static Column number(String name, String unit) {
        return new Column(name, unit, true);
    }
}
