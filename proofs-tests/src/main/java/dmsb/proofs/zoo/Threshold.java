package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Outcome;

/**
 * Sales by a threshold: bidder n serves iff b_n exceeds psi_n strictly, and pays psi_n. For thresholds of at least max b_-n,
 * so that there is one winner at most.
 */
@FunctionalInterface
interface Threshold {
    /** psi_n, at least max b_-n; the bidder is given by its index n - 1. */
    double of(double[] bids, int index);

    static Outcome sell(double[] bids, Threshold threshold) {
        Bids.require(bids, bids.length);
        for (int i = 0; i < bids.length; i++) {
            double price = threshold.of(bids, i);
            if (bids[i] > price) {
                return new Outcome(bids.length, i + 1, price);
            }
        }
        return new Outcome(bids.length, 0, 0.0);
    }
}
