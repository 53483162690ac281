package dmsb.auction.round;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.SecondPrice;
import dmsb.auction.mechanism.TopBids;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import java.util.Arrays;

/**
 * One round as the auctioneer knows it. It is {@link #announce announced}, {@link #open opened} with the bids, and
 * {@link #awardBy awarded} to a winner. If the UAV served, it is then {@link #reveal revealed}. The simulator and
 * embedding programs both use this class. Only here the winner and the payment are determined.
 *
 * <p>Bids are truthful, eq. (12b), so a ground base station's bid is its value. Until the UAV's value v_0 is revealed,
 * its declared estimate replaces it. An owner of many rounds reuses the object, so a round allocates nothing. For one
 * thread at a time.
 */
public final class Round implements Checkpointed {
    private final double[] bids;
    private final boolean[] present;
    private final boolean[] invited;
    private final RoundTerms terms;
    private final TopBids top = new TopBids();
    private long number;
    private double estimate;
    private double contract;
    private int leader;
    private int winner;
    private double price;
    private double rho = Double.NaN;
    private boolean look;
    private double uavValue = Double.NaN;

    /**
     * Room for rounds.
     *
     * @param terms gives the number of bids, N, and the UAV's bargaining power, zeta
     */
    public Round(RoundTerms terms) {
        this.bids = new double[terms.groundStations()];
        this.present = new boolean[bids.length];
        this.invited = new boolean[bids.length];
        Arrays.fill(invited, true);
        this.terms = terms;
    }

    /**
     * Begins a round: what the UAV has declared is copied, everything else forgotten.
     *
     * @param newNumber the round's number in its market, from 0
     * @param announcement what was announced before the bids. Not modified.
     */
    public void announce(long newNumber, Announcement announcement) {
        number = newNumber;
        estimate = announcement.estimate();
        contract = announcement.contract();
        if (terms.stations().vary()) {
            announcement.copyInvited(invited);
        }
        rho = Double.NaN;
        look = false;
        uavValue = Double.NaN;
        winner = 0;
        price = 0.0;
    }

    /**
     * The bids' array, to be filled before {@link #open()}. For whoever holds the auctions.
     *
     * @return the array of b_1..b_N, b_1 at index 0; the array itself, not a copy
     */
    public double[] bids() {
        return bids;
    }

    /**
     * Opens the bids that stand in {@link #bids()}, one in every place.
     *
     * @throws IllegalArgumentException if a bid is negative, infinite or NaN
     */
    public void open() {
        Bids.require(bids, bids.length);
        Arrays.fill(present, true);
        rank();
    }

    /**
     * Opens the bids that stand in {@link #bids()}, where NaN is a missing bid. It becomes 0, which neither wins nor sets a
     * price.
     *
     * @throws IllegalArgumentException if a bid is negative or infinite, or of a station that is not invited
     */
    public void openWithMissing() {
        for (int n = 0; n < bids.length; n++) {
            if (!Double.isNaN(bids[n])) {
                Require.notNegative("bids", n, bids[n]);
                Invitations.require(invited, n, bids[n]);
            }
        }
        take();
    }

    /** Takes bids that have been checked, NaN for a missing one. */
    private void take() {
        for (int n = 0; n < bids.length; n++) {
            present[n] = !Double.isNaN(bids[n]);
            bids[n] = present[n] ? bids[n] : 0.0;
        }
        rank();
    }

    /**
     * Opens the bids that stand in {@link #bids()} again, after somebody has changed some of them. Who has bid stays as it was.
     *
     * @throws IllegalArgumentException if a bid is negative, infinite or NaN
     */
    public void reopen() {
        Bids.require(bids, bids.length);
        rank();
    }

    /** Opens bids as a caller gives them. */
    void open(double[] given) {
        Invitations.require(terms.stations(), invited, given);
        Invitations.spread(given, bids, Double.NaN);
        take();
    }

