package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;

/**
 * A scaling factor that listens to the others' bids: rho = 2 if m &lt; 2, else 1.2. Still strategy-proof and anonymous.
 *
 * <p>{3, 1.9}: the UAV serves; doubled, bidder 1 wins: adverse selection. With an extra identity bidding 2, bidder 1 wins at 2.4,
 * gain 0.6, as rho m is not monotone in m.
 */
public record FactorByHighestOther() implements Mechanism {
    @Override
    public Outcome clear(double... bids) {
        return Threshold.sell(bids, (all, i) -> {
            double highest = Bids.highestOfOthers(all, all.length, i);
            return (highest < 2.0 ? 2.0 : 1.2) * highest;
        });
    }
}
