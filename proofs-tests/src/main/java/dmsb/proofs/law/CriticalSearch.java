package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the critical bid in an auction that refuses some bids, such as those above a cap, zeros or ties. Bids that it clears
 * tell where losing turns into winning. Where that is not among them, what is found is the end of the bids that are cleared.
 */
final class CriticalSearch {
    private final Mechanism mechanism;
    private final double[] bids;
    private final int bidder;

    private CriticalSearch(Mechanism mechanism, double[] bids, int bidder) {
        this.mechanism = mechanism;
        this.bids = bids;
        this.bidder = bidder;
    }

    /**
     * Finds two neighbouring bids between which losing turns into winning. If the auction refuses sales, one of the two may be a
     * refused bid: the upper one if all lower ones lose, the lower one if all upper ones win.
     *
     * @param mechanism the auction
     * @param bids the bids. Not modified.
     * @param bidder the bidder, 1 to N
     * @return the neighbours; null if no bid was found that is cleared
     */
    static @Nullable CriticalBid find(Mechanism mechanism, double[] bids, int bidder) {
        try {
            return CriticalBid.of(mechanism, bids, bidder);
        } catch (Sale.Refused some) {
            return new CriticalSearch(mechanism, bids, bidder).find();
        }
    }

    private @Nullable CriticalBid find() {
        double[] candidates = candidates();
        for (double start : candidates) {
            Fate fate = fate(start);
            if (fate == Fate.WINS) {
                return below(start);
            } else if (fate == Fate.LOSES) {
                return above(start);
            }
        }
        return null;
    }

    /** The bidder's own bid, and bids beside and below those of all. */
    private double[] candidates() {
        double[] candidates = new double[1 + 2 * bids.length];
        candidates[0] = bids[bidder - 1];
        for (int n = 0; n < bids.length; n++) {
            candidates[1 + 2 * n] = Math.nextUp(bids[n]);
            candidates[2 + 2 * n] = 0.5 * bids[n];
        }
        return candidates;
    }

    private CriticalBid below(double winning) {
        return fate(0.0) == Fate.WINS ? new CriticalBid(0.0, 0.0) : bisect(0.0, winning, Fate.LOSES);
    }

    private CriticalBid above(double losing) {
        return fate(CriticalBid.LARGEST) == Fate.LOSES
                ? new CriticalBid(CriticalBid.LARGEST, Double.POSITIVE_INFINITY)
                : bisect(losing, CriticalBid.LARGEST, Fate.WINS);
    }

    /** Encloses the place; a refused bid counts as one at the end from which nothing is known. */
    private CriticalBid bisect(double losingBid, double winningBid, Fate refusedAs) {
        long losing = Double.doubleToRawLongBits(losingBid);
        long winning = Double.doubleToRawLongBits(winningBid);
        while (winning - losing > 1) {
            long middle = (losing + winning) >>> 1;
            Fate fate = fate(Double.longBitsToDouble(middle));
            if (fate == Fate.REFUSED && middle + 1 < winning) { // a tie is refused, the bid beside it is not
                fate = fate(Double.longBitsToDouble(++middle));
            }
            if ((fate == Fate.REFUSED ? refusedAs : fate) == Fate.WINS) {
                winning = middle;
            } else {
                losing = middle;
            }
        }
        return new CriticalBid(Double.longBitsToDouble(losing), Double.longBitsToDouble(winning));
    }

    private Fate fate(double bid) {
        return Fate.of(mechanism, bids, bidder, bid);
    }
}
