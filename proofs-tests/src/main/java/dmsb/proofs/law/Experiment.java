package dmsb.proofs.law;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import dmsb.core.argument.Require;

/**
 * A sale, and the same sale after one change: all that a law speaks about. Immutable.
 *
 * <p>The bidder's bid before the change counts as its value v, so its utility is v x - p in both sales.
 */
public final class Experiment {
    private final double[] bids;
    private final int bidder;
    private final Change change;
    private final double[] bidsAfter;
    private final Outcome before;
    private final Outcome after;

    private Experiment(Mechanism mechanism, double[] bids, int bidder, Change change) {
        this.bids = bids;
        this.bidder = bidder;
        this.change = change;
        this.bidsAfter = change.applyTo(bids, bidder);
        Bids.require(bidsAfter, bidsAfter.length);
        this.before = mechanism.clear(bids.clone());
        this.after = change instanceof Change.Nothing ? before : mechanism.clear(bidsAfter.clone());
    }

    /**
     * Holds both sales.
     *
     * @param mechanism the auction
     * @param bids the bids before the change, b_1 at index 0; finite and not negative. Not modified.
     * @param bidder whom the experiment is about, 1 to N
     * @param change what is changed
     * @return the experiment with both outcomes
     * @throws IllegalArgumentException if there is no such bidder, or bids before or after the change are no bids
     */
    public static Experiment run(Mechanism mechanism, double[] bids, int bidder, Change change) {
        Bids.require(bids, bids.length);
        Require.within("bidder", bidder, 1, bids.length);
        return new Experiment(mechanism, bids.clone(), bidder, change);
    }

    /**
     * The bids of the first sale.
     *
     * @return a copy, b_1 at index 0
     */
    public double[] bids() {
        return bids.clone();
    }

    /**
     * Whom the experiment is about.
     *
     * @return a bidder, 1 to N
     */
    public int bidder() {
        return bidder;
    }

    /**
     * What is changed.
     *
     * @return the change
     */
    public Change change() {
        return change;
    }

    /**
     * The bids of the second sale.
     *
     * @return a copy, b_1 at index 0
     */
    public double[] bidsAfter() {
        return bidsAfter.clone();
    }

    /**
     * How the first sale came out.
     *
     * @return the outcome
     */
    public Outcome before() {
        return before;
    }

    /**
     * How the second sale came out.
     *
     * @return the outcome
     */
    public Outcome after() {
        return after;
    }

    /**
     * What the bidder bids in the first sale, which is what the task is worth to it.
     *
     * @return v
     */
    public double value() {
        return bids[bidder - 1];
    }

    /**
     * Whether the bidder wins the first sale.
     *
     * @return true if it does
     */
    public boolean winsBefore() {
        return before.winner() == bidder;
    }

    /**
     * Whether the bidder wins the second sale.
     *
     * @return true if it does
     */
    public boolean winsAfter() {
        return after.winner() == bidder;
    }

    /**
     * What the change is worth to the bidder: the difference of its utilities v x - p.
     *
     * @return the gain, negative if it is a loss
     */
    public double gain() {
        return utility(after) - utility(before);
    }

    private double utility(Outcome outcome) {
        return outcome.winner() == bidder ? value() - outcome.price() : 0.0;
    }

    /**
     * The highest bid of the others in the first sale.
     *
     * @return max B, 0 if there is no other
     */
    public double highestOther() {
        return Bids.highestOfOthers(bids, bids.length, bidder - 1);
    }

    /** Where a provider is found after the change, if that is an exchange of places. */
    int exchanged(int provider) {
        if (change instanceof Change.Swap swap) {
            return provider == bidder ? swap.other() : provider == swap.other() ? bidder : provider;
        }
        return provider;
    }

    /**
     * The experiment in words, for example <code>bids {3.5, 1.5}: bidder 1 loses; bidding 4 it wins at 1.5</code>.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return Wording.of(this);
    }
}
