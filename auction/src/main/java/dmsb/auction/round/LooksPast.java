package dmsb.auction.round;

/**
 * The past as a decision whether to look may see it: the UAV's declarations, and what earlier looks have shown. Nobody's
 * bids are in it, nor anything that a bid can move. A view looks at the history as it is when it is asked. For one
 * thread at a time.
 */
public final class LooksPast {
    private final Announcement announcement;
    private final BidHistory history;

    /**
     * The view.
     *
     * @param announcement what is announced before the bids of the coming round, the past rounds with it; kept
     */
    public LooksPast(Announcement announcement) {
        this.announcement = announcement;
        this.history = announcement.history();
    }

    /**
     * The number of past rounds in view.
     *
     * @return 0 to H
     */
    public int rounds() {
        return history.size();
    }

    /**
     * What the UAV declares for the coming round.
     *
     * @return vhat_0
     */
    public double estimate() {
        return announcement.estimate();
    }

    /**
     * What the UAV declared for a past round.
     *
     * @param age the round's age, 0 to rounds - 1
     * @return vhat_0 of that round
     * @throws IllegalArgumentException if there is no such round
     */
    public double estimate(int age) {
        return history.estimate(age);
    }

    /**
     * Whether a past round was a look.
     *
     * @param age the round's age, 0 to rounds - 1
     * @return true if it was
     * @throws IllegalArgumentException if there is no such round
     */
    public boolean wasLook(int age) {
        return history.wasLook(age);
    }

    /**
     * What a look has shown.
     *
     * @param age the round's age, 0 to rounds - 1
     * @return zeta v_0 of that round; NaN unless it was a look and its value is revealed
     * @throws IllegalArgumentException if there is no such round
     */
    public double uavWorth(int age) {
        return history.wasLook(age) && history.uavValueRevealed(age) ? history.surplus(age) : Double.NaN;
    }
}
