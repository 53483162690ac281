package dmsb.experiments.clearing;

import dmsb.auction.round.Round;

/** Clears each row by itself at a fixed rho, and tells its outcome at once. */
final class FixedClearer<T> implements RowClearer<T> {
    private final BidRow row;
    private final FixedRhoRounds rho;
    private final Outcomes<T> outcomes;

    FixedClearer(BidRow row, double rho, Outcomes<T> outcomes) {
        this.row = row;
        this.rho = new FixedRhoRounds(rho);
        this.outcomes = outcomes;
    }

    @Override
    public ClearingRow row() {
        return row;
    }

    @Override
    public void clear(T id) {
        Round round = row.hold(rho);
        outcomes.take(id, round.winner(), round.price(), rho.rho());
    }

    @Override
    public void flush() {
        // nothing is ever due
    }
}
