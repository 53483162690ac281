package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;

/**
 * A scaling factor that changes a little at an amount of money: rho = {@code below} if m &lt; limit, else {@code from}.
 *
 * <p>With 1.3 and 1.25 at 2, {2.55, 1.99}: the UAV serves; an extra own bid of 2 wins at 2.5. What makes it hard to find is that
 * only bids of the others between 1.923 and 2 show it.
 *
 * @param limit where rho changes, positive and finite
 * @param below rho for m below the limit, at least 1
 * @param from rho for m from the limit on, at least 1
 */
public record SmallStep(double limit, double below, double from) implements Mechanism {
    /**
     * Checks the components.
     *
     * @param limit where rho changes, positive and finite
     * @param below rho for m below the limit, at least 1
     * @param from rho for m from the limit on, at least 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    public SmallStep {
        if (!(limit > 0.0 && limit <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("limit: expected a positive finite number, got " + limit);
        }
        ModifiedSecondBid.requireRho(below);
        ModifiedSecondBid.requireRho(from);
    }

    @Override
    public Outcome clear(double... bids) {
        return Threshold.sell(bids, (all, i) -> {
            double highest = Bids.highestOfOthers(all, all.length, i);
            return (highest < limit ? below : from) * highest;
        });
    }
}
