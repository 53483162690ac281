package dmsb.auction.environment;

import dmsb.auction.round.Round;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.ActionGrid;

/**
 * A round together with what is known only afterwards: the UAV's value, even where it did not serve, and the delay.
 * Evaluations and rewards use it; a rule for rho never sees it. Reused from round to round.
 */
public final class HindsightRound {
    private final Round round;
    private final RoundTerms terms;
    private double uavValue;
    private boolean uavValueKnown;
    private double delay;

    /**
     * Hindsight on a round.
     *
     * @param round the round, kept
     * @param terms gives the UAV's bargaining power zeta in eq. (12a)
     */
    HindsightRound(Round round, RoundTerms terms) {
        this.round = round;
        this.terms = terms;
    }

    /** Takes note of the UAV's value. */
    void open(double newUavValue, boolean known) {
        uavValue = newUavValue;
        uavValueKnown = known;
        delay = 0.0;
    }

    /** Takes note of the winner's latency in s. */
    void settle(double delaySeconds) {
        delay = delaySeconds;
    }

    /**
     * The round as the auctioneer knows it.
     *
     * @return the round itself
     */
    public Round round() {
        return round;
    }

    /** Awards the task to whoever serves it best, for nothing: the first best, a ceiling and no mechanism. */
    public void awardToBest() {
        round.award(uavWorth() >= round.highest() ? 0 : round.leader(), 0.0);
    }

    /**
     * The UAV's value.
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
     * What the UAV's serving is worth in eq. (12a).
     *
     * @return zeta v_0
     */
    public double uavWorth() {
        return terms.worth(uavValue);
    }

    /**
     * The surplus, eq. (12a), that a scaling factor has on this round's bids, whatever was awarded.
     *
     * @param rho the price scaling factor, at least 1
     * @return the highest bid if it wins, else zeta v_0
     */
    public double surplusUnder(double rho) {
        return round.groundWinsUnder(rho) ? round.highest() : uavWorth();
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
        return round.uavServes() ? uavWorth() : 0.0;
    }

    /**
     * The ground base stations' part of the surplus.
     *
     * @return the value of the one that serves, 0 if none does
     */
    public double groundSurplus() {
        return round.uavServes() ? 0.0 : round.bids()[round.winner() - 1];
    }

    /**
     * The total surplus, eq. (12a).
     *
     * @return zeta v_0 x_0 + sum v_n x_n
     */
    public double surplus() {
        return round.uavServes() ? uavWorth() : round.bids()[round.winner() - 1];
    }

    /**
     * The largest surplus that an action of a grid has on this round's bids. A grid increases, so the ground wins under its
     * first actions and the UAV serves under the others.
     *
     * @param grid the actions
     * @return zeta v_0, v_[1] or the larger of the two, as far as there are actions for them
     */
    public double bestOn(ActionGrid grid) {
        return Math.max(surplusUnder(grid.rho(0)), surplusUnder(grid.rho(grid.size() - 1)));
    }

    /**
     * The largest surplus possible.
     *
     * @return max(zeta v_0, v_[1])
     */
    public double firstBest() {
        return Math.max(uavWorth(), round.highest());
    }
}
