package dmsb.auction.dense;

import dmsb.auction.market.Market;
import dmsb.core.argument.Require;
import dmsb.core.random.SeedTree;

/**
 * The simulated market of an {@link Intersection}: a {@link Market} for each task, over the same providers. Resources
 * are the providers'. Every task has its own vehicle: size, user power, noise, channels, hit rates and estimates. A
 * station serves as many tasks as it wins, each from a slice of its own that has the bandwidth of Table 1.
 *
 * <p>Task 0 draws from the episode's seeds themselves and task m from their branch {@code task/m}. So task 0 is the one
 * task of the market of one task to the bit, and a task more moves no number of the others. A slot allocates nothing.
 *
 * <p>In a town each task is that of a vehicle, one of those that drive at the same time. They meet the same sites and UAVs, over
 * links of their own. Each vehicle has its own N nearest sites. A place whose vehicle has left may be empty for some slots. With
 * several tasks task 0 is that of the market of one only as long as its first vehicle drives; and other numbers of tasks have
 * other vehicles, except those of {@link #reset(SeedTree, int)}. For one thread at a time.
 */
public final class DenseMarket {
    private final Market[] markets;
    private int tasks;

    /**
     * A market that has no episode under way.
     *
     * @param intersection what to simulate
     */
    public DenseMarket(Intersection intersection) {
        this.markets = new Market[intersection.tasks()];
        this.tasks = markets.length;
        for (int m = 0; m < markets.length; m++) {
            markets[m] = new Market(intersection.market(), intersection.uavs(), markets.length, m);
        }
    }

    /**
     * Begins an episode and moves to its first slot.
     *
     * @param episode the source of all the episode's randomness
     */
    public void reset(SeedTree episode) {
        reset(episode, markets.length);
    }

    /**
     * Begins an episode of fewer tasks.
     *
     * @param episode the source of all the episode's randomness
     * @param newTasks the tasks of its slots, from 1 to those of the intersection
     * @throws IllegalArgumentException if there is no room for so many
     */
    public void reset(SeedTree episode, int newTasks) {
        tasks = Require.within("tasks", newTasks, 1, markets.length);
        for (int m = 0; m < tasks; m++) {
            markets[m].reset(episode, m == 0 ? episode : episode.child("task").child(m));
        }
    }

    /**
     * Moves to the next slot.
     *
     * @throws IllegalStateException if no episode is under way
     */
    public void advance() {
        for (int m = 0; m < tasks; m++) {
            markets[m].advance();
        }
    }

    /**
     * The market of one of the tasks.
     *
     * @param task the task, 0 to M - 1; in a town its place
     * @return the market itself; to be read, not to be moved
     */
    public Market task(int task) {
        return markets[task];
    }
}
