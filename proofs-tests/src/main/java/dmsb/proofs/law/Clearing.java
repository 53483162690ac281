package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.Counterexample.Misclearing.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How an auction has cleared some bids.
 *
 * @param outcome the outcome, null if it refused
 * @param refused the refusal, null if there is an outcome
 * @param kind what is wrong, null if nothing is
 * @param reason the same in words, empty if nothing is
 */
record Clearing(
        @Nullable Outcome outcome,
        Sale.@Nullable Refused refused,
        @Nullable Kind kind,
        String reason) {
    /** Holds one sale. */
    static Clearing of(Mechanism mechanism, double... bids) {
        double[] given = bids.clone();
        Outcome outcome;
        try {
            outcome = Sale.clear(copy -> mechanism.clear(given), bids);
        } catch (Sale.Refused refused) {
            String by = refused.getCause() == null ? "" : "refused by ";
            return new Clearing(null, refused, Kind.REFUSED, by + refused.getMessage());
        }
        if (!Arrays.equals(given, bids)) {
            return new Clearing(outcome, null, Kind.CHANGED, "changed to " + Amounts.set(given));
        }
        return !outcome.uavServes() && outcome.price() == Double.POSITIVE_INFINITY
                ? new Clearing(
                        outcome, null, Kind.INFINITE, "bidder " + outcome.winner() + " wins at an infinite price")
                : new Clearing(outcome, null, null, "");
    }

    String text() {
        return kind == null ? "cleared as they should be" : reason;
    }
}
