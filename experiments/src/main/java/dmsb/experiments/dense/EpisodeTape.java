package dmsb.experiments.dense;

import dmsb.auction.dense.DenseHouse;
import dmsb.auction.dense.Intersection;
import dmsb.auction.dense.SlotAnnouncement;
import dmsb.auction.dense.VectorRule;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.SeedTree;
import java.util.Arrays;

/**
 * What was posted in an episode under way. The episode is a function of its seed and of that, so a checkpoint keeps no market: the
 * episode is played again. For one thread.
 */
final class EpisodeTape implements Checkpointed {
    private final int length;
    private final int mostTasks;
    private final int uavs;
    private final VectorRule recorder;
    private final VectorRule player = this::postAgain;
    private final double[] rhos; // those of a slot's tasks, slot after slot
    private final double[] unitPrices;
    private int tasks;
    private int slots;

    /** A tape without an episode, for what one rule posts. */
    EpisodeTape(Intersection intersection, VectorRule rule) {
        recorder = (announcement, factors, prices) -> {
            rule.post(announcement, factors, prices);
            note(factors, prices);
        };
        length = intersection.market().roundsPerEpisode();
        mostTasks = intersection.tasks();
        uavs = intersection.uavs();
        rhos = new double[length * mostTasks];
        unitPrices = new double[length * uavs];
        tasks = mostTasks;
    }

    /** Another episode begins, whose slots have so many tasks. */
    void begin(int newTasks) {
        tasks = newTasks;
        clear();
    }

    /** Forgets the episode. */
    void clear() {
        slots = 0;
    }

    /** How many slots are on it. */
    int slots() {
        return slots;
    }

    /** How many slots the episode still has. */
    int slotsLeft() {
        return length - slots;
    }

    /** Lets the rule post the factors of the open slot of a house, awards the slot, and writes down what was posted. */
    void award(DenseHouse house) {
        house.award(recorder, slotsLeft());
        slots++;
    }

    private void note(double[] factors, double[] prices) {
        System.arraycopy(factors, 0, rhos, slots * tasks, tasks);
        System.arraycopy(prices, 0, unitPrices, slots * uavs, uavs);
    }

    /** Plays the episode again, up to the slot that is open. */
    void replay(DenseHouse house, SeedTree episode) {
        house.reset(episode, tasks);
        int count = slots;
        for (slots = 0; slots < count; slots++) {
            house.award(player, slotsLeft());
            house.settle();
            house.next();
        }
    }

    private void postAgain(SlotAnnouncement announcement, double[] factors, double[] prices) {
        System.arraycopy(rhos, slots * tasks, factors, 0, tasks);
        System.arraycopy(unitPrices, slots * uavs, prices, 0, uavs);
    }

    @Override
    public void save(StateWriter state) {
        state.put("tasks", (long) tasks);
        state.put("slots", (long) slots);
        state.put("rhos", Arrays.copyOf(rhos, slots * tasks));
        state.put("unitPrices", Arrays.copyOf(unitPrices, slots * uavs));
    }

    @Override
    public void restore(StateReader state) {
        tasks = state.wholeNumber("tasks", 1, mostTasks);
        slots = state.wholeNumber("slots", 0, length - 1);
        double[] factors = state.doubles("rhos", slots * tasks);
        for (double factor : factors) {
            if (!(factor >= 1.0)) {
                throw Require.refusal("rhos", "factors from 1", factor);
            }
        }
        System.arraycopy(factors, 0, rhos, 0, factors.length);
        System.arraycopy(state.doubles("unitPrices", slots * uavs), 0, unitPrices, 0, slots * uavs);
    }
}
