package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import dmsb.core.argument.Require;

/**
 * The auction that never sells: the UAV always serves, for its contract. It is the modified second-bid auction with rho
 * = infinity. It obeys every law, because nothing depends on the bids.
 *
 * @param contract what the UAV pays, finite and not negative
 */
public record AlwaysUav(double contract) implements Mechanism {
    /**
     * Checks the components.
     *
     * @param contract what the UAV pays, finite and not negative
     * @throws IllegalArgumentException if the contract is negative, infinite or NaN
     */
    public AlwaysUav {
        Require.notNegative("contract", contract);
    }

    @Override
    public Outcome clear(double... bids) {
        Bids.require(bids, bids.length);
        return new Outcome(bids.length, 0, contract);
    }
}
