package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;

/**
 * The optimal constant rho of a Pareto market, recomputed from the number of bidders that show up: rho(N) = max(1, E0 / E M_[2]) for
 * shape 2 and E0 = 4, where E M_[2] = prod_{k=1..N} k/(k - 1/2) / 2 for N &gt;= 2; rho(2) = 3, rho(3) = 2.5.
 *
 * <p>{2.8, 1}: bidder 1 loses; with an extra identity bidding 0.01 it wins at 2.5, gain 0.3. Not winner-false-name-proof.
 */
public record FactorByCount() implements Mechanism {
    @Override
    public Outcome clear(double... bids) {
        double rho = rho(bids.length);
        return Threshold.sell(bids, (all, i) -> rho * Bids.highestOfOthers(all, all.length, i));
    }

    /**
     * The optimal constant factor for a number of bidders.
     *
     * @param bidders N, at least 1; for 1 the factor does not matter
     * @return rho(N), from 3 down to 1
     */
    public static double rho(int bidders) {
        double rho = 3.0;
        for (int n = 3; n <= bidders; n++) {
            rho *= (n - 0.5) / n;
        }
        return Math.max(1.0, rho);
    }
}
