package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import dmsb.core.argument.Require;

/**
 * A second-price auction with a reserve: psi = max(m, reserve).
 *
 * <p>With reserve 3, {2, 1}: the UAV serves; doubled, bidder 1 wins at 3. It obeys all laws except freedom from adverse
 * selection and homogeneity.
 *
 * @param reserve the lowest price at which the task is sold, finite and not negative
 */
public record Reserve(double reserve) implements Mechanism {
    /**
     * Checks the components.
     *
     * @param reserve the lowest price at which the task is sold, finite and not negative
     * @throws IllegalArgumentException if the reserve is negative, infinite or NaN
     */
    public Reserve {
        Require.notNegative("reserve", reserve);
    }

    @Override
    public Outcome clear(double... bids) {
        return Threshold.sell(bids, (all, i) -> Math.max(Bids.highestOfOthers(all, all.length, i), reserve));
    }
}
