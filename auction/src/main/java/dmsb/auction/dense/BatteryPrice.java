package dmsb.auction.dense;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of each UAV's battery is worth, learned on line by dual ascent: after a slot the price rises by a share of
 * the tasks served above the number that the energy left would allow in each slot left, times the scale of bids, and falls
 * by those below. A UAV without a battery has price 0. An episode begins at the mean of the prices of all slots so far, or
 * at given prices.
 */
final class BatteryPrice implements Checkpointed {
    private static final double RATE = 0.05;

    private final double[] prices;
    private final double[] sums;
    private final double[] allowance;
    private final double @Nullable [] first;
    private long slots;

    /** Prices of which nothing is known. */
    BatteryPrice(int uavs) {
        this(uavs, null);
    }

    /** Prices at which every episode begins; not modified, copied. */
    BatteryPrice(double[] first) {
        this(first.length, first.clone());
        reset();
    }

    private BatteryPrice(int uavs, double @Nullable [] first) {
        this.first = first;
        prices = new double[uavs];
        sums = new double[uavs];
        allowance = new double[uavs];
    }

    /** Begins an episode. */
    void reset() {
        for (int u = 0; u < prices.length; u++) {
            prices[u] = first == null ? mean(u) : first[u];
        }
    }

    /** The mean price of a unit of a UAV's battery in all slots so far. */
    double mean(int uav) {
        return slots == 0 ? 0.0 : sums[uav] / slots;
    }

    /** Writes the price of a unit of each UAV's battery. */
    void post(SlotAnnouncement announcement, double[] unitPrices) {
        for (int u = 0; u < prices.length; u++) {
            int battery = announcement.battery(u);
            allowance[u] = battery == Intersection.UNLIMITED
                    ? Double.POSITIVE_INFINITY
                    : (double) battery / announcement.slotsLeft();
        }
        System.arraycopy(prices, 0, unitPrices, 0, prices.length);
    }

    /**
     * Sells what nobody would serve: where no UAV can serve a task, for want of energy too, its factor becomes 1. Not for rules
     * that are to be truthful over time, as the energy that is left is the stations' doing.
     */
    void sellUnservable(SlotAnnouncement announcement, double[] rhos) {
        for (int m = 0; m < announcement.tasks(); m++) {
            rhos[m] = announcement.isServable(m) ? rhos[m] : 1.0;
        }
    }

    /** Learns from a settled slot. */
    void observe(Slot slot) {
        double scale = 0.0;
        for (int m = 0; m < slot.tasks(); m++) {
            scale += slot.view(0, m).highest() / slot.tasks();
        }
        if (slot.tasks() == 0) {
            return;
        }
        slots++;
        for (int u = 0; u < prices.length; u++) {
            if (allowance[u] == Double.POSITIVE_INFINITY) {
                prices[u] = 0.0;
            } else {
                prices[u] = Math.max(0.0, prices[u] + RATE * scale * (slot.load(u) - allowance[u]));
            }
            sums[u] += prices[u];
        }
    }

    @Override
    public void save(StateWriter state) {
        state.put("prices", prices);
        state.put("sums", sums);
        state.put("allowance", allowance);
        state.put("slots", slots);
    }

    @Override
    public void restore(StateReader state) {
        System.arraycopy(state.doubles("prices", prices.length), 0, prices, 0, prices.length);
        System.arraycopy(state.doubles("sums", sums.length), 0, sums, 0, sums.length);
        System.arraycopy(state.doubles("allowance", allowance.length), 0, allowance, 0, allowance.length);
        slots = state.wholeNumber("slots");
    }
}
