package dmsb.proofs.law;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import dmsb.core.argument.Require;

/**
 * A sale, and the same sale after one change: all that a law speaks about. Immutable.
 *
 * <p>The bidder's bid before the change counts as its value v, so its utility is v x - p in both sales. Where it takes part
 * under more than one name, x and p are those of all of them.
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
        this.before = Sale.clear(mechanism, bids);
        this.after = change instanceof Change.Nothing ? before : Sale.clear(mechanism, bidsAfter);
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
     * @throws IllegalStateException if the auction refuses one of the sales: it throws, returns null, or returns the outcome
     *     of a sale with another number of bidders
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
     * Whether the bidder wins the second sale, by itself or by another name of its own.
     *
     * @return true if it does
     */
    public boolean winsAfter() {
        return change.isOwn(after.winner(), bids.length, bidder);
    }

    /**
     * What the change is worth to the bidder: the difference of its utilities v x - p.
     *
     * @return the gain, negative if it is a loss
     */
    public double gain() {
        return utility(winsAfter(), after) - utility(winsBefore(), before);
    }

    private double utility(boolean wins, Outcome outcome) {
        return wins ? value() - outcome.price() : 0.0;
    }

    /** The bid that wins the second sale; only if a ground base station wins it. */
    double winningBidAfter() {
        return bidsAfter[after.winner() - 1];
    }

    /**
     * The highest bid of the others in the first sale.
     *
     * @return max B, 0 if there is no other
     */
    public double highestOther() {
        return Bids.highestOfOthers(bids, bids.length, bidder - 1);
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
