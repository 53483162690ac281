package dmsb.auction.dense;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Ledger;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundObserver;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The record of a market of several tasks and UAVs: what is announced, what was, and how much energy is left. The simulator and
 * embedding programs use the same class, so a rule sees the same in both.
 *
 * <p>Every UAV's view of every task has a {@link Ledger} of its own. It reveals the undivided v_0 where that UAV has served the
 * task, on the market's terms. A task that another UAV or nobody has served stands in it as one whose value is not revealed.
 *
 * <p>A slot is begun, its views are announced, factors are posted, bids are filled in, the slot is awarded and settled, in this
 * order. A slot allocates nothing. For one thread at a time.
 */
final class SlotBook implements Checkpointed {
    private final Ledger[][] ledgers;
    private final Slot slot;
    private final SlotAnnouncement announcement;
    private final int[] batteries;
    private final double[] rhos;
    private final double[] unitPrices;
    private final ClarkePayments clarke;
    private @Nullable VectorRule posting; // null if factors were posted without a rule
    private final Announcement[][] views;
    private final boolean[][] declared; // which UAV has declared anything for which of the slot's tasks
    private final Round probe; // room to see who bids highest
    private final int[] places; // of the slot's tasks
    private final int[] firstPlaces; // 0, 1, 2, ...

    SlotBook(Intersection shape) {
        RoundTerms terms = RoundTerms.of(shape.market());
        int uavs = shape.uavs();
        ledgers = new Ledger[uavs][shape.tasks()];
        views = new Announcement[uavs][shape.tasks()];
        declared = new boolean[uavs][shape.tasks()];
        probe = new Round(terms);
        places = new int[shape.tasks()];
        firstPlaces = new int[shape.tasks()];
        Arrays.setAll(firstPlaces, m -> m);
        for (int u = 0; u < uavs; u++) {
            for (int m = 0; m < shape.tasks(); m++) {
                ledgers[u][m] = new Ledger(terms);
                views[u][m] = ledgers[u][m].announcement();
            }
        }
        slot = new Slot(terms, shape.tasks(), uavs, shape.weights());
        clarke = new ClarkePayments(slot, shape.tasks());
        batteries = new int[uavs];
        Arrays.fill(batteries, Intersection.UNLIMITED);
        rhos = new double[shape.tasks()];
        unitPrices = new double[uavs];
        announcement = new SlotAnnouncement(views, declared, batteries, slot);
    }

    /** Forgets the past of a place and its market conditions: another vehicle takes it. */
    void forget(int place) {
        for (Ledger[] own : ledgers) {
            own[place].clear();
            Arrays.fill(own[place].announcement().conditions(), 0.0);
        }
    }

    /** Sets how many more tasks every UAV can serve. */
    void charge(int units) {
        Arrays.fill(batteries, units);
    }

    /** Sets how many more tasks a UAV can serve. */
    void charge(int uav, int units) {
        batteries[uav] = units;
    }

    int battery(int uav) {
        return batteries[uav];
    }

    /** The batteries themselves. */
    int[] batteries() {
        return batteries;
    }

    /** The prices of their units that were posted, the array itself. */
    double[] unitPrices() {
        return unitPrices;
    }

    /** The factors that were posted, those of the awarded stations where each has its own; the array itself. */
    double[] rhos() {
        return rhos;
    }

    /** Begins a slot whose tasks are those of the first places. */
    void begin(int tasks) {
        begin(firstPlaces, tasks);
    }

    /** Begins a slot whose tasks are those of some places, each with the past of its place; the array is not kept. */
    void begin(int[] placesOfTasks, int tasks) {
        layOut(placesOfTasks, tasks);
        forgetDeclarations();
    }

    /** Makes the first places the tasks of the slot, with what is declared for them: of one that has begun before it was saved. */
    void layOut(int tasks) {
        layOut(firstPlaces, tasks);
    }

    private void layOut(int[] placesOfTasks, int tasks) {
        slot.begin(tasks);
        for (int m = 0; m < tasks; m++) {
            places[m] = placesOfTasks[m];
            for (int u = 0; u < ledgers.length; u++) {
                views[u][m] = ledgers[u][places[m]].announcement();
            }
        }
    }

    /** Makes every UAV one that serves no task. */
    private void forgetDeclarations() {
        for (int u = 0; u < views.length; u++) {
            Arrays.fill(declared[u], false);
            for (int m = 0; m < slot.tasks(); m++) {
                views[u][m].declare(0.0, 0.0);
            }
        }
    }

    /** A UAV's view of a task; whoever declares uses {@link #declare(int, int, double, double)}. */
    Announcement view(int uav, int task) {
        return views[uav][task];
    }

    /** Takes what a UAV declares for a task, before the factors are posted. One that declares nothing does not serve it. */
    void declare(int uav, int task, double estimate, double contract) {
        views[uav][task].declare(estimate, contract);
        declared[uav][task] = true;
    }

