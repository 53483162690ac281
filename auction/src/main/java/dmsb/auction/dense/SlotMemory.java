package dmsb.auction.dense;

import dmsb.auction.round.Round;
import dmsb.auction.rule.ActionGrid;
import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;

/**
 * The last slots of a training: what was observed, and all that decides what other actions would have brought. When it is full
 * the oldest slots go. {@link CounterfactualSurplus} replays them.
 *
 * <p>A slot takes {@code 4 (M (F + 2 U + 2) + G + 2 U + 1)} bytes with M tasks, F own and G shared features and U UAVs.
 */
public final class SlotMemory {
    private final int maxTasks;
    private final int uavs;
    private final int ownSize;
    private final int sharedSize;
    private final int capacity;
    private final ActionGrid grid;
    final int[] tasks;
    final float[] own;
    final float[] shared;
    final int[] soldBelow;
    final float[] highest;
    final float[] declared;
    final float[] values;
    final int[] batteries;
    final float[] unitPrices;
    private int size;
    private int next;

    /**
     * An empty memory.
     *
     * @param intersection gives the shape
     * @param encoder gives the numbers of features
     * @param capacity the number of slots
     */
    public SlotMemory(Intersection intersection, SlotEncoder encoder, int capacity) {
        maxTasks = intersection.tasks();
        uavs = intersection.uavs();
        ownSize = encoder.ownSize();
        sharedSize = encoder.sharedSize();
        this.capacity = Require.atLeast("capacity", capacity, 1);
        grid = ActionGrid.of(intersection.market());
        tasks = new int[capacity];
        own = new float[Math.multiplyExact(capacity, maxTasks * ownSize)];
        shared = new float[capacity * sharedSize];
        soldBelow = new int[capacity * maxTasks];
        highest = new float[capacity * maxTasks];
        declared = new float[capacity * maxTasks * uavs];
        values = new float[capacity * maxTasks * uavs];
        batteries = new int[capacity * uavs];
        unitPrices = new float[capacity * uavs];
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
        return random.nextInt(size);
    }

    /**
     * Adds the awarded slot of a house, before it is settled.
     *
     * @param house the house. Not modified.
     * @param encoder has read the slot's announcement. Not modified.
     */
    public void add(DenseHouse house, SlotEncoder encoder) {
        int slot = next;
        next = next + 1 == capacity ? 0 : next + 1;
        size = Math.min(capacity, size + 1);
        int count = house.slot().tasks();
        double scale = encoder.scale();
        tasks[slot] = count;
        System.arraycopy(encoder.own(), 0, own, slot * maxTasks * ownSize, count * ownSize);
        System.arraycopy(encoder.shared(), 0, shared, slot * sharedSize, sharedSize);
        for (int u = 0; u < uavs; u++) {
            batteries[slot * uavs + u] = house.battery(u);
            unitPrices[slot * uavs + u] = (float) (house.unitPrice(u) / scale);
        }
        for (int m = 0; m < count; m++) {
            Round round = house.slot().view(0, m);
            soldBelow[slot * maxTasks + m] = grid.soldBelow(round);
            highest[slot * maxTasks + m] = (float) (round.highest() / scale);
            for (int u = 0; u < uavs; u++) {
                int i = declared(slot, u) + m;
                declared[i] = (float) (house.slot().declaredWorth(u, m) / scale);
                values[i] = (float)
                        (house.slot().terms().worth(house.market().task(m).uavValue(u)) / scale);
            }
        }
    }

    /** Where the declarations and the values of a UAV for a slot's tasks begin. */
    int declared(int slot, int uav) {
        return (slot * uavs + uav) * maxTasks;
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
        return slot * maxTasks * ownSize;
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
