package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;

/**
 * A scaling factor for each slot: rho = 1.5 for bidder 1, 2 for all others.
 *
 * <p>{3.5, 2}: bidder 1 wins at 3; {2, 3.5}: the UAV serves. Not anonymous. Where slots are taken by order of
 * registration, the second bidder of {2, 3.5} gains by an extra name. That name stands in front and bids 3.5, while the
 * other one bids 0.
 */
public record FactorBySlot() implements Mechanism {
    @Override
    public Outcome clear(double... bids) {
        return Threshold.sell(bids, (all, i) -> (i == 0 ? 1.5 : 2.0) * Bids.highestOfOthers(all, all.length, i));
    }
}
