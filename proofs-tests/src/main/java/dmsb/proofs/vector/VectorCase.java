package dmsb.proofs.vector;

import dmsb.auction.mechanism.Outcome;
import dmsb.proofs.law.Amounts;
import dmsb.proofs.law.Thrown;
import dmsb.proofs.law.Unanswered;
import java.util.ArrayList;
import java.util.List;

/**
 * A question that a law asks of an auction: two matrices of bids, the second of which follows from the first.
 *
 * @param law the law
 * @param values what the tasks are worth to the bidders, task m at index m, v_1 first; the truthful bids. Not modified.
 * @param bidder of whom the law speaks, 1 to N; 0 for all of them
 * @param partner with whom it exchanges its bids; where its extra identity comes in the order, 1 to N + 1; the power of two of
 *     the common factor; else 0
 * @param own its bids instead, or those of its identity, for each task; empty where the law needs none. Not modified.
 */
@SuppressWarnings("ArrayRecordComponent") // not handed out
record VectorCase(VectorLaw law, double[][] values, int bidder, int partner, double[] own) {
    private static final int ULPS = 16;

    /** An auction that throws, or whose outcomes are not those of the slot. */
    static final class RefusedSlot extends Unanswered {
        private static final long serialVersionUID = 1L;

        RefusedSlot(String reason, Throwable cause) {
            super(reason, cause);
        }

        RefusedSlot(String reason) {
            super(reason, null);
        }
    }

    int tasks() {
        return values.length;
    }

    int bidders() {
        return values[0].length;
    }

    /** The bids of the second matrix. */
    double[][] changed() {
        double[][] changed = Amounts.copy(values);
        for (int m = 0; m < changed.length; m++) {
            switch (law) {
                case INDIVIDUALLY_RATIONAL -> {}
                case STRATEGY_PROOF, TASK_BY_TASK -> changed[m][bidder - 1] = own[m];
                case NO_GAIN_FROM_IDENTITIES -> changed[m] = with(values[m], partner, own[m]);
                case ANONYMOUS -> {
                    changed[m][bidder - 1] = values[m][partner - 1];
                    changed[m][partner - 1] = values[m][bidder - 1];
                }
                case SCALE_FREE -> {
                    for (int n = 0; n < changed[m].length; n++) {
                        changed[m][n] = Math.scalb(values[m][n], partner);
                    }
                }
            }
        }
        return changed;
    }

    private static double[] with(double[] bids, int place, double bid) {
        double[] more = new double[bids.length + 1];
        System.arraycopy(bids, 0, more, 0, place - 1);
        more[place - 1] = bid;
        System.arraycopy(bids, place - 1, more, place, bids.length - place + 1);
        return more;
    }

    /** Its number in the second matrix. */
    private int bidderThere() {
        return law == VectorLaw.NO_GAIN_FROM_IDENTITIES && partner <= bidder ? bidder + 1 : bidder;
    }

    /** Asks the auction. */
    VectorCounterexample play(VectorAuction auction) {
        return play(auction, clear(auction, values));
    }

    /** Asks the auction how the second slot comes out, where the first one has been held. */
    VectorCounterexample play(VectorAuction auction, List<Outcome> before) {
        return new VectorCounterexample(
                this, before, law == VectorLaw.INDIVIDUALLY_RATIONAL ? before : clear(auction, changed()));
    }

    /** Holds an auction that is not trusted. */
    static List<Outcome> clear(VectorAuction auction, double[][] bids) {
        if (auction instanceof VectorSlots slots) {
            return slots.clear(bids);
        }
        List<Outcome> outcomes;
        try {
            outcomes = new ArrayList<>(auction.clear(Amounts.copy(bids)));
        } catch (Exception | Error thrown) { // whatever a stranger's auction throws is the finding
            throw new RefusedSlot(Thrown.text(thrown), thrown);
        }
        if (outcomes.size() != bids.length) {
            throw new RefusedSlot("expected " + bids.length + " outcomes, got " + outcomes.size());
        }
        for (int m = 0; m < bids.length; m++) {
            Outcome outcome = outcomes.get(m);
            if (outcome == null || outcome.groundStations() != bids[m].length) {
                throw new RefusedSlot("expected an outcome of " + bids[m].length + " bidders for task " + (m + 1)
                        + ", got " + outcome);
            }
        }
        return outcomes;
    }

    /** By how much these outcomes break the law; not more than the {@link #tolerance} if they do not. */
    double excess(List<Outcome> before, List<Outcome> after) {
        return switch (law) {
            case INDIVIDUALLY_RATIONAL -> -utility(before, bidder);
            case STRATEGY_PROOF -> utility(after, bidder) - utility(before, bidder);
            case NO_GAIN_FROM_IDENTITIES ->
                utility(after, bidderThere()) + utility(after, partner) - utility(before, bidder);
            case TASK_BY_TASK, ANONYMOUS, SCALE_FREE -> difference(before, after);
        };
    }

    /** What its tasks are worth to the bidder, less what this number in the slot pays for those it wins. */
    private double utility(List<Outcome> outcomes, int number) {
        double utility = 0.0;
        for (int m = 0; m < outcomes.size(); m++) {
            Outcome outcome = outcomes.get(m);
            utility += outcome.winner() == number ? values[m][bidder - 1] - outcome.price() : 0.0;
        }
        return utility;
    }

    /** Infinite if a task has another server than it should, else the largest difference of a price. */
    private double difference(List<Outcome> before, List<Outcome> after) {
        double largest = 0.0;
        for (int m = 0; m < values.length; m++) {
            if (law == VectorLaw.TASK_BY_TASK && own[m] != values[m][bidder - 1]) {
                continue; // its own bid for this task may move it
            }
            int expected = before.get(m).winner();
            double price = before.get(m).price();
            if (law == VectorLaw.ANONYMOUS) {
                expected = expected == bidder ? partner : expected == partner ? bidder : expected;
            } else if (law == VectorLaw.SCALE_FREE) {
                price = Math.scalb(price, partner);
            }
            if (after.get(m).winner() != expected) {
                return Double.POSITIVE_INFINITY;
            }
            boolean isSame = expected == 0 || after.get(m).price() == price; // so are two infinite ones
            double off = isSame ? 0.0 : Math.abs(after.get(m).price() - price);
            largest = Math.max(largest, off);
        }
        return largest;
    }

    /** What roundings of prices can make. */
    double tolerance() {
        double largest = 0.0;
        for (double[][] matrix : List.of(values, changed())) {
            for (double[] bids : matrix) {
                for (double bid : bids) {
                    largest = Math.max(largest, bid);
                }
            }
        }
        return ULPS * values.length * Math.ulp(largest);
    }
}
