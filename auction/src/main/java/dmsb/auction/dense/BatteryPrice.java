package dmsb.auction.dense;

/**
 * What a unit of each UAV's battery is worth, learned on line by dual ascent: after a slot the price rises by a share of
 * the tasks served above the number that the energy left would allow in each slot left, times the scale of bids, and falls
 * by those below. A UAV without a battery has price 0. An episode begins at the mean of the prices of all slots so far.
 */
final class BatteryPrice {
    private static final double RATE = 0.05;

    private final double[] prices;
    private final double[] sums;
    private final double[] allowance;
    private long slots;

    BatteryPrice(int uavs) {
        prices = new double[uavs];
        sums = new double[uavs];
        allowance = new double[uavs];
    }

    /** Begins an episode. */
    void reset() {
        for (int u = 0; u < prices.length; u++) {
            prices[u] = slots == 0 ? 0.0 : sums[u] / slots;
        }
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
}