    /**
     * Posts a rule's factors.
     *
     * @throws IllegalArgumentException if a factor is below 1, or NaN where the rule has none for each station; or if a price of
     *     energy is negative, infinite or NaN. Nothing is posted then.
     */
    void post(VectorRule rule, int slotsLeft) {
        announcement.setSlotsLeft(slotsLeft);
        Arrays.fill(unitPrices, 0.0);
        rule.post(announcement, rhos, unitPrices);
        for (double price : unitPrices) {
            Require.notNegative("unitPrices", price);
        }
        for (int m = 0; m < slot.tasks(); m++) {
            if (!Double.isNaN(rhos[m]) || !(rule instanceof OthersPastVectorRule)) {
                ModifiedSecondBid.requireRho(rhos[m]);
            }
        }
        resume(rule);
    }

    /** Takes up the rule that has posted, null if none has; it is not a part of what is saved. */
    void resume(@Nullable VectorRule rule) {
        posting = rule;
    }

    /**
     * The factor that is posted for a station and a task.
     *
     * @throws IllegalArgumentException if the rule's factor for the station is NaN or below 1
     */
    double factor(int task, int station) {
        if (!Double.isNaN(rhos[task]) || posting == null) {
            return rhos[task];
        }
        return ModifiedSecondBid.requireRho(posting.factor(announcement, task, station));
    }

    /** Checks that every highest bidder has a factor, before anything is settled. */
    void requireFactors(SealedBids... bids) {
        for (int m = 0; m < bids.length; m++) {
            probe.open(bids[m]);
            factor(m, probe.leader());
        }
    }

    /** Posts the same factor for all tasks, and no price of energy. */
    void post(double rho) {
        resume(null);
        Arrays.fill(rhos, rho);
        Arrays.fill(unitPrices, 0.0);
    }

    /** Begins the rounds of a task, whose bids are then filled in. */
    void announceRounds(int task) {
        for (int u = 0; u < ledgers.length; u++) {
            ledgers[u][places[task]].begin(slot.view(u, task));
        }
    }

    /** Takes note, once the bids are there, of which UAVs serve a task. */
    void enterDeclarations(int task) {
        for (int u = 0; u < declared.length; u++) {
            slot.declare(u, task, declared[u][task] ? slot.view(u, task).estimate() : Double.NaN);
        }
    }

    /** Awards the slot, whose bids are all there. No factor is below 1, so only the highest bid can win, by its own factor. */
    void award() {
        for (int m = 0; m < slot.tasks(); m++) {
            rhos[m] = factor(m, slot.view(0, m).leader());
        }
        slot.award(rhos, batteries, unitPrices);
    }

    /** Writes what every UAV pays for the awarded slot by Clarke's rule. */
    void payments(double[] payments) {
        clarke.compute(slot, batteries, unitPrices, payments);
    }

    Slot slot() {
        return slot;
    }

    /** Enters what became of a task; the value of the UAV that served it, NaN if it is not known. */
    void settle(int task, double uavValue) {
        for (int u = 0; u < ledgers.length; u++) {
            Round view = slot.view(u, task);
            Ledger ledger = ledgers[u][places[task]];
            ledger.settle(view, slot.uav(task) == u ? uavValue : Double.NaN);
            ledger.tell(RoundObserver.NONE);
        }
    }

    /**
     * Takes the energy that the slot has cost.
     *
     * @throws IllegalStateException if a UAV has served more tasks than it has energy for, which no assignment allows
     */
    void useBatteries() {
        for (int u = 0; u < batteries.length; u++) {
            int load = slot.load(u);
            if (load > batteries[u]) {
                throw new IllegalStateException(
                        "battery of UAV " + u + ": expected at most " + batteries[u] + " tasks, got " + load);
            }
            batteries[u] -= batteries[u] == Intersection.UNLIMITED ? 0 : load;
        }
    }

    /** Saves the past, what is announced, the batteries and what is posted; not the slot. */
    @Override
    public void save(StateWriter state) {
        for (int u = 0; u < ledgers.length; u++) {
            for (int m = 0; m < rhos.length; m++) {
                state.put("ledger" + u + "." + m, ledgers[u][m]);
            }
        }
        state.put("batteries", batteries);
        for (int u = 0; u < declared.length; u++) {
            byte[] mask = new byte[declared[u].length];
            for (int m = 0; m < mask.length; m++) {
                mask[m] = (byte) (declared[u][m] ? 1 : 0);
            }
            state.put("declared" + u, mask);
        }
        state.put("rhos", rhos);
        state.put("unitPrices", unitPrices);
        state.put("slotsLeft", (long) announcement.slotsLeft());
    }

    @Override
    public void restore(StateReader state) {
        for (int u = 0; u < ledgers.length; u++) {
            for (int m = 0; m < rhos.length; m++) {
                state.restore("ledger" + u + "." + m, ledgers[u][m]);
            }
        }
        System.arraycopy(state.ints("batteries", batteries.length), 0, batteries, 0, batteries.length);
        for (int u = 0; u < declared.length; u++) {
            byte[] mask = state.bytes("declared" + u, declared[u].length);
            for (int m = 0; m < mask.length; m++) {
                declared[u][m] = mask[m] != 0;
            }
        }
        System.arraycopy(state.doubles("rhos", rhos.length), 0, rhos, 0, rhos.length);
        System.arraycopy(state.doubles("unitPrices", unitPrices.length), 0, unitPrices, 0, unitPrices.length);
        announcement.setSlotsLeft(state.wholeNumber("slotsLeft", 0, Integer.MAX_VALUE));
    }
}
