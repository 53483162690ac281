package dmsb.auction.round;

import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import java.util.HexFormat;

/**
 * A round whose rho is fixed and whose bids have not arrived. Its rho, the UAV's declarations and its {@link PricedBy}
 * never change. Several rounds of a market can be open at once; each is settled once, or cancelled.
 */
public final class Posted {
    private final Ledger ledger;
    private final Round round;
    private final String auctionId;
    private final Factors factors;
    private final PricedBy pricedBy;
    private RoundFollower follower = RoundFollower.NONE;
    private final Ledger.Era era;
    private String closed = "";

    /**
     * An open round.
     *
     * @throws IllegalArgumentException if the factors are of another number of stations
     */
    Posted(Ledger ledger, Round round, String auctionId, Factors factors, PricedBy pricedBy) {
        this.ledger = ledger;
        this.round = round;
        this.auctionId = auctionId;
        this.factors = factors.requireFor(round.groundStations());
        this.pricedBy = pricedBy;
        this.era = ledger.era();
    }

    /** Takes note that the round was never posted. */
    void withdraw() {
        closed = "withdrawn";
    }

    void followWith(RoundFollower newFollower) {
        follower = newFollower;
    }

    /**
     * The round's number in its market.
     *
     * @return the number, from 0
     */
    public long number() {
        return round.number();
    }

    /**
     * The caller's id of the auction.
     *
     * @return the id, empty if none was given
     */
    public String auctionId() {
        return auctionId;
    }

    /**
     * The price scaling factor.
     *
     * @return rho, from 1 to infinity; NaN where stations have {@link #factors} of their own
     */
    public double rho() {
        return factors.isCommon() ? factors.rho(1) : Double.NaN;
    }

    /**
     * The price scaling factors of all stations.
     *
     * @return what was fixed before the bids
     */
    public Factors factors() {
        return factors;
    }

    /**
     * What has set rho.
     *
     * @return the model and its publication
     */
    public PricedBy pricedBy() {
        return pricedBy;
    }

    /**
     * What the UAV declared for this round as its estimate.
     *
     * @return vhat_0
     */
    public double estimate() {
        return round.estimate();
    }

    /**
     * The UAV's contract. It pays this if it serves, unless the market's terms say otherwise: under the pivot it pays
     * max_n b_n / zeta, and nothing in a look.
     *
     * @return b_0, as it was announced
     */
    public double contract() {
        return round.contract();
    }

    /**
     * Settles the round with a bid of every ground base station.
     *
     * @param bids the sealed bids b_1..b_N. Where the terms have a range of stations, NaN is a missing bid, and so is one after
     *     the last element. Not modified.
     * @return who serves, what is paid, and why
     * @throws IllegalStateException if the round is settled or cancelled already, or another thread is using the market
     * @throws IllegalArgumentException if a bid is negative or infinite, there are not N, one is missing that must not be, or
     *     one is of a station that was not invited; the round then stays open
     */
    public Settlement clear(double... bids) {
        ledger.enter();
        try {
            requireOpen();
            round.open(bids);
            return settle();
        } finally {
            ledger.leave();
        }
    }

    /**
     * Settles the round with the bids that came; others may be missing.
     *
     * @param bids the sealed bids. Not modified.
     * @return who serves, what is paid, and why
     * @throws IllegalStateException if the round is settled or cancelled already, or another thread is using the market
     * @throws IllegalArgumentException if they are of another number of stations; the round then stays open
     */
    public Settlement clear(SealedBids bids) {
        ledger.enter();
        try {
            requireOpen();
            round.open(bids);
            return settle();
        } finally {
            ledger.leave();
        }
    }

    private Settlement settle() {
        round.awardBy(factors);
        closed = "settled";
        ledger.close(this);
        Settlement settlement = new Settlement(this, ledger, round, follower);
        ledger.settle(round, settlement);
        follower.onSettled(settlement);
        return settlement;
    }

    /**
     * Gives the round up: no bids will come, and nothing is remembered of it but its number.
     *
     * @throws IllegalStateException if the round is settled or cancelled already, or another thread is using the market
     */
    public void cancel() {
        ledger.enter();
        try {
            requireOpen();
            closed = "cancelled";
            ledger.close(this);
            follower.onCancelled(this);
        } finally {
            ledger.leave();
        }
    }

    private void requireOpen() {
        requirePresent();
        if (!closed.isEmpty()) {
            throw new IllegalStateException(
                    "round " + number() + ": expected one that is open, got one that is " + closed + " already");
        }
    }

    /** Refuses a handle of before the market was restored or cleared: the round has another one now, or none. */
    void requirePresent() {
        if (era != ledger.era()) {
            throw new IllegalStateException("round " + number()
                    + ": expected a handle of the market as it is, got one of before it was restored or cleared");
        }
    }

    /**
     * A commitment to what is fixed before the bids, for auctioneers who keep it sealed until the bids are in.
     *
     * @param nonce secret bytes that nobody can guess, used once, at least {@value Commitment#SHORTEST_NONCE}. Not modified.
     * @return the commitment, to be published before the bids
     * @throws IllegalArgumentException if the nonce is too short
     */
    public Commitment commit(byte[] nonce) {
        return Commitment.to(opening(nonce));
    }

    /**
     * What opens the commitment that was made with the same nonce.
     *
     * @param nonce the nonce. Not modified.
     * @return the opening, to be published after the bids
     * @throws IllegalArgumentException if the nonce is too short
     */
    public Commitment.Opening opening(byte[] nonce) {
        if (nonce.length < Commitment.SHORTEST_NONCE) {
            throw new IllegalArgumentException(
                    "nonce: expected at least " + Commitment.SHORTEST_NONCE + " bytes, got " + nonce.length);
        }
        return new Commitment.Opening(auctionId, factors, HexFormat.of().formatHex(nonce));
    }

    void save(StateWriter state) {
        state.put("round", round);
        state.putText("auctionId", auctionId);
        double[] rhos = factors.rhos().stream().mapToDouble(Double::doubleValue).toArray();
        state.put("factors", (long) rhos.length);
        state.put("rhos", rhos);
        state.put("look", factors.look() ? 1L : 0L);
        state.putText("model", pricedBy.model());
        state.put("publication", pricedBy.publication());
        follower.save(state.under("follower"));
    }

    static Posted restored(Ledger ledger, StateReader state, AuctionListener listener) {
        Round round = new Round(ledger.terms());
        state.restore("round", round);
        Posted posted = new Posted(
                ledger,
                round,
                state.text("auctionId"),
                factors(state, ledger.terms().groundStations()),
                new PricedBy(state.text("model"), state.wholeNumber("publication")));
        posted.followWith(listener.onRestored(posted, state.under("follower")));
        return posted;
    }

    private static Factors factors(StateReader state, int groundStations) {
        int count = state.wholeNumber("factors", 1, groundStations);
        return Factors.of(state.doubles("rhos", count), state.wholeNumber("look", 0, 1) == 1);
    }

    /** The handle of a restored round that was settled before it was saved. */
    Settlement settledBefore() {
        closed = "settled";
        return new Settlement(this, ledger, round, follower);
    }
}
