package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;

/**
 * What the myopic rule rho = max(1, b_[1]/b_[2]) becomes with &gt;= for &gt; in eq. (14): the highest bid wins and pays itself.
 *
 * <p>{10, 5}: value 10 pays 10; bidding 6 it pays 6. Not strategy-proof, no critical payment. Both of two tied bids satisfy
 * &gt;=, and the first one is taken, so it is not anonymous either.
 */
public record FirstPrice() implements Mechanism {
    @Override
    public Outcome clear(double... bids) {
        Bids.require(bids, bids.length);
        int leader = Bids.highest(bids, bids.length);
        return new Outcome(bids.length, leader + 1, bids[leader]);
    }
}
