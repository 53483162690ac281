package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;

/** What a bid brings a bidder while the others' bids stay as they are. An auction may refuse that sale and clear others. */
enum Fate {
    LOSES,
    WINS,
    REFUSED;

    /**
     * Holds the sale.
     *
     * @param mechanism the auction
     * @param bids the bids; that of the bidder is not looked at. Not modified.
     * @param bidder the bidder, 1 to N
     * @param bid what it bids
     */
    static Fate of(Mechanism mechanism, double[] bids, int bidder, double bid) {
        double[] moved = bids.clone();
        moved[bidder - 1] = bid;
        try {
            return Sale.clear(mechanism, moved).winner() == bidder ? WINS : LOSES;
        } catch (Sale.Refused refused) {
            return REFUSED;
        }
    }
}
