package dmsb.auction.round;

import dmsb.core.argument.Require;
import dmsb.core.checkpoint.StateWriter;
import java.util.OptionalDouble;

/**
 * The outcome of a round and the comparison that decided it. It does not change afterwards, except that the UAV's value
 * may be {@link #reveal revealed}.
 */
public final class Settlement {
    private final Posted posted;
    private final Ledger ledger;
    private final Round round;
    private final RoundFollower follower;
    private double uavValue = Double.NaN;

    Settlement(Posted posted, Ledger ledger, Round round, RoundFollower follower) {
        this.posted = posted;
        this.ledger = ledger;
        this.round = round;
        this.follower = follower;
    }

    /**
     * Tells what serving was worth to the UAV, at once or some rounds later. From when on a rule sees it is a matter of the
     * market's terms; they may say never.
     *
     * @param value v_0, finite and not negative
     * @throws IllegalStateException if the UAV did not serve, its value was revealed already, or another thread is using the
     *     market
     * @throws IllegalArgumentException if the value is negative, infinite or NaN
     */
    public void reveal(double value) {
        ledger.enter();
        try {
            Require.notNegative("uavValue", value);
            posted.requirePresent();
            if (!uavServes()) {
                throw new IllegalStateException("round " + number()
                        + ": expected to reveal the value of a round that the UAV served, got one that ground base station "
                        + winner() + " won");
            }
            if (!Double.isNaN(uavValue)) {
                throw new IllegalStateException(
                        "round " + number() + ": expected to reveal the UAV's value once, got it a second time");
            }
            uavValue = value;
            ledger.reveal(this, round, value);
            follower.onRevealed(this, value);
        } finally {
            ledger.leave();
        }
    }

    /**
     * The round's number in its market.
     *
     * @return the number, from 0
     */
    public long number() {
        return posted.number();
    }

    /**
     * The caller's id of the auction.
     *
     * @return the id, empty if none was given
     */
    public String auctionId() {
        return posted.auctionId();
    }

    /**
     * The price scaling factor that decided.
     *
     * @return rho, that of the highest bidder where stations have factors of their own
     */
    public double rho() {
        return round.rho();
    }

    /**
     * Whether the round was a look, in which the UAV serves whatever is bid.
     *
     * @return true if it was
     */
    public boolean isLook() {
        return round.isLook();
    }

    /**
     * What has set rho.
     *
     * @return the model and its publication
     */
    public PricedBy pricedBy() {
        return posted.pricedBy();
    }

    /**
     * Who serves.
     *
     * @return 0 for the UAV, n for ground base station n
     */
    public int winner() {
        return round.winner();
    }

    /**
     * Whether the UAV serves.
     *
     * @return true if the winner is 0
     */
    public boolean uavServes() {
        return round.uavServes();
    }

    /**
     * What the winner pays.
     *
     * @return rho times the highest other bid, eq. (15), or what the UAV pays on the market's terms
     */
    public double price() {
        return round.price();
    }

    /**
     * The exact comparison that decided.
     *
     * @return the comparison
     */
    public Comparison comparison() {
        return round.comparison();
    }

    /**
     * Why it came out so.
     *
     * @return the reason
     */
    public Comparison.Reason reason() {
        return comparison().reason();
    }

    /**
     * The bid of a ground base station.
     *
     * @param station its number, 1 to N
     * @return b_n, empty if it is missing
     * @throws IllegalArgumentException if there is no such station
     */
    public OptionalDouble bid(int station) {
        Require.within("station", station, 1, round.groundStations());
        return round.isPresent(station) ? OptionalDouble.of(round.bids()[station - 1]) : OptionalDouble.empty();
    }

    /**
     * The UAV's value.
     *
     * @return v_0, empty unless it is revealed
     */
    public OptionalDouble uavValue() {
        return Double.isNaN(uavValue) ? OptionalDouble.empty() : OptionalDouble.of(uavValue);
    }

    /**
     * The surplus that a factor has on this round's bids, whatever was posted, eq. (12a).
     *
     * @param scalingFactor rho, from 1 to infinity
     * @param uavWorth what the UAV's serving is worth, zeta v_0 or an estimate of it
     * @return the highest bid if it wins, else {@code uavWorth}
     */
    public double surplusUnder(double scalingFactor, double uavWorth) {
        return round.groundWinsUnder(scalingFactor) ? round.highest() : uavWorth;
    }

    void save(StateWriter state) {
        posted.save(state);
    }

    @Override
    public String toString() {
        return "round " + number() + (auctionId().isEmpty() ? "" : " (" + auctionId() + ")") + ": winner " + winner()
                + ", price " + price() + ", " + comparison() + ", " + reason();
    }
}
