package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;

/**
 * psi = max(max b_-n, 4 min b_-n), 0 if there is no other.
 *
 * <p>{3, 1}: bidder 1 loses; with an extra identity bidding 0.01 it wins at 1, gain 2. Not winner-false-name-proof.
 */
public record FourTimesLowest() implements Mechanism {
    @Override
    public Outcome clear(double... bids) {
        return Threshold.sell(bids, (all, i) -> {
            double[] others = Others.descending(all, i);
            return others.length == 0 ? 0.0 : Math.max(others[0], 4.0 * others[others.length - 1]);
        });
    }
}