    /**
     * Opens sealed bids, of which some may be missing.
     *
     * @param sealed the bids. Not modified.
     * @throws IllegalArgumentException if they are of another number of stations, or one is of a station that is not invited
     */
    public void open(SealedBids sealed) {
        if (sealed.groundStations() != bids.length) {
            throw new IllegalArgumentException("bids: expected those of groundStations " + bids.length
                    + ", got those of " + sealed.groundStations());
        }
        sealed.copyTo(bids, present);
        for (int n = 0; n < present.length; n++) {
            if (present[n]) {
                Invitations.require(invited, n, bids[n]);
            }
        }
        rank();
    }

    private void rank() {
        for (int n = 0; n < bids.length; n++) {
            bids[n] += 0.0; // -0 becomes 0: no view of the past tells which of the two it was
        }
        top.find(bids, 0, bids.length);
        leader = top.leader(bids, 0);
    }

    /**
     * Awards the task by the modified second-bid auction, eq. (14) and eq. (15).
     *
     * @param scalingFactor rho, at least 1
     * @throws IllegalArgumentException if rho is NaN or below 1
     */
    public void awardBy(double scalingFactor) {
        awardBy(scalingFactor, false);
    }

    /**
     * Awards the task by the modified second-bid auction in which each station may have a factor of its own. No factor is
     * below 1, so only the highest bid can win, and the factor of its bidder decides. Of several highest bids none can win.
     *
     * @param factors what was fixed before the bids
     * @throws IllegalArgumentException if they are of another number of stations
     */
    public void awardBy(Factors factors) {
        factors.requireFor(bids.length);
        awardBy(factors.rho(leader), factors.look());
    }

    /** Gives the task to the UAV whatever was bid: the round is a look. Its scaling factor is infinite. */
    public void awardAsLook() {
        awardBy(Double.POSITIVE_INFINITY, true);
    }

    private void awardBy(double scalingFactor, boolean asLook) {
        rho = ModifiedSecondBid.requireRho(scalingFactor);
        look = asLook;
        boolean groundWins = top.groundWins(rho);
        winner = groundWins ? leader : 0;
        price = groundWins ? top.criticalPayment(rho) : terms.uavPays(contract, top.highest(), look);
    }

    /** Awards the task by the second-price auction among all N + 1 providers, the UAV bidding its contract. */
    public void awardBySecondPrice() {
        int served = SecondPrice.winner(bids, bids.length, contract);
        award(served, SecondPrice.price(bids, bids.length, contract, served));
    }

    /**
     * Awards the task as another mechanism has decided. The round has no scaling factor then.
     *
     * @param newWinner who serves, 0 (the UAV) to N
     * @param newPrice what the winner pays
     * @throws IllegalArgumentException if there is no such provider, or the price is negative, infinite or NaN
     */
    public void award(int newWinner, double newPrice) {
        Require.within("winner", newWinner, 0, bids.length);
        Require.notNegative("price", newPrice);
        rho = Double.NaN;
        winner = newWinner;
        price = newPrice;
        look = false;
    }

    /**
     * Takes note of what serving was worth to the UAV.
     *
     * @param value v_0, finite and not negative
     * @throws IllegalArgumentException if the value is negative, infinite or NaN
     */
    public void reveal(double value) {
        uavValue = Require.notNegative("uavValue", value);
    }

    /**
     * Whether a ground base station wins this round's bids under a scaling factor, whatever was awarded.
     *
     * @param scalingFactor rho, at least 1
     * @return true if the highest bid wins, false if the UAV serves
     */
    public boolean groundWinsUnder(double scalingFactor) {
        return top.groundWins(scalingFactor);
    }

    /**
     * The surplus, eq. (12a), that a scaling factor has on this round's bids, whatever was awarded, as far as is known.
     *
     * @param scalingFactor rho, at least 1
     * @return the highest bid if it wins, else {@link #uavWorth}
     */
    public double surplusUnder(double scalingFactor) {
        return groundWinsUnder(scalingFactor) ? top.highest() : uavWorth();
    }

    /**
     * The exact comparison that decides the round at its scaling factor.
     *
     * @return the comparison
     */
    public Comparison comparison() {
        return new Comparison(top.highest(), rho, top.second());
    }

    /**
     * The round's number in its market.
     *
     * @return the number, from 0
     */
    public long number() {
        return number;
    }

