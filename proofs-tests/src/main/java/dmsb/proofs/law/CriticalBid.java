package dmsb.proofs.law;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.core.argument.Require;

/**
 * The critical bid psi of a bidder, the infimum of its winning bids with the others' bids fixed, enclosed by two doubles:
 * {@code losing <= psi <= winning}, and no double lies between.
 *
 * @param losing a bid that loses; 0 if all bids win
 * @param winning a bid that wins; infinite if no bid up to {@link #LARGEST} does
 */
public record CriticalBid(double losing, double winning) {
    /** The largest bid tried. */
    public static final double LARGEST = 0x1p500;

    /**
     * Finds it by bisection over all doubles from 0 to {@link #LARGEST}, 63 sales at most. If winning is not monotone in the
     * bid, what is found is one of the places where losing turns into winning.
     *
     * @param mechanism the auction
     * @param bids the bids; that of the bidder is not looked at. Not modified.
     * @param bidder the bidder, 1 to N
     * @return the two neighbours
     * @throws IllegalArgumentException if there is no such bidder, or a bid is none
     * @throws IllegalStateException if the auction refuses a sale
     */
    public static CriticalBid of(Mechanism mechanism, double[] bids, int bidder) {
        Require.within("bidder", bidder, 1, bids.length);
        double[] trial = bids.clone();
        trial[bidder - 1] = 0.0;
        Bids.require(trial, trial.length);
        if (wins(mechanism, trial, bidder, 0.0)) {
            return new CriticalBid(0.0, 0.0);
        }
        if (!wins(mechanism, trial, bidder, LARGEST)) {
            return new CriticalBid(LARGEST, Double.POSITIVE_INFINITY);
        }
        // The bits of doubles that are not negative are ordered as they are.
        long losing = 0;
        long winning = Double.doubleToRawLongBits(LARGEST);
        while (winning - losing > 1) {
            long middle = (losing + winning) >>> 1;
            if (wins(mechanism, trial, bidder, Double.longBitsToDouble(middle))) {
                winning = middle;
            } else {
                losing = middle;
            }
        }
        return new CriticalBid(Double.longBitsToDouble(losing), Double.longBitsToDouble(winning));
    }

    /**
     * Whether an amount is psi, as far as doubles can tell.
     *
     * @param amount an amount, may be infinite
     * @return true iff it lies between the two neighbours, or is infinite and no bid wins
     */
    public boolean encloses(double amount) {
        return losing <= amount && amount <= winning;
    }

    private static boolean wins(Mechanism mechanism, double[] bids, int bidder, double bid) {
        bids[bidder - 1] = bid;
        return Sale.clear(mechanism, bids).winner() == bidder;
    }
}
