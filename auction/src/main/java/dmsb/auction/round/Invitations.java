package dmsb.auction.round;

import dmsb.auction.market.Stations;
import dmsb.auction.mechanism.Bids;
import dmsb.core.argument.Require;

/** Which bids a round may get: one of every station, or, where the number of stations varies, any of those invited. */
final class Invitations {
    private Invitations() {}

    /**
     * Checks bids as a caller gives them.
     *
     * @param stations how many stations a round may have. If that is one number, every station has to bid; else NaN, or no
     *     element at the end, is a missing bid.
     * @param invited whether the station in each place is invited. Not modified.
     * @param bids the bids, that of station 1 at index 0. Not modified.
     * @throws IllegalArgumentException if a bid is none, or is missing or too many
     */
    static void require(Stations stations, boolean[] invited, double[] bids) {
        if (!stations.vary()) {
            Require.size("bids", bids.length, stations.most());
            Bids.require(bids, bids.length);
            return;
        }
        if (bids.length > invited.length) {
            throw Require.refusal("bids", "at most " + invited.length + " elements", bids.length);
        }
        for (int n = 0; n < bids.length; n++) {
            if (!Double.isNaN(bids[n])) {
                Require.notNegative("bids", n, bids[n]);
                require(invited, n, bids[n]);
            }
        }
    }

    /** Refuses a bid of a station that is not invited. */
    static void require(boolean[] invited, int index, double bid) {
        if (!invited[index]) {
            throw Require.refusal("bids[" + index + "]", "none, as station " + (index + 1) + " is not invited", bid);
        }
    }

    /**
     * Writes bids that have been checked into an array with a place for every station.
     *
     * @param bids the bids. Not modified.
     * @param target receives them, and what stands for a missing one. Modified.
     * @param missing what stands for a missing bid
     */
    static void spread(double[] bids, double[] target, double missing) {
        for (int n = 0; n < target.length; n++) {
            target[n] = n < bids.length && !Double.isNaN(bids[n]) ? bids[n] : missing;
        }
    }
}
