package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;

/**
 * A scaling factor that listens to the bidder's own bid: rho = 1 if b_n &gt;= 4, else 3.
 *
 * <p>{3.5, 1.5}: bidder 1 loses; bidding 4 it wins at 1.5, gain 2. Not strategy-proof. The infimum of the winning bids is 3 m,
 * 4 or m, but who bids 4 pays m: no critical payment. And 4 is an amount of money, so nothing scales.
 */
public record OwnBidDependent() implements Mechanism {
    private static final double HIGH = 4.0;

    @Override
    public Outcome clear(double... bids) {
        return Threshold.sell(
                bids, (all, i) -> (all[i] >= HIGH ? 1.0 : 3.0) * Bids.highestOfOthers(all, all.length, i));
    }
}
