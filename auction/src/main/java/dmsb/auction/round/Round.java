package dmsb.auction.round;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.SecondPrice;

/**
 * One round in its three phases: {@link #open opened} with bids and values, {@link #award awarded} to a winner, {@link
 * #settle settled} with the delay. Owned and reused by whoever holds the auctions, so that a round allocates nothing.
 *
 * <p>Bids are truthful, (12b), so a ground base station's bid is its value. The true value v_0 of the UAV is in here for
 * the one who keeps the books. A rule for rho gets to see a round only when it is settled, and even then should look at
 * {@link #surplus} rather than at v_0, {@link #firstBest} or {@link #surplusUnder}, unless v_0 is revealed after the round.
 */
public final class Round {
    private final double[] bids;
    private final double zeta;
    private double estimate;
    private double contract;
    private double uavValue;
    private boolean uavValueKnown;
    private int leader;
    private double highest;
    private double second;
    private int winner;
    private double price;
    private double rho;
    private double delay;

    /**
     * Room for rounds.
     *
     * @param groundStations the number of bids, N, at least 1
     * @param zeta the UAV's bargaining power in (12), positive
     */
    public Round(int groundStations, double zeta) {
        this.bids = new double[groundStations];
        this.zeta = zeta;
    }

    /**
     * The bids' array, to be filled before {@link #open}. For whoever holds the auctions.
     *
     * @return the array of b_1..b_N, b_1 at index 0; the array itself, not a copy
     */
    public double[] bids() {
        return bids;
    }

    /**
     * Opens the round on the bids that stand in {@link #bids()}.
     *
     * @param announcement what was announced before the bids
     * @param trueUavValue v_0
     * @throws IllegalArgumentException if a bid is negative, infinite or NaN
     */
    public void open(Announcement announcement, double trueUavValue) {
        open(announcement, trueUavValue, true);
    }

    /**
     * Opens the round on the bids that stand in {@link #bids()}.
     *
     * @param announcement what was announced before the bids
     * @param newUavValue v_0, or the best estimate of it
     * @param known whether v_0 is known; if not, all that is said of the UAV's surplus is an estimate
     * @throws IllegalArgumentException if a bid is negative, infinite or NaN
     */
    public void open(Announcement announcement, double newUavValue, boolean known) {
        Bids.require(bids, bids.length);
        estimate = announcement.estimate();
        contract = announcement.contract();
        uavValue = newUavValue;
        uavValueKnown = known;
        int index = Bids.highest(bids, bids.length);
        leader = index + 1;
        highest = bids[index];
        second = Bids.highestOfOthers(bids, bids.length, index);
        rho = Double.NaN;
        winner = 0;
        price = 0.0;
        delay = 0.0;
    }

    /**
     * Awards the task by the modified second-bid auction, (14) and (15).
     *
     * @param scalingFactor rho, at least 1
     * @throws IllegalArgumentException if rho is NaN or below 1
     */
    public void awardBy(double scalingFactor) {
        rho = ModifiedSecondBid.requireRho(scalingFactor);
        winner = groundWinsUnder(rho) ? leader : 0;
        price = winner == 0 ? contract : rho * second;
    }

    /** Awards the task by the second-price auction among all N + 1 providers, the UAV bidding its contract. */
    public void awardBySecondPrice() {
        int served = SecondPrice.winner(bids, bids.length, contract);
        award(served, SecondPrice.price(bids, bids.length, contract, served));
    }

    /** Awards the task to whoever serves it best, for nothing: the first best, a ceiling and no mechanism. */
    public void awardToBest() {
        award(zeta * uavValue >= highest ? 0 : leader, 0.0);
    }

    /**
     * Awards the task as another mechanism has decided. The round has no scaling factor then.
     *
     * @param newWinner who serves, 0 (the UAV) to N
     * @param newPrice what the winner pays
     */
    public void award(int newWinner, double newPrice) {
        rho = Double.NaN;
        winner = newWinner;
        price = newPrice;
    }

    /**
     * Closes the round.
     *
     * @param delaySeconds the winner's latency in s
     */
    public void settle(double delaySeconds) {
        delay = delaySeconds;
    }

    /**
     * Whether a ground base station wins this round's bids under a scaling factor, whatever was awarded.
     *
     * @param scalingFactor rho, at least 1
     * @return true if the highest bid wins, false if the UAV serves
     */
    public boolean groundWinsUnder(double scalingFactor) {
        return ModifiedSecondBid.exceeds(highest, scalingFactor, second);
    }

    /**
     * The surplus (12a) that a scaling factor has on this round's bids, whatever was awarded.
     *
     * @param scalingFactor rho, at least 1
     * @return the highest bid if it wins, else zeta v_0
     */
    public double surplusUnder(double scalingFactor) {
        return groundWinsUnder(scalingFactor) ? highest : zeta * uavValue;
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
     * The UAV's true value.
     *
     * @return v_0, or an estimate of it unless {@link #uavValueKnown}
     */
    public double uavValue() {
        return uavValue;
    }

    /**
     * Whether the UAV's value is known. In a log of auctions it is only where the UAV served.
     *
     * @return false if {@link #uavValue} is an estimate
     */
    public boolean uavValueKnown() {
        return uavValueKnown;
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
     * @return b_(1)
     */
    public double highest() {
        return highest;
    }

    /**
     * The second-highest bid.
     *
     * @return b_(2), 0 if there is only one
     */
    public double second() {
        return second;
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
     * @return rho, or NaN if there was none
     */
    public double rho() {
        return rho;
    }

    /**
     * The winner's latency.
     *
     * @return the delay in s
     */
    public double delay() {
        return delay;
    }

    /**
     * The UAV's part of the surplus.
     *
     * @return zeta v_0 if it serves, else 0
     */
    public double uavSurplus() {
        return winner == 0 ? zeta * uavValue : 0.0;
    }

    /**
     * The ground base stations' part of the surplus.
     *
     * @return the value of the one that serves, 0 if none does
     */
    public double groundSurplus() {
        return winner == 0 ? 0.0 : bids[winner - 1];
    }

    /**
     * The total surplus (12a).
     *
     * @return zeta v_0 x_0 + sum v_n x_n
     */
    public double surplus() {
        return winner == 0 ? zeta * uavValue : bids[winner - 1];
    }

    /**
     * The largest surplus possible.
     *
     * @return max(zeta v_0, v_(1))
     */
    public double firstBest() {
        return Math.max(zeta * uavValue, highest);
    }
}