    /**
     * The number of ground base stations.
     *
     * @return N
     */
    public int groundStations() {
        return bids.length;
    }

    /**
     * Whether a station has bid.
     *
     * @param station the ground base station, 1 to N
     * @return false if it is absent
     * @throws IllegalArgumentException if there is no such station
     */
    public boolean isPresent(int station) {
        return present[Require.within("station", station, 1, present.length) - 1];
    }

    /**
     * The UAV's declared estimate.
     *
     * @return vhat_0
     */
    public double estimate() {
        return estimate;
    }

    /**
     * The UAV's declared contract.
     *
     * @return b_0
     */
    public double contract() {
        return contract;
    }

    /**
     * Whether the UAV's value is revealed.
     *
     * @return true if v_0 is known
     */
    public boolean uavValueRevealed() {
        return !Double.isNaN(uavValue);
    }

    /**
     * The UAV's value.
     *
     * @return v_0, NaN unless it is revealed
     */
    public double uavValue() {
        return uavValue;
    }

    /**
     * What the UAV's serving is worth in eq. (12a), as far as is known.
     *
     * @return zeta v_0 if v_0 is revealed, else zeta vhat_0
     */
    public double uavWorth() {
        return terms.worth(uavValueRevealed() ? uavValue : estimate);
    }

    /**
     * The ground base station with the highest bid, the first of several.
     *
     * @return its number, 1 to N
     */
    public int leader() {
        return leader;
    }

    /**
     * The highest bid.
     *
     * @return v_[1]
     */
    public double highest() {
        return top.highest();
    }

    /**
     * The second-highest bid.
     *
     * @return v_[2], 0 if there is only one
     */
    public double second() {
        return top.second();
    }

    /**
     * Who serves.
     *
     * @return 0 for the UAV, n for ground base station n
     */
    public int winner() {
        return winner;
    }

    /**
     * Whether the UAV serves.
     *
     * @return true if the winner is 0
     */
    public boolean uavServes() {
        return winner == 0;
    }

    /**
     * Whether the round was awarded as a look, in which the UAV serves whatever is bid.
     *
     * @return true if it was
     */
    public boolean isLook() {
        return look;
    }

    /**
     * What the winner pays.
     *
     * @return the price
     */
    public double price() {
        return price;
    }

    /**
     * The scaling factor by which the round was awarded.
     *
     * @return rho, that of the highest bidder where stations have factors of their own; NaN if there was none
     */
    public double rho() {
        return rho;
    }

    /**
     * The total surplus, eq. (12a), as far as is known.
     *
     * @return the winner's bid, or {@link #uavWorth} if the UAV serves
     */
    public double surplus() {
        return winner == 0 ? uavWorth() : bids[winner - 1];
    }

    @Override
    public void save(StateWriter state) {
        state.put("number", number);
        state.put("bids", bids);
        state.put("present", Flags.bytes(present));
        if (terms.stations().vary()) {
            state.put("invited", Flags.bytes(invited));
        }
        state.put("declared", new double[] {estimate, contract});
        state.put("winner", (long) winner);
        state.put("look", look ? 1L : 0L);
        state.put("outcome", new double[] {price, rho, uavValue});
    }

    @Override
    public void restore(StateReader state) {
        number = state.wholeNumber("number");
        System.arraycopy(state.doubles("bids", bids.length), 0, bids, 0, bids.length);
        Bids.require(bids, bids.length);
        Flags.read(state.bytes("present", present.length), present);
        if (terms.stations().vary()) {
            Flags.read(state.bytes("invited", invited.length), invited);
        }
        rank();
        double[] declared = state.doubles("declared", 2);
        estimate = Require.notNegative("estimate", declared[0]);
        contract = Require.notNegative("contract", declared[1]);
        winner = state.wholeNumber("winner", 0, bids.length);
        look = state.wholeNumber("look", 0, 1) == 1;
        double[] outcome = state.doubles("outcome", 3);
        price = Require.notNegative("price", outcome[0]);
        rho = outcome[1];
        uavValue = outcome[2];
    }
}
