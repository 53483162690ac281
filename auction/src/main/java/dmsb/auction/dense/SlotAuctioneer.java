package dmsb.auction.dense;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.SealedBids;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds the auctions of a market of several tasks and UAVs for an embedding program: the tasks of a slot are posted together and
 * settled together.
 *
 * <pre>{@code
 * auctioneer.begin(2);                                      // a slot of two tasks
 * auctioneer.announce(0, 0, 9, 5).announce(0, 1, 10, 5);    // UAV 0: estimate and contract for task 0 and 1
 * double[] rhos = auctioneer.post(40);                      // 40 slots are left; fixed before the bids arrive
 * SlotSettlement settlement = auctioneer.clear(first, second); // the sealed bids for each task
 * auctioneer.reveal(1, 11).close();                         // what serving task 1 was worth to the UAV
 * }</pre>
 *
 * <p>The simulator keeps the same book, so a rule sells here as it was measured there.
 *
 * <ul>
 *   <li>A UAV that announces nothing for a task does not serve it; rules see a declaration of 0.
 *   <li>A task without bids goes to the UAVs; one that nobody serves counts nothing.
 *   <li>A slot may have no tasks.
 *   <li>Task m of a slot is the vehicle that was task m before, unless it is {@linkplain #forget forgotten}.
 * </ul>
 *
 * <p>It can be saved and restored at any point of a slot. For one thread at a time.
 */
public final class SlotAuctioneer implements Checkpointed {
    /** Where a slot is. */
    private enum Stage {
        CLOSED,
        ANNOUNCING,
        POSTED,
        CLEARED
    }

    private final Intersection shape;
    private final VectorRule rule;
    private final SlotBook book;
    private final double[] values;
    private final double[] payments;
    private Stage stage = Stage.CLOSED;
    private int tasks;
    private boolean ruled; // whether the rule has posted the slot's factors

    /**
     * An auctioneer whose UAVs have the batteries of the shape.
     *
     * @param shape the terms of the market, the largest number of tasks of a slot, and the UAVs
     * @param rule the rule; used by this auctioneer alone. A rule that draws is to be reset before.
     */
    public SlotAuctioneer(Intersection shape, VectorRule rule) {
        this.shape = shape;
        this.rule = rule;
        book = new SlotBook(shape);
        book.charge(shape.uavTasksPerEpisode());
        values = new double[shape.tasks()];
        payments = new double[shape.uavs()];
    }

    /**
     * An auctioneer that prices by a trained model, for slots of at most as many tasks as it was trained on. For another number
     * give the constructor a {@linkplain VectorModel#rule rule} of the model.
     *
     * @param model the model
     * @param random what its policy draws from, if it draws at all
     * @return the auctioneer
     */
    public static SlotAuctioneer trained(VectorModel model, RandomStream random) {
        Intersection shape = model.intersection();
        LearnedVectorRule rule = model.rule(shape);
        rule.reset(random);
        return new SlotAuctioneer(shape, rule);
    }

    /**
     * Begins a slot; what UAVs have announced before is void.
     *
     * @param newTasks the number of its tasks, from 0 to the shape's
     * @return this
     * @throws IllegalStateException if the last slot is not closed
     * @throws IllegalArgumentException if there are too many tasks
     */
    public SlotAuctioneer begin(int newTasks) {
        require(Stage.CLOSED, "begin");
        tasks = Require.within("tasks", newTasks, 0, shape.tasks());
        book.begin(tasks);
        Arrays.fill(values, Double.NaN);
        stage = Stage.ANNOUNCING;
        return this;
    }

    /**
     * Takes what a UAV declares for a task of the slot.
     *
     * @param uav the UAV, from 0
     * @param task the task, from 0
     * @param estimate its estimate of what serving is worth to it, vhat_0, finite and not negative
     * @param contract what rules see as b_0, finite and not negative
     * @return this
     * @throws IllegalStateException if no slot has begun, or its factors are posted
     * @throws IllegalArgumentException if there is no such UAV or task, or a number is negative, infinite or NaN
     */
    public SlotAuctioneer announce(int uav, int task, double estimate, double contract) {
        require(Stage.ANNOUNCING, "announce");
        book.declare(book.slot().requireUav(uav), book.slot().requireTask(task), estimate, contract);
        return this;
    }

    /**
     * Sets the market conditions of a UAV's view of a task, for this slot and those that follow.
     *
     * @param uav the UAV, from 0
     * @param task the task, from 0
     * @param conditions the conditions m^k, each scaled to [0, 1]; copied
     * @return this
     * @throws IllegalStateException if no slot has begun, or its factors are posted
     * @throws IllegalArgumentException if there is no such UAV or task, or there is another number of conditions
     */
    public SlotAuctioneer conditions(int uav, int task, double[] conditions) {
        require(Stage.ANNOUNCING, "conditions");
        book.view(book.slot().requireUav(uav), book.slot().requireTask(task)).setConditions(conditions);
        return this;
    }

    /**
     * Fixes the factors of the slot's tasks.
     *
     * @param slotsLeft the slots in which the batteries have to last, this one included, at least 1
     * @return rho of each task; NaN where each station has {@linkplain #factor its own}
     * @throws IllegalStateException if no slot has begun, or its factors are posted
     * @throws IllegalArgumentException if the number is not positive; or if the rule's factors are below 1 or NaN, or its prices
     *     of energy negative or not finite. Nothing is posted then.
     */
    public double[] post(int slotsLeft) {
        require(Stage.ANNOUNCING, "post");
        book.post(rule, Require.atLeast("slotsLeft", slotsLeft, 1));
        ruled = true;
        stage = Stage.POSTED;
        return Arrays.copyOf(book.rhos(), tasks);
    }

    /**
     * Fixes one factor for all the slot's tasks without the rule, as in the warm-up of a market. The rule is not shown this slot,
     * but sees it in the past of those that follow.
     *
     * @param rho the factor, at least 1; infinite to keep every task for the UAVs
     * @return this
     * @throws IllegalStateException if no slot has begun, or its factors are posted
     * @throws IllegalArgumentException if the factor is below 1 or NaN
     */
    public SlotAuctioneer postFixed(double rho) {
        require(Stage.ANNOUNCING, "postFixed");
        book.post(ModifiedSecondBid.requireRho(rho));
        ruled = false;
        stage = Stage.POSTED;
        return this;
    }

    /**
     * The factor that is posted for a station and a task.
     *
     * @param task the task, from 0
     * @param station the station, 1 to N
     * @return rho, the same for all stations unless the rule is an {@link OthersPastVectorRule}
     * @throws IllegalStateException if the factors are not posted, or the slot is settled
     * @throws IllegalArgumentException if there is no such task or station
     */
    public double factor(int task, int station) {
        require(Stage.POSTED, "factor");
        Require.within("station", station, 1, shape.market().groundStations());
        return book.factor(book.slot().requireTask(task), station);
    }

    /**
     * Settles the slot.
     *
     * @param bids the sealed bids for each of its tasks. Not modified.
     * @return who serves and what is paid
     * @throws IllegalStateException if the factors are not posted, or the slot is settled
     * @throws IllegalArgumentException if there are not as many as tasks, or they are of another number of stations; or if the
     *     rule's factor for a station is NaN or below 1. Nothing is settled then.
     */
    public SlotSettlement clear(SealedBids... bids) {
        require(Stage.POSTED, "clear");
        Require.size("bids", bids.length, tasks);
        for (SealedBids one : bids) {
            int stations = shape.market().groundStations();
            if (one.groundStations() != stations) {
                throw Require.refusal("bids", "those of " + stations + " stations", one.groundStations());
            }
        }
        book.requireFactors(bids);
        for (int m = 0; m < tasks; m++) {
            book.announceRounds(m);
            for (int u = 0; u < payments.length; u++) {
                book.slot().view(u, m).open(bids[m]);
            }
            book.enterDeclarations(m);
        }
        book.award();
        book.payments(payments); // used when the slot is closed
        stage = Stage.CLEARED;
        List<SlotSettlement.TaskOutcome> outcomes = new ArrayList<>();
        for (int m = 0; m < tasks; m++) {
            int server = book.slot().server(m);
            double price = server > 0 ? book.slot().view(0, m).price() : 0.0;
            outcomes.add(new SlotSettlement.TaskOutcome(
                    book.rhos()[m], server, book.slot().uav(m), book.slot().place(m), price));
        }
        return new SlotSettlement(outcomes, Arrays.stream(payments).boxed().toList());
    }

    /**
     * Takes what serving a task was worth to the UAV that served it.
     *
     * @param task the task, from 0
     * @param value v_0 undivided, finite and not negative
     * @return this
     * @throws IllegalStateException if the slot is not settled, or is closed
     * @throws IllegalArgumentException if no UAV served the task, or the value is negative, infinite or NaN
     */
    public SlotAuctioneer reveal(int task, double value) {
        require(Stage.CLEARED, "reveal");
        Require.notNegative("value", value);
        if (book.slot().uav(task) < 0) {
            throw Require.refusal("task", "one that a UAV served", task);
        }
        values[task] = value;
        return this;
    }

    /**
     * Makes the slot a part of the past. A value that was not revealed stays unknown.
     *
     * @throws IllegalStateException if the slot is not settled, or is closed
     */
    public void close() {
        require(Stage.CLEARED, "close");
        for (int m = 0; m < tasks; m++) {
            book.settle(m, values[m]);
        }
        book.useBatteries();
        if (ruled) {
            rule.observe(book.slot());
        }
        stage = Stage.CLOSED;
    }

    /**
     * Forgets the past of a task and its market conditions, which are 0 until they are set anew: another vehicle has taken its
     * place.
     *
     * @param task the task, from 0
     * @throws IllegalStateException if a slot is under way
     * @throws IllegalArgumentException if there is no room for such a task
     */
    public void forget(int task) {
        require(Stage.CLOSED, "forget");
        book.forget(Require.within("task", task, 0, shape.tasks() - 1));
    }

    /**
     * Sets how many more tasks a UAV can serve.
     *
     * @param uav the UAV, from 0
     * @param units how many, at least 0; {@link Intersection#UNLIMITED} without a battery
     * @throws IllegalStateException if a slot is under way
     * @throws IllegalArgumentException if there is no such UAV, or the number is negative
     */
    public void charge(int uav, int units) {
        require(Stage.CLOSED, "charge");
        book.charge(book.slot().requireUav(uav), Require.atLeast("units", units, 0));
    }

    /**
     * How many more tasks a UAV can serve.
     *
     * @param uav the UAV, from 0
     * @return its battery
     * @throws IllegalArgumentException if there is no such UAV
     */
    public int battery(int uav) {
        return book.battery(book.slot().requireUav(uav));
    }

    /**
     * Saves the market: the past, the batteries, the slot under way and what the rule keeps. A model is not in it; keep the one
     * that prices with it.
     */
    @Override
    public void save(StateWriter state) {
        state.putText("shape", shape());
        state.putText("stage", stage.name());
        state.put("tasks", (long) tasks);
        state.put("ruled", ruled ? 1L : 0L);
        state.put("values", values);
        state.put("book", book);
        state.put("rule", rule);
        if (stage == Stage.CLEARED) {
            book.slot().save(state.under("slot"));
        }
    }

    /** Restores a market into an auctioneer of the same shape and rule; it goes on as if it had never stopped. */
    @Override
    public void restore(StateReader state) {
        if (!state.text("shape").equals(shape())) {
            throw Require.refusal("shape", shape(), state.text("shape"));
        }
        stage = stage(state.text("stage"));
        tasks = state.wholeNumber("tasks", 0, shape.tasks());
        ruled = state.wholeNumber("ruled", 0, 1) == 1;
        System.arraycopy(state.doubles("values", values.length), 0, values, 0, values.length);
        state.restore("book", book);
        state.restore("rule", rule);
        book.layOut(tasks);
        book.resume(ruled ? rule : null);
        if (stage == Stage.CLEARED) {
            book.slot().restore(state.under("slot"), book.batteries(), book.unitPrices());
        }
    }

    private static Stage stage(String name) {
        for (Stage known : Stage.values()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        throw Require.refusal("stage", "a stage of a slot", name);
    }

    private String shape() {
        return shape.tasks() + " tasks, " + shape.uavs() + " UAVs, places " + shape.weights();
    }

    private void require(Stage expected, String call) {
        if (stage != expected) {
            throw new IllegalStateException(
                    call + ": expected a slot that is " + text(expected) + ", got one that is " + text(stage));
        }
    }

    private static String text(Stage stage) {
        return switch (stage) {
            case CLOSED -> "closed, or none";
            case ANNOUNCING -> "begun and not posted";
            case POSTED -> "posted";
            case CLEARED -> "settled";
        };
    }
}
