package dmsb.experiments.log.mapping;

/**
 * What the outside option is worth, in the unit of bids as the log has them: a number, a column, or a share of the reserve.
 *
 * @param column the name of the column, empty if it is none
 * @param factor the number, or the share of the reserve
 * @param ofReserve whether the factor is a share of the reserve
 */
public record Outside(String column, double factor, boolean ofReserve) {
    /** No outside option: its amount is 0. */
    static final Outside NOTHING = new Outside("", Double.NaN, false);

    /** Whether there is one. */
    boolean isThere() {
        return !column.isEmpty() || !Double.isNaN(factor);
    }

    /** Whether it needs a reserve. */
    boolean needsReserve() {
        return ofReserve;
    }
}
