package dmsb.proofs.vector;

import dmsb.auction.mechanism.Outcome;
import dmsb.core.math.ShortestDecimal;
import dmsb.proofs.law.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Two slots that contradict a law. Anybody can repeat them without the search that found them. */
public final class VectorCounterexample {
    private final VectorCase question;
    private final List<Outcome> before;
    private final List<Outcome> after;

    VectorCounterexample(VectorCase question, List<Outcome> before, List<Outcome> after) {
        this.question = question;
        this.before = List.copyOf(before);
        this.after = List.copyOf(after);
    }

    VectorCase question() {
        return question;
    }

    boolean isOne() {
        return gain() > question.tolerance();
    }

    /**
     * The law.
     *
     * @return which one is contradicted
     */
    public VectorLaw law() {
        return question.law();
    }

    /**
     * The bidder of whom the law speaks.
     *
     * @return 1 to N; 0 if it speaks of all
     */
    public int bidder() {
        return question.bidder();
    }

    /**
     * What the tasks are worth to the bidders: the bids in the first slot.
     *
     * @return a copy, task m at index m, v_1 first
     */
    public double[][] bidsBefore() {
        return Amounts.copy(question.values());
    }

    /**
     * The bids in the second slot.
     *
     * @return a copy, task m at index m
     */
    public double[][] bidsAfter() {
        return question.changed();
    }

    /**
     * What became of the tasks in the first slot.
     *
     * @return an outcome for each
     */
    public List<Outcome> before() {
        return before;
    }

    /**
     * What became of the tasks in the second slot.
     *
     * @return an outcome for each
     */
    public List<Outcome> after() {
        return after;
    }

    /**
     * What the bidder gains, or loses by the truth; for a law without money how far a price is off, infinite if a task has another
     * server than the law says.
     *
     * @return a positive number
     */
    public double gain() {
        return question.excess(before, after);
    }

    /**
     * Repeats both slots.
     *
     * @param auction the auction
     * @return true iff all tasks come out as before
     */
    public boolean isConfirmedBy(VectorAuction auction) {
        try {
            VectorCounterexample again = question.play(auction);
            return again.before.equals(before) && again.after.equals(after);
        } catch (VectorCase.RefusedSlot refused) {
            return false;
        }
    }

    /**
     * Both slots in words, for example <code>tasks worth {3, 1} and {3, 1}: bidder 1 wins at 2 and wins at 2; bidding 3 and 0 it wins
     * at 1 and loses: gain 0.5</code>.
     *
     * @return one line
     */
    @Override
    public String toString() {
        String start = "tasks worth " + matrix(question.values()) + ": ";
        int bidder = question.bidder();
        String one = start + "bidder " + bidder + " " + fate(before, bidder);
        return switch (question.law()) {
            case INDIVIDUALLY_RATIONAL -> one + ", " + Amounts.short12(gain()) + " more than they are worth to it";
            case STRATEGY_PROOF ->
                one + "; bidding " + list(question.own()) + " it " + fate(after, bidder) + ": gain "
                        + Amounts.short12(gain());
            case NO_GAIN_FROM_IDENTITIES ->
                one + "; with an extra identity " + question.partner() + " bidding " + list(question.own())
                        + " the tasks go to " + servers(after) + ": gain " + Amounts.short12(gain());
            case TASK_BY_TASK ->
                start + "the tasks go to " + servers(before) + "; if bidder " + bidder + " bids " + list(question.own())
                        + ", to " + servers(after);
            case ANONYMOUS ->
                start + "the tasks go to " + servers(before) + "; bidders " + bidder + " and " + question.partner()
                        + " exchanged, to " + servers(after);
            case SCALE_FREE ->
                start + "the tasks go to " + servers(before) + "; all times "
                        + ShortestDecimal.of(Math.scalb(1.0, question.partner())) + ", to " + servers(after);
        };
    }

    private static String matrix(double[][] values) {
        StringJoiner rows = new StringJoiner(" and ");
        for (double[] bids : values) {
            rows.add(Amounts.set(bids));
        }
        return rows.toString();
    }

    private static String list(double[] bids) {
        List<String> texts = new ArrayList<>();
        for (double bid : bids) {
            texts.add(ShortestDecimal.of(bid));
        }
        return String.join(" and ", texts);
    }

    private static String fate(List<Outcome> outcomes, int bidder) {
        StringJoiner joiner = new StringJoiner(" and ");
        for (Outcome outcome : outcomes) {
            joiner.add(outcome.winner() == bidder ? "wins at " + ShortestDecimal.of(outcome.price()) : "loses");
        }
        return joiner.toString();
    }

    private static String servers(List<Outcome> outcomes) {
        StringJoiner joiner = new StringJoiner(" and ");
        for (Outcome outcome : outcomes) {
            joiner.add(
                    outcome.uavServes()
                            ? "the UAV"
                            : "bidder " + outcome.winner() + " at " + ShortestDecimal.of(outcome.price()));
        }
        return joiner.toString();
    }
}
