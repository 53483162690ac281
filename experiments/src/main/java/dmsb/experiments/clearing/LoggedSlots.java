package dmsb.experiments.clearing;

import dmsb.auction.dense.DenseEvaluation;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.SlotAuctioneer;
import dmsb.auction.dense.SlotSettlement;
import dmsb.auction.dense.VectorRule;
import dmsb.auction.round.SealedBids;
import dmsb.core.random.SeedTree;
import java.util.Arrays;

/**
 * The slots of a log, held by a {@link SlotAuctioneer} in the order in which they come. A market is what an episode is in an
 * evaluation: its past and its batteries are its own, and what a rule learns as it plays goes on into the next one.
 */
final class LoggedSlots {
    private final Intersection shape;
    private final SeedTree seeds;
    private final VectorRule rule;
    private final SlotAuctioneer auctioneer;
    private final int stations;

    // The tasks of the slot so far.
    private final SealedBids[] bids;
    private final double[][] values;
    private int tasks;
    private int taken;

    private int nextMarket;
    private boolean warmingUp;
    private int scored;

    /**
     * A log of which nothing is known.
     *
     * @param shape the terms of the market, the largest number of tasks of a slot, and the UAVs
     * @param rule the rule; used by this log alone
     * @param seeds the source of what the rule draws from, as in an evaluation
     */
    LoggedSlots(Intersection shape, VectorRule rule, SeedTree seeds) {
        this.shape = shape;
        this.seeds = seeds;
        this.rule = rule;
        auctioneer = new SlotAuctioneer(shape, rule);
        stations = shape.market().groundStations();
        bids = new SealedBids[shape.tasks()];
        values = new double[shape.uavs()][shape.tasks()];
    }

    /** Numbers the market that begins next; without it markets have the numbers from 0, one after the other. */
    void numberNext(int number) {
        nextMarket = number;
    }

    /**
     * Takes the next row of the log.
     *
     * @param row the row. Not modified.
     * @param beginsMarket whether it is the first of a market
     * @return whether its slot has all its tasks and can be held
     */
    boolean take(SlotRow row, boolean beginsMarket) {
        if (beginsMarket) {
            beginMarket();
        }
        if (row.task() <= 1) {
            if (row.slot() >= 0 && warmingUp) {
                charge(shape.uavTasksPerEpisode());
                warmingUp = false;
            }
            tasks = row.tasks();
            taken = 0;
            auctioneer.begin(tasks);
        }
        if (row.task() > 0) {
            add(row, taken++);
        }
        return taken == tasks;
    }

    private void beginMarket() {
        for (int m = 0; m < shape.tasks(); m++) {
            auctioneer.forget(m);
        }
        charge(Intersection.UNLIMITED);
        rule.reset(DenseEvaluation.draws(seeds, nextMarket));
        warmingUp = true;
        nextMarket++;
        scored = 0;
    }

    private void charge(int units) {
        for (int u = 0; u < shape.uavs(); u++) {
            auctioneer.charge(u, units);
        }
    }

    private void add(SlotRow row, int task) {
        bids[task] = new SealedBids(stations);
        for (int n = 1; n <= stations; n++) {
            if (!Double.isNaN(row.bid(n))) {
                bids[task].bid(n, row.bid(n));
            }
        }
        for (int u = 0; u < shape.uavs(); u++) {
            if (!Double.isNaN(row.estimate(u))) {
                double contract = row.contract(u);
                auctioneer.announce(u, task, row.estimate(u), Double.isNaN(contract) ? 0.0 : contract);
            }
            values[u][task] = row.uavValue(u);
        }
    }

    /**
     * Holds the slot of the row that was taken last: its factors are posted before its bids are looked at.
     *
     * @param row the row. Not modified.
     * @return who serves and what is paid
     */
    SlotSettlement hold(SlotRow row) {
        if (warmingUp) {
            auctioneer.postFixed(1.0);
        } else {
            int left = Math.max(1, shape.market().roundsPerEpisode() - scored);
            auctioneer.post(row.slotsLeft() == 0 ? left : row.slotsLeft());
            scored++;
        }
        SlotSettlement settlement = auctioneer.clear(Arrays.copyOf(bids, tasks));
        for (int m = 0; m < tasks; m++) {
            int uav = settlement.tasks().get(m).uav();
            if (uav >= 0 && !Double.isNaN(values[uav][m])) {
                auctioneer.reveal(m, values[uav][m]);
            }
        }
        auctioneer.close();
        return settlement;
    }
}
