package dmsb.proofs.horizon;

import dmsb.auction.mechanism.Outcome;
import dmsb.core.argument.Require;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The rounds before the coming one, with names: all bids, who served at which price, and the UAV's value where it
 * served. It also has what no bid can change: the UAV's estimates, that of the coming round included. Immutable.
 */
public final class History {
    private final int bidders;
    private final List<Horizon.Held> held;
    private final HorizonCase market;

    History(int bidders, List<Horizon.Held> held, HorizonCase market) {
        this.bidders = bidders;
        this.held = held;
        this.market = market;
    }

    /**
     * The number of bidders.
     *
     * @return N
     */
    public int bidders() {
        return bidders;
    }

    /**
     * The number of rounds that are over, which is also the index of the coming one.
     *
     * @return 0 before the first round
     */
    public int rounds() {
        return held.size();
    }

    /**
     * The bids of a round.
     *
     * @param round the index of a round that is over, from 0
     * @return a copy, b_1 at index 0
     * @throws IllegalArgumentException if no such round is over
     */
    public double[] bids(int round) {
        return over(round).bids().clone();
    }

    /**
     * A bid.
     *
     * @param round the index of a round that is over, from 0
     * @param bidder the bidder, 1 to N
     * @return what it bid
     * @throws IllegalArgumentException if no such round is over, or there is no such bidder
     */
    public double bid(int round, int bidder) {
        return over(round).bids()[known(bidder) - 1];
    }

    /**
     * The highest bid of the others in a round.
     *
     * @param round the index of a round that is over, from 0
     * @param bidder the bidder who is left out, 1 to N
     * @return max b_-n
     * @throws IllegalArgumentException if no such round is over, or there is no such bidder
     */
    public double highestOfOthers(int round, int bidder) {
        return Horizon.highestOfOthers(over(round).bids(), known(bidder));
    }

    /**
     * How a round came out.
     *
     * @param round the index of a round that is over, from 0
     * @return who served, and the price
     * @throws IllegalArgumentException if no such round is over
     */
    public Outcome outcome(int round) {
        return over(round).outcome();
    }

    /**
     * The UAV's value of a round, which is revealed by serving.
     *
     * @param round the index of a round that is over, from 0
     * @return its value if it served, else empty
     * @throws IllegalArgumentException if no such round is over
     */
    public OptionalDouble revealed(int round) {
        return outcome(round).uavServes() ? OptionalDouble.of(market.uavValues()[round]) : OptionalDouble.empty();
    }

    /**
     * The UAV's estimate, announced before a round, which nobody's bids move.
     *
     * @param round the index of a round up to the coming one, from 0
     * @return the estimate
     * @throws IllegalArgumentException if the round is a later one, or the index is negative
     */
    public double estimate(int round) {
        return market.estimates()[Require.within("round", round, 0, rounds())];
    }

    private Horizon.Held over(int round) {
        if (held.isEmpty()) {
            throw Require.refusal("round", "none before the first round is over", round);
        }
        return held.get(Require.within("round", round, 0, rounds() - 1));
    }

    private int known(int bidder) {
        return Require.within("bidder", bidder, 1, bidders);
    }
}
