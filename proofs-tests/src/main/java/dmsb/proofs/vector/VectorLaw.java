package dmsb.proofs.vector;

import java.util.Locale;

/** A law of an auction of several tasks among bidders with additive values. */
public enum VectorLaw {
    /** What a truthful bidder pays in all is at most what its tasks are worth to it. */
    INDIVIDUALLY_RATIONAL("a truthful bidder does not pay more than its tasks are worth"),

    /** No list of bids, for one task or several, brings a bidder more than its values do. */
    STRATEGY_PROOF("no misreport on any set of tasks raises a bidder's utility"),

    /** An extra identity of a bidder, which may bid on some tasks only, never raises what both get together. */
    NO_GAIN_FROM_IDENTITIES("no extra identity that bids on some of the tasks or all raises its owner's utility"),

    /** A bid for one task moves no other: so the laws of one task hold for the vector, task by task. */
    TASK_BY_TASK("bids for other tasks change nothing about a task"),

    /** Two bidders who exchange their bids exchange what they win and pay; cases with ties do not count. */
    ANONYMOUS("bidders who exchange their bids exchange their fates"),

    /** A common factor of all bids, a power of two, moves no task and multiplies the prices. */
    SCALE_FREE("a common factor of all bids moves no task");

    private final String statement;

    VectorLaw(String statement) {
        this.statement = statement;
    }

    /**
     * The law in words.
     *
     * @return one sentence without its end
     */
    public String statement() {
        return statement;
    }

    /**
     * The law's name.
     *
     * @return for example {@code strategy proof}
     */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
