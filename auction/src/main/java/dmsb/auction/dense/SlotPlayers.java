package dmsb.auction.dense;

import dmsb.auction.round.Announcement;
import java.util.function.IntToDoubleFunction;

/** What stations bid and UAVs declare in a simulated market, given what they know. By default all tell the truth. */
public interface SlotPlayers {
    /** All tell the truth. */
    SlotPlayers TRUTH = new SlotPlayers() {};

    /**
     * What a UAV declares for a task, before the factors are posted.
     *
     * @param uav the UAV, from 0
     * @param task the task, from 0
     * @param estimate what it expects serving to be worth to it
     * @return its declaration, finite and not negative
     */
    default double declared(int uav, int task, double estimate) {
        return estimate;
    }

    /**
     * Puts bids in place of the values, after the factors are posted.
     *
     * @param task the task, from 0
     * @param announcement what is known of it before the bids, the past slots with it. Not modified.
     * @param factors the factor that is posted for it and for each station
     * @param bids holds the true values, v_1 first; receives the bids, finite and not negative. Modified.
     */
    default void bid(int task, Announcement announcement, IntToDoubleFunction factors, double[] bids) {}
}
