package dmsb.proofs.zoo;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;

/**
 * psi = the sum of the others' bids.
 *
 * <p>{10, 6}: bidder 1 pays 6; a loser's extra 3 makes it 9, its extra 5 hands the task to the UAV. Not
 * loser-false-name-proof, and so without eq. (22), which the two false-name laws imply together. It obeys all other
 * laws.
 */
public record SumOfOthers() implements Mechanism {
    @Override
    public Outcome clear(double... bids) {
        return Threshold.sell(bids, (all, i) -> {
            double[] others = Others.descending(all, i);
            double sum = 0.0;
            for (double other : others) {
                sum += other;
            }
            return sum;
        });
    }
}
