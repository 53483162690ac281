package dmsb.auction.round;

/**
 * {@link OthersPast} with what looks have shown. A look gives the round to the UAV whatever is bid, so no bid decides
 * whether its value is seen. The values of other rounds that the UAV served are not in it.
 */
public final class OthersPastWithLooks extends OthersPast {
    /**
     * The view of one station.
     *
     * @param announcement what is announced before the bids of the coming round, the past rounds with it; kept
     * @param station the station whose factor is to be set, 1 to N
     * @throws IllegalArgumentException if there is no such station
     */
    public OthersPastWithLooks(Announcement announcement, int station) {
        super(announcement, station);
    }

    /**
     * Whether a look has shown what serving was worth to the UAV.
     *
     * @param age the round's age, 0 to rounds - 1
     * @return true if the round was a look and its value is revealed
     * @throws IllegalArgumentException if there is no such round
     */
    public boolean isShown(int age) {
        return history().wasLook(age) && history().uavValueRevealed(age);
    }

    /**
     * What a look has shown.
     *
     * @param age the round's age, 0 to rounds - 1
     * @return zeta v_0 of that round; NaN unless it {@linkplain #isShown is shown}
     * @throws IllegalArgumentException if there is no such round
     */
    public double uavWorth(int age) {
        return isShown(age) ? history().surplus(age) : Double.NaN;
    }
}
