package dmsb.auction.round;

import dmsb.auction.market.Stations;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import java.util.Arrays;

/**
 * All that is known before the bids of a round arrive: the market conditions m^k, the UAV's declared estimate and
 * contract, which stations are invited, and the past rounds. Nothing in it depends on the bids of the round, so rho is a
 * posted price.
 *
 * <p>The code that holds the auctions owns and reuses it, so a round allocates nothing.
 */
public final class Announcement implements Checkpointed {
    private final double[] conditions;
    private final BidHistory history;
    private double estimate;
    private double contract;
    private final boolean[] invited;
    private int invitations;

    /**
     * An announcement with all conditions, the estimate and the contract 0, and all stations invited.
     *
     * @param conditionCount the number of market conditions, at least 0
     * @param history the past rounds; kept, not copied, so that it shows what is recorded later
     * @throws IllegalArgumentException if the number is negative
     */
    public Announcement(int conditionCount, BidHistory history) {
        Require.atLeast("conditionCount", conditionCount, 0);
        this.conditions = new double[conditionCount];
        this.history = history;
        this.invited = new boolean[history.groundStations()];
        Arrays.fill(invited, true);
        this.invitations = invited.length;
    }

    /**
     * The market conditions m^k, each scaled to [0, 1] by its range. Whoever holds the auctions writes into this array,
     * rules read it.
     *
     * @return the array itself, not a copy
     */
    public double[] conditions() {
        return conditions;
    }

    /**
     * The past rounds.
     *
     * @return the history itself, not a copy
     */
    public BidHistory history() {
        return history;
    }

    /**
     * The UAV's declared estimate of its own value.
     *
     * @return vhat_0
     */
    public double estimate() {
        return estimate;
    }

    /**
     * The UAV's declared contract, eq. (13).
     *
     * @return b_0
     */
    public double contract() {
        return contract;
    }

    /**
     * How many stations are invited to bid.
     *
     * @return N of the round
     */
    public int stations() {
        return invitations;
    }

    /**
     * Whether a station is invited to bid.
     *
     * @param station the station, from 1 on
     * @return false if its place is empty in this round
     * @throws IllegalArgumentException if there is no such station
     */
    public boolean isInvited(int station) {
        return invited[Require.within("station", station, 1, invited.length) - 1];
    }

    /**
     * Sets which stations are invited to bid. For whoever holds the auctions.
     *
     * @param stations whether the station in each place is, that of station 1 at index 0; copied
     * @throws IllegalArgumentException if there is another number of places, or the market does not hold rounds of so many
     *     stations
     */
    public void invite(boolean[] stations) {
        Require.size("stations", stations.length, invited.length);
        int count = 0;
        for (boolean is : stations) {
            count += is ? 1 : 0;
        }
        requireNumber(count);
        System.arraycopy(stations, 0, invited, 0, stations.length);
        invitations = count;
    }

    /**
     * Invites the stations in the first places.
     *
     * @param number how many
     * @throws IllegalArgumentException if the market does not hold rounds of so many stations
     */
    public void inviteFirst(int number) {
        requireNumber(number);
        for (int n = 0; n < invited.length; n++) {
            invited[n] = n < number;
        }
        invitations = number;
    }

    /**
     * Refuses a market whose number of stations varies.
     *
     * @param why what needs one number
     * @throws IllegalArgumentException if it varies
     */
    public void requireOneNumber(String why) {
        history.stations().requireOne(why);
    }

    private void requireNumber(int count) {
        Stations held = history.stations();
        if (!held.contains(count)) {
            String expected = held.vary() ? held.fewest() + " to " + held.most() + " of them" : "all " + held.most();
            throw Require.refusal("stations", expected, count);
        }
    }

    /**
     * Checks the bids of a round that is held with this announcement.
     *
     * @param bids the bids, that of station 1 at index 0. Where the number of stations varies, NaN is a missing bid, and so is
     *     one after the last element. Not modified.
     * @throws IllegalArgumentException if a bid is negative or infinite, there are not N, one is missing that must not be, or
     *     one is of a station that is not invited
     */
    public void requireBids(double[] bids) {
        Invitations.require(history.stations(), invited, bids);
    }

    /**
     * Bids that were checked, with a place for every station.
     *
     * @param bids the bids. Not modified.
     * @return the bids, 0 for a missing one; a new array
     */
    public double[] everyBid(double[] bids) {
        double[] all = new double[invited.length];
        Invitations.spread(bids, all, 0.0);
        return all;
    }

    /** Copies which stations are invited. */
    void copyInvited(boolean[] target) {
        System.arraycopy(invited, 0, target, 0, invited.length);
    }

    /**
     * Sets what the UAV declares. For whoever holds the auctions.
     *
     * @param newEstimate its estimate vhat_0, finite and not negative
     * @param newContract its contract b_0, finite and not negative
     * @throws IllegalArgumentException if a number is negative, infinite or NaN
     */
    public void declare(double newEstimate, double newContract) {
        requireDeclaration(newEstimate, newContract);
        estimate = newEstimate;
        contract = newContract;
    }

    /**
     * Sets the market conditions. For whoever holds the auctions.
     *
     * @param newConditions the conditions m^k, each scaled to [0, 1]; copied
     * @throws IllegalArgumentException if there is another number of them, or one is not in [0, 1]
     */
    public void setConditions(double[] newConditions) {
        Require.size("conditions", newConditions.length, conditions.length);
        for (int i = 0; i < newConditions.length; i++) {
            Require.within("conditions", i, newConditions[i], 0, 1);
        }
        System.arraycopy(newConditions, 0, conditions, 0, conditions.length);
    }

    /**
     * Refuses what a UAV cannot declare.
     *
     * @param estimate its estimate vhat_0
     * @param contract its contract b_0
     * @throws IllegalArgumentException if a number is negative, infinite or NaN
     */
    public static void requireDeclaration(double estimate, double contract) {
        Require.notNegative("estimate", estimate);
        Require.notNegative("contract", contract);
    }

    @Override
    public void save(StateWriter state) {
        state.put("conditions", conditions);
        state.put("declared", new double[] {estimate, contract});
        if (history.stations().vary()) {
            state.put("invited", Flags.bytes(invited));
        }
    }

    @Override
    public void restore(StateReader state) {
        System.arraycopy(state.doubles("conditions", conditions.length), 0, conditions, 0, conditions.length);
        double[] declared = state.doubles("declared", 2);
        declare(declared[0], declared[1]);
        if (history.stations().vary()) {
            boolean[] stations = new boolean[invited.length];
            Flags.read(state.bytes("invited", stations.length), stations);
            invite(stations);
        }
    }
}
