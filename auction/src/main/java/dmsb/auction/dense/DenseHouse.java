package dmsb.auction.dense;

import dmsb.auction.environment.AuctionHouse;
import dmsb.auction.market.Market;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Ledger;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.UavContract;
import dmsb.core.random.SeedTree;
import java.util.Arrays;

/**
 * Holds the slots of an episode: announce, post, take the bids, award, settle, go on. The warm-up is that of the market
 * of one task: sold at rho = 1, not scored, and without use of the battery.
 *
 * <p>Every UAV's view of every task has a {@link Ledger} of its own. It reveals the undivided v_0 where that UAV has served
 * the task, on the scenario's terms. A task that another UAV or nobody has served stands in it as one whose value is not
 * revealed. The market conditions of every view are those of UAV 0.
 *
 * <p>A slot allocates nothing. For one thread at a time.
 */
public final class DenseHouse {
    private final Intersection intersection;
    private final DenseMarket market;
    private final Ledger[][] ledgers;
    private final UavContract[][] contracts;
    private final Slot slot;
    private final SlotAnnouncement announcement;
    private final int[] batteries;
    private final double[] rhos;
    private final double[] unitPrices;

    /**
     * A house without an episode.
     *
     * @param intersection what is simulated
     */
    public DenseHouse(Intersection intersection) {
        this.intersection = intersection;
        market = new DenseMarket(intersection);
        int tasks = intersection.tasks();
        int uavs = intersection.uavs();
        RoundTerms terms = RoundTerms.of(intersection.market());
        ledgers = new Ledger[uavs][tasks];
        contracts = new UavContract[uavs][tasks];
        Announcement[][] views = new Announcement[uavs][tasks];
        for (int u = 0; u < uavs; u++) {
            for (int m = 0; m < tasks; m++) {
                ledgers[u][m] = new Ledger(terms);
                contracts[u][m] = new UavContract();
                views[u][m] = ledgers[u][m].announcement();
            }
        }
        slot = new Slot(terms, tasks, uavs, intersection.weights());
        batteries = new int[uavs];
        rhos = new double[tasks];
        unitPrices = new double[uavs];
        announcement = new SlotAnnouncement(views, batteries);
    }

    /**
     * Begins an episode, plays the warm-up, and opens the first scored slot.
     *
     * @param episode the source of all the episode's randomness
     */
    public void reset(SeedTree episode) {
        market.reset(episode);
        for (int u = 0; u < ledgers.length; u++) {
            for (int m = 0; m < rhos.length; m++) {
                ledgers[u][m].clear();
                contracts[u][m].clear();
            }
        }
        Arrays.fill(batteries, Intersection.UNLIMITED);
        open();
        for (int t = AuctionHouse.warmUp(intersection.market()); t > 0; t--) {
            Arrays.fill(rhos, 1.0);
            Arrays.fill(unitPrices, 0.0);
            slot.award(rhos, batteries, unitPrices);
            settle();
            next();
        }
        Arrays.fill(batteries, intersection.uavTasksPerEpisode());
    }

    /**
     * Posts a rule's factors for the open slot and awards it.
     *
     * @param rule the rule
     * @param slotsLeft the slots left in the episode, this one included
     */
    public void award(VectorRule rule, int slotsLeft) {
        announcement.setSlotsLeft(slotsLeft);
        Arrays.fill(unitPrices, 0.0);
        rule.post(announcement, rhos, unitPrices);
        slot.award(rhos, batteries, unitPrices);
    }

    /** Closes the awarded slot: values are revealed, batteries used, the past written down. */
    public void settle() {
        for (int m = 0; m < rhos.length; m++) {
            Market task = market.task(m);
            for (int u = 0; u < ledgers.length; u++) {
                Round view = slot.view(u, m);
                ledgers[u][m].settle(view, slot.uav(m) == u ? task.uavValue(u) : Double.NaN);
                ledgers[u][m].tell(AuctionHouse.NOBODY);
                contracts[u][m].add(view.estimate(), view.highest());
            }
            int server = slot.server(m);
            if (server > 0 || slot.uav(m) == 0) {
                task.serve(server);
            }
        }
        for (int u = 0; u < batteries.length; u++) {
            batteries[u] -= batteries[u] == Intersection.UNLIMITED ? 0 : slot.load(u);
        }
    }

    /** Goes on to the next slot and opens it. */
    public void next() {
        market.advance();
        open();
    }

    private void open() {
        slot.begin(rhos.length);
        for (int m = 0; m < rhos.length; m++) {
            Market task = market.task(m);
            for (int u = 0; u < ledgers.length; u++) {
                Announcement view = ledgers[u][m].announcement();
                task.conditions(view.conditions());
                view.declare(task.uavEstimate(u), contracts[u][m].value());
                Round round = slot.view(u, m);
                ledgers[u][m].begin(round);
                task.bids(round.bids());
                round.open();
                slot.declare(u, m, view.estimate());
            }
        }
    }

    /**
     * The open slot.
     *
     * @return the slot itself
     */
    public Slot slot() {
        return slot;
    }

    /**
     * The market behind the slots.
     *
     * @return the market itself; not to be moved
     */
    public DenseMarket market() {
        return market;
    }

    /**
     * How many tasks a UAV can still serve.
     *
     * @param uav the UAV, from 0
     * @return its battery
     */
    public int battery(int uav) {
        return batteries[uav];
    }

    /**
     * The surplus of the awarded slot, eq. (12a).
     *
     * @return the sum over its tasks
     */
    public double surplus() {
        double sum = 0.0;
        for (int m = 0; m < rhos.length; m++) {
            int uav = slot.uav(m);
            sum += slot.surplus(m, uav < 0 ? 0.0 : market.task(m).uavValue(uav));
        }
        return sum;
    }
}
