package dmsb.auction.round;

import dmsb.core.argument.Require;

/**
 * The past as a factor of one station may see it under theorem A: the bids of the <em>others</em> by rank, and the UAV's
 * declarations. What the station's own bids can move is not in it: its own bids and their number, winners, prices,
 * surpluses, who served, the contract of eq. (13), revealed values, and a mean over all bids. Nor is its name, so that
 * stations with the same others get the same factor.
 *
 * <p>Rounds are addressed by age: 0 is the last one. A missing bid is 0. The others are ranked after the station is
 * removed. Dropping the top rank of all bids instead would leak whether the station held it. Market conditions are left
 * out, because those of the station may be reported rather than measured.
 *
 * <p>A view looks at the history as it is when it is asked. Asking allocates nothing. For one thread at a time.
 */
public class OthersPast {
    private final Announcement announcement;
    private final BidHistory history;
    private final int station;

    /**
     * The view of one station.
     *
     * @param announcement what is announced before the bids of the coming round, the past rounds with it; kept
     * @param station the station whose factor is to be set, 1 to N; it is not told by the view
     * @throws IllegalArgumentException if there is no such station
     */
    public OthersPast(Announcement announcement, int station) {
        this.announcement = announcement;
        this.history = announcement.history();
        this.station = Require.within("station", station, 1, history.groundStations());
    }

    /** The history, for views that show a little more of it. */
    final BidHistory history() {
        return history;
    }

    /**
     * The number of the other stations.
     *
     * @return N - 1
     */
    public final int others() {
        return history.groundStations() - 1;
    }

    /**
     * The number of past rounds in view.
     *
     * @return 0 to H
     */
    public final int rounds() {
        return history.size();
    }

    /**
     * A past bid of another station.
     *
     * @param age the round's age, 0 to rounds - 1
     * @param rank its rank among the others' bids of that round, 0 is the highest, N - 2 the lowest
     * @return the bid; 0 for a missing one
     * @throws IllegalArgumentException if there is no such round or rank
     */
    public final double bid(int age, int rank) {
        Require.within("rank", rank, 0, others() - 1);
        double bid = history.bid(age, rank);
        return bid > history.bidOf(age, station) ? bid : history.bid(age, rank + 1);
    }

    /**
     * What the UAV declares for the coming round.
     *
     * @return vhat_0
     */
    public final double estimate() {
        return announcement.estimate();
    }

    /**
     * What the UAV declared for a past round.
     *
     * @param age the round's age, 0 to rounds - 1
     * @return vhat_0 of that round
     * @throws IllegalArgumentException if there is no such round
     */
    public final double estimate(int age) {
        return history.estimate(age);
    }
}
