package dmsb.auction.dense;

import dmsb.auction.round.Announcement;

/**
 * All that is known before the bids of a slot arrive: of every task what every UAV declares and what has been, and how
 * much energy and time are left. Nothing in it depends on the slot's bids. Owned and reused by whoever holds the auctions.
 *
 * <p>Every method refuses a UAV or a task that the slot does not have by an {@link IllegalArgumentException}.
 */
public final class SlotAnnouncement {
    private final Announcement[][] views;
    private final boolean[][] declared;
    private final int[] batteries;
    private final Slot slot;
    private int slotsLeft;

    SlotAnnouncement(Announcement[][] views, boolean[][] declared, int[] batteries, Slot slot) {
        this.slot = slot;
        this.views = views;
        this.declared = declared;
        this.batteries = batteries;
    }

    void setSlotsLeft(int slots) {
        slotsLeft = slots;
    }

    /**
     * The number of tasks.
     *
     * @return M of this slot
     */
    public int tasks() {
        return slot.tasks();
    }

    /**
     * The number of UAVs.
     *
     * @return U
     */
    public int uavs() {
        return views.length;
    }

    /**
     * A task as the round of one UAV.
     *
     * @param uav the UAV, from 0
     * @param task the task, from 0
     * @return the conditions, that UAV's declaration and the task's past
     */
    public Announcement view(int uav, int task) {
        return views[slot.requireUav(uav)][slot.requireTask(task)];
    }

    /**
     * The UAV that declares the highest estimate for a task.
     *
     * @param task the task, from 0
     * @return the UAV, the first of several
     */
    public int keenest(int task) {
        slot.requireTask(task);
        int keenest = 0;
        for (int u = 1; u < views.length; u++) {
            if (views[u][task].estimate() > views[keenest][task].estimate()) {
                keenest = u;
            }
        }
        return keenest;
    }

    /**
     * How many tasks a UAV can still serve in the episode.
     *
     * @param uav the UAV, from 0
     * @return its battery, {@link Intersection#UNLIMITED} if it has none that counts
     */
    public int battery(int uav) {
        return batteries[slot.requireUav(uav)];
    }

    /**
     * Whether a UAV can serve a task.
     *
     * @param uav the UAV, from 0
     * @param task the task, from 0
     * @return whether it has declared anything for the task and has energy left
     */
    public boolean serves(int uav, int task) {
        return declared[slot.requireUav(uav)][slot.requireTask(task)] && batteries[uav] > 0;
    }

    /**
     * Whether some UAV can serve a task.
     *
     * @param task the task, from 0
     * @return whether one {@linkplain #serves serves} it
     */
    public boolean isServable(int task) {
        slot.requireTask(task);
        for (int u = 0; u < declared.length; u++) {
            if (serves(u, task)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether some UAV has declared anything for a task. No station can bring that about, so every rule may look at it.
     *
     * @param task the task, from 0
     * @return false if there is nobody to keep the task for
     */
    public boolean isDeclared(int task) {
        slot.requireTask(task);
        for (boolean[] own : declared) {
            if (own[task]) {
                return true;
            }
        }
        return false;
    }

    /**
     * The number of slots left in the episode, this one included.
     *
     * @return how many
     */
    public int slotsLeft() {
        return slotsLeft;
    }
}
