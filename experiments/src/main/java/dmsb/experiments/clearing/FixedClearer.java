package dmsb.experiments.clearing;

/** Clears each row by itself at a fixed rho, and tells its outcome at once. */
final class FixedClearer<T> implements RowClearer<T> {
    private final BidRow row;
    private final double rho;
    private final Outcomes<T> outcomes;

    FixedClearer(BidRow row, double rho, Outcomes<T> outcomes) {
        this.row = row;
        this.rho = rho;
        this.outcomes = outcomes;
    }

    @Override
    public ClearingRow row() {
        return row;
    }

    @Override
    public void clear(T id) {
        int winner = row.winner(rho);
        outcomes.take(id, winner, row.price(rho, winner), rho);
    }

    @Override
    public void flush() {
        // nothing is ever due
    }
}
