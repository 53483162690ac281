package dmsb.auction.dense;

import dmsb.auction.round.Round;
import dmsb.auction.rule.ActionGrid;
import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;

/**
 * The last slots of a training: what was observed, and all that decides what other actions would have brought. When it is full
 * the oldest slots go. {@link CounterfactualSurplus} replays them. Slots may differ in their numbers of tasks.
 *
 * <p>The value of a UAV counts times the filter's {@linkplain SlotEncoder#optimism optimism}: where little is known of it, a look
 * is worth something in the slots to come.
 *
 * <p>A task takes {@code 4 (F + 2 U + 2)} bytes with F own features and U UAVs. Room for as many slots as tasks takes {@code 4
 * (G + 2 U + 2)} bytes a task besides, with G shared features.
 */
public final class SlotMemory {
    private final int uavs;
    private final int ownSize;
    private final int sharedSize;
    private final int capacity;
    private final ActionGrid grid;

    // Of a task, by its place in a ring.
    private final float[] own;
    final int[] soldBelow;
    final float[] highest;
    private final float[] declared;
    private final float[] values;

    // Of a slot, by its place in a ring of slots.
    private final int[] first;
    private final int[] tasks;
    private final float[] shared;
    final int[] batteries;
    final float[] unitPrices;

    private int next; // the place of the next task
    private int oldest;
    private int size;

    /**
     * An empty memory.
     *
     * @param intersection gives the shape
     * @param encoder gives the numbers of features
     * @param capacity the number of tasks that there is room for, at least those of the largest slot
     * @throws IllegalArgumentException if there is no room for one slot
     */
    public SlotMemory(Intersection intersection, SlotEncoder encoder, int capacity) {
        uavs = intersection.uavs();
        ownSize = encoder.ownSize();
        sharedSize = encoder.sharedSize();
        this.capacity = Require.atLeast("capacity", capacity, intersection.tasks());
        grid = ActionGrid.of(intersection.market());
        own = new float[Math.multiplyExact(capacity, ownSize)];
        soldBelow = new int[capacity];
        highest = new float[capacity];
        declared = new float[Math.multiplyExact(capacity, uavs)];
        values = new float[declared.length];
        first = new int[capacity];
        tasks = new int[capacity];
        shared = new float[Math.multiplyExact(capacity, sharedSize)];
        batteries = new int[declared.length];
        unitPrices = new float[declared.length];
    }

    /**
     * The number of slots in it.
     *
     * @return how many
     */
    public int size() {
        return size;
    }

    /**
     * A slot, drawn uniformly.
     *
     * @param random the stream
     * @return its index
     */
    public int draw(RandomStream random) {
        return (oldest + random.nextInt(size)) % capacity;
    }

    /**
     * One of the last slots.
     *
     * @param back how many were added after it, from 0 to one less than there are
     * @return its index
     */
    public int newest(int back) {
        return (oldest + size - 1 - back) % capacity;
    }

    /**
     * Adds the awarded slot of a house, before it is settled.
     *
     * @param house the house. Not modified.
     * @param encoder has read the slot's announcement. Not modified.
     */
    public void add(DenseHouse house, SlotEncoder encoder) {
        int count = house.slot().tasks();
        if (next + count > capacity) {
            forget(next, capacity);
            next = 0;
        }
        forget(next, next + count);
        int slot = (oldest + size) % capacity;
        size++;
        first[slot] = next;
        tasks[slot] = count;
        double scale = encoder.scale();
        System.arraycopy(encoder.own(), 0, own, next * ownSize, count * ownSize);
        System.arraycopy(encoder.shared(), 0, shared, slot * sharedSize, sharedSize);
        for (int u = 0; u < uavs; u++) {
            batteries[slot * uavs + u] = house.battery(u);
            unitPrices[slot * uavs + u] = (float) (house.unitPrice(u) / scale);
        }
        for (int m = 0; m < count; m++) {
            Round round = house.slot().view(0, m);
            soldBelow[next + m] = grid.soldBelow(round);
            highest[next + m] = (float) (round.highest() / scale);
            for (int u = 0; u < uavs; u++) {
                declared[u * capacity + next + m] = (float) (house.slot().declaredWorth(u, m) / scale);
                double value = house.slot().terms().worth(house.task(m).uavValue(u));
                values[u * capacity + next + m] = (float) (value * encoder.optimism(u, m) / scale);
            }
        }
        next += count;
    }

    /** Forgets the oldest slots whose tasks are in some places. */
    private void forget(int from, int to) {
        while (size > 0 && first[oldest] >= from && first[oldest] < to) {
            oldest = (oldest + 1) % capacity;
            size--;
        }
    }

    /** The place of a slot's first task. */
    int first(int slot) {
        return first[slot];
    }

    /** What a UAV's declaration for the task in a place counts, in units of its slot's scale. */
    float declared(int uav, int place) {
        return declared[uav * capacity + place];
    }

    /** What a UAV's value of the task in a place counts, with optimism, in units of its slot's scale. */
    float value(int uav, int place) {
        return values[uav * capacity + place];
    }

    /** The number of actions of a task. */
    int actions() {
        return grid.size();
    }

    /**
     * The own features of all slots.
     *
     * @return the array itself
     */
    public float[] own() {
        return own;
    }

    /**
     * Where the own features of a slot begin.
     *
     * @param slot its index
     * @return the index of the first of them
     */
    public int ownStart(int slot) {
        return first[slot] * ownSize;
    }

    /**
     * The shared features of all slots.
     *
     * @return the array itself
     */
    public float[] shared() {
        return shared;
    }

    /**
     * Where the shared features of a slot begin.
     *
     * @param slot its index
     * @return the index of the first of them
     */
    public int sharedStart(int slot) {
        return slot * sharedSize;
    }

    /**
     * The number of tasks of a slot.
     *
     * @param slot its index
     * @return M
     */
    public int tasks(int slot) {
        return tasks[slot];
    }
}
