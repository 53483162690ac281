package dmsb.auction.dense;

import dmsb.auction.round.Round;
import dmsb.auction.rule.ActionGrid;
import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
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
public final class SlotMemory implements Checkpointed {
    private final int mostTasks;
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
    private long added; // slots ever; slot i of them has index i % capacity
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
        mostTasks = intersection.tasks();
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
        return (oldest() + random.nextInt(size)) % capacity;
    }

    /**
     * One of the last slots.
     *
     * @param back how many were added after it, from 0 to one less than there are
     * @return its index
     */
    public int newest(int back) {
        return (oldest() + size - 1 - back) % capacity;
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
        int slot = (int) (added % capacity);
        added++;
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
        while (size > 0 && first[oldest()] >= from && first[oldest()] < to) {
            size--;
        }
    }

    /** The index of the oldest slot. */
    private int oldest() {
        return (int) ((added - size) % capacity);
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

    /** Saves the slots that are remembered, as a series. */
    @Override
    public void save(StateWriter state) {
        state.put("added", added);
        state.put("size", (long) size);
        state.put("next", (long) next);
        state.putSeries("slots", added - size, added, this::saveRows);
    }

    private RowSpans slotsOf(long from, long to) {
        int[] slots = new int[Math.toIntExact(to - from)];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = (int) ((from + i) % capacity);
        }
        return RowSpans.ofSingles(slots);
    }

    private void saveRows(long from, long to, StateWriter block) {
        RowSpans slots = slotsOf(from, to);
        int[] places = slots.take(first, 0, 1);
        int[] counts = slots.take(tasks, 0, 1);
        block.put("places", places);
        block.put("tasks", counts);
        block.put("shared", slots.take(shared, 0, sharedSize));
        block.put("batteries", slots.take(batteries, 0, uavs));
        block.put("unitPrices", slots.take(unitPrices, 0, uavs));
        RowSpans spans = RowSpans.of(places, counts);
        block.put("own", spans.take(own, 0, ownSize));
        block.put("soldBelow", spans.take(soldBelow, 0, 1));
        block.put("highest", spans.take(highest, 0, 1));
        for (int u = 0; u < uavs; u++) {
            block.put("declared" + u, spans.take(declared, u * capacity, 1));
            block.put("values" + u, spans.take(values, u * capacity, 1));
        }
    }

    /** Takes up the slots of a memory of the same shape; from a state without series it keeps those that it has. */
    @Override
    public void restore(StateReader state) {
        if (!state.holdsSeries()) {
            return;
        }
        added = Require.atLeast("added", state.wholeNumber("added"), 0);
        size = state.wholeNumber("size", 0, (int) Math.min(added, capacity));
        next = state.wholeNumber("next", 0, capacity);
        long[] awaited = {added - size};
        state.restoreSeries("slots", (from, to, block) -> {
            if (from > awaited[0] || to <= awaited[0] || to > added) {
                throw new IllegalArgumentException("slots: expected those from " + awaited[0] + " to " + added
                        + " next, got a block from " + from + " to " + to);
            }
            restoreRows(slotsOf(from, to), (int) (awaited[0] - from), block);
            awaited[0] = to;
        });
        if (awaited[0] != added) {
            throw new IllegalArgumentException("slots: expected " + added + ", got those to " + awaited[0]);
        }
    }

    /** Takes the rows of a block that are still remembered, those from {@code firstRow} on. */
    private void restoreRows(RowSpans slots, int firstRow, StateReader block) {
        int rows = slots.rows();
        int[] counts = block.ints("tasks", rows);
        int[] places = block.ints("places", rows);
        for (int i = 0; i < rows; i++) {
            Require.within("tasks of a slot", counts[i], 1, mostTasks);
            Require.within("place of a slot", places[i], 0, capacity - counts[i]);
        }
        slots.put(places, first, 0, 1, firstRow);
        slots.put(counts, tasks, 0, 1, firstRow);
        slots.put(block.floats("shared", rows * sharedSize), shared, 0, sharedSize, firstRow);
        slots.put(block.ints("batteries", rows * uavs), batteries, 0, uavs, firstRow);
        slots.put(block.floats("unitPrices", rows * uavs), unitPrices, 0, uavs, firstRow);
        RowSpans spans = RowSpans.of(places, counts);
        int[] sold = block.ints("soldBelow", spans.rows());
        for (int action : sold) {
            Require.within("actions that sell a task", action, 0, actions());
        }
        spans.put(sold, soldBelow, 0, 1, firstRow);
        spans.put(block.floats("own", spans.rows() * ownSize), own, 0, ownSize, firstRow);
        spans.put(block.floats("highest", spans.rows()), highest, 0, 1, firstRow);
        for (int u = 0; u < uavs; u++) {
            spans.put(block.floats("declared" + u, spans.rows()), declared, u * capacity, 1, firstRow);
            spans.put(block.floats("values" + u, spans.rows()), values, u * capacity, 1, firstRow);
        }
    }
}
