package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.Counterexample.Misclearing.Fault;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How an auction has cleared some bids.
 *
 * @param outcome the outcome, null if it refused
 * @param refused the refusal, null if there is an outcome
 * @param fault what is wrong, null if nothing is
 * @param reason the same in words, empty if nothing is
 */
record ClearedSale(
        @Nullable Outcome outcome,
        Sale.@Nullable Refused refused,
        @Nullable Fault fault,
        String reason) {
    /** Holds one sale. */
    static ClearedSale of(Mechanism mechanism, double... bids) {
        double[] given = bids.clone();
        Outcome outcome;
        try {
            outcome = Sale.clear(copy -> mechanism.clear(given), bids);
        } catch (Sale.Refused refused) {
            String by = refused.getCause() == null ? "" : "refused by ";
            return new ClearedSale(null, refused, Fault.REFUSED, by + refused.getMessage());
        }
        if (!Arrays.equals(given, bids)) {
            return new ClearedSale(outcome, null, Fault.CHANGED, "changed to " + Amounts.set(given));
        }
        return !outcome.uavServes() && outcome.price() == Double.POSITIVE_INFINITY
                ? new ClearedSale(
                        outcome, null, Fault.INFINITE, "bidder " + outcome.winner() + " wins at an infinite price")
                : new ClearedSale(outcome, null, null, "");
    }

    String text() {
        return fault == null ? "cleared as they should be" : reason;
    }
}
