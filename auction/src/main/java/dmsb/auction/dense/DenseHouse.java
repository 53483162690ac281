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
 * <p>A slot has the tasks of those places that have a vehicle; the past of a task is that of its place. In the warm-up every
 * place counts, so that none is without a past. Only a town has empty places.
 *
 * <p>A slot allocates nothing. For one thread at a time.
 */
public final class DenseHouse {
    private final Intersection intersection;
    private final DenseMarket market;
    private final SlotPlayers players;
    private final SlotBook book;
    private final UavContract[][] contracts;
    private final int uavs;
    private final int[] places; // of the slot's tasks
    private int most; // tasks of a slot of this episode
    private int tasks; // of this slot

    /**
     * A house without an episode, in which all tell the truth.
     *
     * @param intersection what is simulated
     */
    public DenseHouse(Intersection intersection) {
        this(intersection, SlotPlayers.TRUTH);
    }

    /**
     * A house without an episode.
     *
     * @param intersection what is simulated
     * @param players what is bid in the scored slots, and declared in all
     */
    public DenseHouse(Intersection intersection, SlotPlayers players) {
        this.intersection = intersection;
        this.players = players;
        market = new DenseMarket(intersection);
        book = new SlotBook(intersection);
        most = intersection.tasks();
        uavs = intersection.uavs();
        places = new int[most];
        contracts = new UavContract[uavs][most];
        for (UavContract[] own : contracts) {
            for (int m = 0; m < most; m++) {
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
        most = newTasks;
        market.reset(episode, most);
        for (int m = 0; m < most; m++) {
            book.forget(m);
            for (UavContract[] own : contracts) {
                own[m].clear();
            }
        }
        book.charge(Intersection.UNLIMITED);
        open(true);
        for (int t = AuctionHouse.warmUp(intersection.market()); t > 0; t--) {
            book.post(1.0);
            book.award();
            awarded.accept(-t);
            settle();
            market.advance();
            open(t > 1);
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
        if (players != SlotPlayers.TRUTH) {
            bid();
        }
        book.award();
    }

    /** The bids are the players', the same in every UAV's view of a task. */
    private void bid() {
        for (int m = 0; m < tasks; m++) {
            Round first = book.slot().view(0, m);
            int task = m;
            players.bid(m, book.view(0, m), station -> book.factor(task, station), first.bids());
            first.reopen();
            for (int u = 1; u < uavs; u++) {
                Round view = book.slot().view(u, m);
                System.arraycopy(first.bids(), 0, view.bids(), 0, first.bids().length);
                view.reopen();
            }
        }
    }

    /** Closes the awarded slot: values are revealed, batteries used, the past written down. */
    public void settle() {
        Slot slot = book.slot();
        for (int m = 0; m < tasks; m++) {
            Market task = task(m);
            int uav = slot.uav(m);
            book.settle(m, uav < 0 ? Double.NaN : task.uavValue(uav));
            for (int u = 0; u < uavs; u++) {
                Round view = slot.view(u, m);
                contracts[u][places[m]].add(view.estimate(), view.highest());
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
        open(false);
    }

    /** Opens the slot for the places that have a vehicle, or for all of them. */
    private void open(boolean all) {
        tasks = 0;
        for (int place = 0; place < most; place++) {
            if (all || market.task(place).present()) {
                places[tasks++] = place;
            }
        }
        book.begin(places, tasks);
        for (int m = 0; m < tasks; m++) {
            Market task = task(m);
            for (int u = 0; u < uavs; u++) {
                Announcement view = book.view(u, m);
                task.conditions(view.conditions());
                book.declare(u, m, players.declared(u, m, task.uavEstimate(u)), contracts[u][places[m]].value());
            }
            book.announceRounds(m);
            for (int u = 0; u < uavs; u++) {
                Round round = book.slot().view(u, m);
                task.bids(round.bids());
                round.open();
            }
            book.enterDeclarations(m);
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
     * The market of one of the tasks of the open slot.
     *
     * @param task the task, from 0
     * @return the market itself; not to be moved
     */
    public Market task(int task) {
        return market.task(places[task]);
    }

    /**
     * The market behind the slots, by places.
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
     * What every UAV pays for the awarded slot by Clarke's rule.
     *
     * @param payments receives the payments. Modified.
     */
    public void payments(double[] payments) {
        book.payments(payments);
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
        double sum = 0.0;
        for (int m = 0; m < tasks; m++) {
            sum += surplus(m);
        }
        return sum;
    }

    /**
     * A task's part of the surplus of the awarded slot.
     *
     * @param task the task, from 0
     * @return what its server has of it, 0 if nobody serves it
     */
    public double surplus(int task) {
        int uav = book.slot().uav(task);
        return book.slot().surplus(task, uav < 0 ? 0.0 : task(task).uavValue(uav));
    }
}
