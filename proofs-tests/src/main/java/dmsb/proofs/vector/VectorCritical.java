package dmsb.proofs.vector;

import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.Amounts;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The least bids with which a bidder wins, of all tasks at once. */
final class VectorCritical {
    private VectorCritical() {}

    /**
     * Bisects the bids of one bidder for every task, among the multiples of a unit. Where the tasks move each other, what is found is
     * a place at which some of them turn.
     *
     * @param bids the bids; those of the bidder are not looked at. Not modified.
     * @param unit the unit
     * @param octaves the largest bid is the unit times two to this power; it is found where no smaller one wins
     * @return a bid for each task; null if the auction refuses a slot
     */
    static double @Nullable [] of(VectorSlots slots, double[][] bids, int bidder, double unit, int octaves) {
        double[][] moved = Amounts.copy(bids);
        double[] winning = new double[bids.length];
        Arrays.fill(winning, Math.scalb(unit, octaves));
        for (int power = octaves - 1; power >= 0; power--) {
            double less = Math.scalb(unit, power);
            for (int m = 0; m < winning.length; m++) {
                moved[m][bidder - 1] = winning[m] - less;
            }
            List<Outcome> outcomes;
            try {
                outcomes = slots.clear(moved);
            } catch (VectorCase.RefusedSlot refused) {
                return null;
            }
            for (int m = 0; m < winning.length; m++) {
                winning[m] = outcomes.get(m).winner() == bidder ? moved[m][bidder - 1] : winning[m];
            }
        }
        return winning;
    }
}
