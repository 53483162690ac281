package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;

/**
 * psi = 2 b_[1] - b_[2] of the others' bids; b_[2] = 0 if there is only one.
 *
 * <p>{3, 2}: bidder 1 loses; with an extra identity bidding 2 it wins at 2, gain 1. Not winner-false-name-proof.
 */
public record TwiceHighestLessSecond() implements Mechanism {
    @Override
    public Outcome clear(double... bids) {
        return Threshold.sell(bids, (all, i) -> {
            double[] others = Others.descending(all, i);
            double first = others.length > 0 ? others[0] : 0.0;
            double second = others.length > 1 ? others[1] : 0.0;
            return 2.0 * first - second;
        });
    }
}
