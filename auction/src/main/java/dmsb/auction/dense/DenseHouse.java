package dmsb.auction.dense;

import dmsb.auction.environment.AuctionHouse;
import dmsb.auction.market.Market;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.auction.round.UavContract;
import dmsb.core.random.SeedTree;
import java.util.function.IntConsumer;

/**
 * Holds the slots of an episode: announce, post, take the bids, award, settle, go on. The warm-up is that of the market
 * of one task: sold at rho = 1, not scored, and without use of the battery.
 *
 * <p>What is announced and remembered stands in the book that {@link SlotAuctioneer} keeps. The market conditions of every view are
 * those of UAV 0.
 *
 * <p>A slot allocates nothing. For one thread at a time.
 */
public final class DenseHouse {
    private final Intersection intersection;
    private final DenseMarket market;
    private final SlotBook book;
    private final UavContract[][] contracts;
    private int tasks;
    private final int uavs;

    /**
     * A house without an episode.
     *
     * @param intersection what is simulated
     */
    public DenseHouse(Intersection intersection) {
        this.intersection = intersection;
        market = new DenseMarket(intersection);
        book = new SlotBook(intersection);
        tasks = intersection.tasks();
        uavs = intersection.uavs();
        contracts = new UavContract[uavs][tasks];
        for (UavContract[] own : contracts) {
            for (int m = 0; m < tasks; m++) {
                own[m] = new UavContract();
            }
        }
    }

    /**
     * Begins an episode, plays the warm-up, and opens the first scored slot.
     *
     * @param episode the source of all the episode's randomness
     */
    public void reset(SeedTree episode) {
        reset(episode, intersection.tasks());
    }

    /**
     * Begins an episode whose slots have fewer tasks.
     *
     * @param episode the source of all the episode's randomness
     * @param newTasks the tasks of its slots, from 1 to those of the intersection
     * @throws IllegalArgumentException if there is no room for so many
     */
    public void reset(SeedTree episode, int newTasks) {
        reset(episode, newTasks, number -> {});
    }

    /** The same, with somebody who is told of every awarded slot of the warm-up, by its number: -W to -1. */
    void reset(SeedTree episode, int newTasks, IntConsumer awarded) {
        tasks = newTasks;
        market.reset(episode, tasks);
        for (int m = 0; m < tasks; m++) {
            book.forget(m);
            for (UavContract[] own : contracts) {
                own[m].clear();
            }
        }
        book.charge(Intersection.UNLIMITED);
        open();
        for (int t = AuctionHouse.warmUp(intersection.market()); t > 0; t--) {
            book.post(1.0);
            book.award();
            awarded.accept(-t);
            settle();
            next();
        }
        book.charge(intersection.uavTasksPerEpisode());
    }

    /**
     * Posts a rule's factors for the open slot and awards it.
     *
     * @param rule the rule
     * @param slotsLeft the slots left in the episode, this one included
     */
    public void award(VectorRule rule, int slotsLeft) {
        book.post(rule, slotsLeft);
        book.award();
    }

    /** Closes the awarded slot: values are revealed, batteries used, the past written down. */
    public void settle() {
        Slot slot = book.slot();
        for (int m = 0; m < tasks; m++) {
            Market task = market.task(m);
            int uav = slot.uav(m);
            book.settle(m, uav < 0 ? Double.NaN : task.uavValue(uav));
            for (int u = 0; u < uavs; u++) {
                Round view = slot.view(u, m);
                contracts[u][m].add(view.estimate(), view.highest());
            }
            int server = slot.server(m);
            if (server > 0 || uav == 0) {
                task.serve(server);
            }
        }
        book.useBatteries();
    }

    /** Goes on to the next slot and opens it. */
    public void next() {
        market.advance();
        open();
    }

    private void open() {
        book.begin(tasks);
        for (int m = 0; m < tasks; m++) {
            Market task = market.task(m);
            for (int u = 0; u < uavs; u++) {
                Announcement view = book.view(u, m);
                task.conditions(view.conditions());
                view.declare(task.uavEstimate(u), contracts[u][m].value());
            }
            book.announceRounds(m);
            for (int u = 0; u < uavs; u++) {
                Round round = book.slot().view(u, m);
                task.bids(round.bids());
                round.open();
                book.declare(u, m, round.estimate());
            }
        }
    }

    /**
     * The open slot.
     *
     * @return the slot itself
     */
    public Slot slot() {
        return book.slot();
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
        return book.battery(uav);
    }

    /**
     * What a unit of a UAV's battery had to be worth at the least in the awarded slot.
     *
     * @param uav the UAV, from 0
     * @return the price that was posted
     */
    public double unitPrice(int uav) {
        return book.unitPrices()[uav];
    }

    /**
     * The surplus of the awarded slot, eq. (12a).
     *
     * @return the sum over its tasks
     */
    public double surplus() {
        Slot slot = book.slot();
        double sum = 0.0;
        for (int m = 0; m < tasks; m++) {
            int uav = slot.uav(m);
            sum += slot.surplus(m, uav < 0 ? 0.0 : market.task(m).uavValue(uav));
        }
        return sum;
    }
}
