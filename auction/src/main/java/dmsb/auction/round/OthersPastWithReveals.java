package dmsb.auction.round;

/**
 * {@link OthersPast} with the UAV's value of every round that it served, as far as it is revealed. A station's bids decide
 * who serves, so they decide what is seen here. A factor that uses it is not strict: causing a reveal is free for a
 * station that would lose anyway.
 */
public final class OthersPastWithReveals extends OthersPast {
    /**
     * The view of one station.
     *
     * @param announcement what is announced before the bids of the coming round, the past rounds with it; kept
     * @param station the station whose factor is to be set, 1 to N
     * @throws IllegalArgumentException if there is no such station
     */
    public OthersPastWithReveals(Announcement announcement, int station) {
        super(announcement, station);
    }

    /**
     * Whether the UAV's value of a past round is revealed.
     *
     * @param age the round's age, 0 to rounds - 1
     * @return true if the UAV served and its value is known
     * @throws IllegalArgumentException if there is no such round
     */
    public boolean isShown(int age) {
        return history().uavValueRevealed(age);
    }

    /**
     * What serving was worth to the UAV.
     *
     * @param age the round's age, 0 to rounds - 1
     * @return zeta v_0 of that round; NaN unless it {@linkplain #isShown is shown}
     * @throws IllegalArgumentException if there is no such round
     */
    public double uavWorth(int age) {
        return isShown(age) ? history().surplus(age) : Double.NaN;
    }
}
