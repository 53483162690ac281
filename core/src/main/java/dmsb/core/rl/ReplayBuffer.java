package dmsb.core.rl;

import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import java.util.Arrays;

/**
 * A replay memory: the last transitions, in primitive arrays, sampled uniformly with replacement.
 *
 * <p>Storage grows with use, doubling up to the capacity; from then on the oldest transition is overwritten. A
 * transition takes {@code 4 (2 S + 1 + R) + 1} bytes, S the observation size, R the rewards kept: one for every action,
 * or 1. A million of 42 numbers and 20 actions are 421 MB. With the next states of the actions that were not taken it takes
 * {@code 4 (S + 3)} bytes more: a million of 87 numbers and 21 actions are 785 MB, and 1,145 MB with them.
 */
public final class ReplayBuffer implements Checkpointed {
    private static final int FIRST_ALLOCATION = 1024;
    private static final byte GOES_ON = 0;
    private static final byte TERMINATED = 1;
    private static final byte TRUNCATED = 2;

    private final int capacity;
    private final int observationSize;
    private final int actionCount;
    private final boolean allRewards;
    private final boolean otherStates;

    private float[] observations = new float[0];
    private float[] nextObservations = new float[0];
    private int[] actions = new int[0];
    private float[] rewards = new float[0];
    private byte[] ends = new byte[0];
    private float[] otherObservations = new float[0];
    private int[] splits = new int[0];
    private float[] scales = new float[0]; // two a transition: that of the state that was reached, and of the other
    private int allocated;
    private int size;
    private int head;
    private long added;

    /**
     * An empty memory.
     *
     * @param capacity the number of transitions kept at most
     * @param observationSize the length of an observation, S
     * @param actionCount the number of actions, A
     * @param allRewards whether the rewards of all actions are kept, or only that of the action taken
     * @throws IllegalArgumentException if a number is not positive
     */
    public ReplayBuffer(int capacity, int observationSize, int actionCount, boolean allRewards) {
        this(capacity, observationSize, actionCount, allRewards, false);
    }

    /**
     * An empty memory, with or without the next states of the actions that were not taken.
     *
     * @param capacity the number of transitions kept at most
     * @param observationSize the length of an observation, S
     * @param actionCount the number of actions, A
     * @param allRewards whether the rewards of all actions are kept, or only that of the action taken
     * @param otherStates whether the next states of the actions that were not taken are kept
     * @throws IllegalArgumentException if a number is not positive
     */
    public ReplayBuffer(int capacity, int observationSize, int actionCount, boolean allRewards, boolean otherStates) {
        this.otherStates = otherStates;
        this.capacity = Require.atLeast("capacity", capacity, 1);
        this.observationSize = Require.atLeast("observationSize", observationSize, 1);
        this.actionCount = Require.atLeast("actionCount", actionCount, 1);
        this.allRewards = allRewards;
    }

    /**
     * Remembers one transition.
     *
     * @param observation the observation before the step. Not modified, copied.
     * @param action the action taken
     * @param step what followed. Not modified, copied.
     * @throws IllegalArgumentException if the next states of other actions are kept, and the step has no room for them
     */
    public void add(float[] observation, int action, Step step) {
        ensureRoom();
        System.arraycopy(observation, 0, observations, head * observationSize, observationSize);
        System.arraycopy(step.observation(), 0, nextObservations, head * observationSize, observationSize);
        actions[head] = action;
        if (allRewards) {
            double[] all = step.rewards();
            for (int a = 0; a < actionCount; a++) {
                rewards[head * actionCount + a] = (float) all[a];
            }
        } else {
            rewards[head] = (float) step.reward();
        }
        if (otherStates) {
            addOther(step);
        }
        ends[head] = step.terminated() ? TERMINATED : step.truncated() ? TRUNCATED : GOES_ON;
        head = head + 1 == capacity ? 0 : head + 1;
        size = Math.min(size + 1, capacity);
        added++;
    }

    private void addOther(Step step) {
        float[] other = step.otherObservation();
        Require.size("other observation", other.length, observationSize);
        System.arraycopy(other, 0, otherObservations, head * observationSize, observationSize);
        splits[head] = step.split();
        scales[2 * head] = (float) step.scale();
        scales[2 * head + 1] = (float) step.otherScale();
    }

    private void ensureRoom() {
        if (head >= allocated) {
            grow();
        }
    }

    /** Grows all arrays or, where there is no room, none: the memory can be used on after an OutOfMemoryError. */
    private void grow() {
        int next = (int) Math.min(capacity, Math.max(FIRST_ALLOCATION, 2L * allocated));
        float[] before = Arrays.copyOf(observations, Math.multiplyExact(next, observationSize));
        float[] after = Arrays.copyOf(nextObservations, next * observationSize);
        int[] nextActions = Arrays.copyOf(actions, next);
        float[] nextRewards = Arrays.copyOf(rewards, Math.multiplyExact(next, rewardsKept()));
        if (otherStates) {
            float[] nextOthers = Arrays.copyOf(otherObservations, next * observationSize);
            int[] nextSplits = Arrays.copyOf(splits, next);
            scales = Arrays.copyOf(scales, Math.multiplyExact(next, 2));
            splits = nextSplits;
            otherObservations = nextOthers;
        }
        ends = Arrays.copyOf(ends, next);
        observations = before;
        nextObservations = after;
        actions = nextActions;
        rewards = nextRewards;
        allocated = next;
    }

    /**
     * Draws a batch uniformly with replacement, with n-step returns
     * {@code R = sum_(i<n) discount^i r_(t+i)}, cut short where the episode ends or the memory does. Rewards of actions
     * not taken are one-step rewards whatever {@code steps} is.
     *
     * @param random the stream that chooses
     * @param steps n, the number of rewards summed
     * @param discount the discount per step
     * @param target receives the batch. Modified.
     * @throws IllegalStateException if the memory is empty
     */
    public void sample(RandomStream random, int steps, double discount, Minibatch target) {
        if (size == 0) {
            throw new IllegalStateException("sample: the replay memory is empty");
        }
        for (int row = 0; row < target.size(); row++) {
            int first = random.nextInt(size);
            int last = first;
            double factor = discount;
            double sum = rewardTaken(first);
            for (int i = 1; i < steps && ends[last] == GOES_ON && successor(last) != head; i++) {
                last = successor(last);
                sum += factor * rewardTaken(last);
                factor *= discount;
            }
            System.arraycopy(
                    observations,
                    first * observationSize,
                    target.observations(),
                    row * observationSize,
                    observationSize);
            System.arraycopy(
                    nextObservations,
                    last * observationSize,
                    target.nextObservations(),
                    row * observationSize,
                    observationSize);
            if (allRewards) {
                System.arraycopy(rewards, first * actionCount, target.rewards(), row * actionCount, actionCount);
            }
            if (otherStates) {
                sampleOther(last, row, target.other());
            }
            target.actions()[row] = actions[first];
            target.returns()[row] = (float) sum;
            target.bootstraps()[row] = ends[last] == TERMINATED ? 0f : (float) factor;
        }
    }

    private void sampleOther(int index, int row, Minibatch.Other target) {
        System.arraycopy(
                otherObservations,
                index * observationSize,
                target.observations(),
                row * observationSize,
                observationSize);
        target.splits()[row] = splits[index];
        target.scales()[row] = scales[2 * index];
        target.otherScales()[row] = scales[2 * index + 1];
    }

    /** Writes the transitions as a series: the n-th ever added is its row n, and stands at n modulo the capacity. A state without series leaves the memory as it is. */
    @Override
    public void save(StateWriter state) {
        state.put("added", added);
        state.putSeries("transitions", added - size, added, this::saveRows);
    }

    private void saveRows(long from, long to, StateWriter block) {
        int rows = (int) (to - from);
        int width = rewardsKept();
        float[] before = new float[rows * observationSize];
        float[] after = new float[rows * observationSize];
        float[] rewardRows = new float[rows * width];
        int[] actionRows = new int[rows];
        byte[] endRows = new byte[rows];
        for (int row = 0; row < rows; row++) {
            int index = (int) ((from + row) % capacity);
            System.arraycopy(observations, index * observationSize, before, row * observationSize, observationSize);
            System.arraycopy(nextObservations, index * observationSize, after, row * observationSize, observationSize);
            System.arraycopy(rewards, index * width, rewardRows, row * width, width);
            actionRows[row] = actions[index];
            endRows[row] = ends[index];
        }
        block.put("observations", before);
        block.put("nextObservations", after);
        block.put("rewards", rewardRows);
        block.put("actions", actionRows);
        block.put("ends", endRows);
        if (otherStates) {
            saveOtherRows(from, rows, block);
        }
    }

    private void saveOtherRows(long from, int rows, StateWriter block) {
        float[] others = new float[rows * observationSize];
        int[] splitRows = new int[rows];
        float[] scaleRows = new float[2 * rows];
        for (int row = 0; row < rows; row++) {
            int index = (int) ((from + row) % capacity);
            System.arraycopy(
                    otherObservations, index * observationSize, others, row * observationSize, observationSize);
            splitRows[row] = splits[index];
            System.arraycopy(scales, 2 * index, scaleRows, 2 * row, 2);
        }
        block.put("otherObservations", others);
        block.put("splits", splitRows);
        block.put("scales", scaleRows);
    }

    @Override
    public void restore(StateReader state) {
        if (!state.holdsSeries()) {
            return;
        }
        added = Require.atLeast("added", state.wholeNumber("added"), 0);
        size = (int) Math.min(added, capacity);
        head = (int) (added % capacity);
        while (allocated < size) {
            grow();
        }
        long[] next = {added - size};
        state.restoreSeries("transitions", (from, to, block) -> {
            if (from > next[0] || to <= next[0] || to > added) {
                throw new IllegalArgumentException("transitions: expected those from " + next[0] + " to " + added
                        + " next, got a block from " + from + " to " + to);
            }
            restoreRows(from, to, next[0], block);
            next[0] = to;
        });
        if (next[0] != added) {
            throw new IllegalArgumentException("transitions: expected " + added + ", got those to " + next[0]);
        }
    }

    /** Takes the rows of a block that are still remembered, those from {@code first} on. */
    private void restoreRows(long from, long to, long first, StateReader block) {
        int rows = Math.toIntExact(to - from);
        int width = rewardsKept();
        float[] before = block.floats("observations", Math.multiplyExact(rows, observationSize));
        float[] after = block.floats("nextObservations", rows * observationSize);
        float[] rewardRows = block.floats("rewards", Math.multiplyExact(rows, width));
        int[] actionRows = block.ints("actions", rows);
        byte[] endRows = block.bytes("ends", rows);
        for (int row = (int) (first - from); row < rows; row++) {
            int index = (int) ((from + row) % capacity);
            System.arraycopy(before, row * observationSize, observations, index * observationSize, observationSize);
            System.arraycopy(after, row * observationSize, nextObservations, index * observationSize, observationSize);
            System.arraycopy(rewardRows, row * width, rewards, index * width, width);
            actions[index] = Require.within("action of a transition", actionRows[row], 0, actionCount - 1);
            ends[index] = endRows[row];
        }
        if (otherStates) {
            restoreOtherRows(from, rows, (int) (first - from), block);
        }
    }

    private void restoreOtherRows(long from, int rows, int firstRow, StateReader block) {
        float[] others = block.floats("otherObservations", rows * observationSize);
        int[] splitRows = block.ints("splits", rows);
        float[] scaleRows = block.floats("scales", 2 * rows);
        for (int row = firstRow; row < rows; row++) {
            int index = (int) ((from + row) % capacity);
            System.arraycopy(
                    others, row * observationSize, otherObservations, index * observationSize, observationSize);
            splits[index] = Require.within("split of a transition", splitRows[row], 0, actionCount);
            System.arraycopy(scaleRows, 2 * row, scales, 2 * index, 2);
        }
    }

    private int rewardsKept() {
        return allRewards ? actionCount : 1;
    }

    private int successor(int index) {
        return index + 1 == capacity ? 0 : index + 1;
    }

    private float rewardTaken(int index) {
        return allRewards ? rewards[index * actionCount + actions[index]] : rewards[index];
    }

    /**
     * How many transitions are remembered now.
     *
     * @return the number of transitions
     */
    public int size() {
        return size;
    }

    /**
     * The length of an observation.
     *
     * @return the observation size, S
     */
    public int observationSize() {
        return observationSize;
    }

    /**
     * The number of actions.
     *
     * @return the number of actions, A
     */
    public int actionCount() {
        return actionCount;
    }

    /**
     * Whether the rewards of all actions are kept.
     *
     * @return true for counterfactual feedback
     */
    public boolean keepsAllRewards() {
        return allRewards;
    }

    /**
     * Whether the next states of the actions that were not taken are kept.
     *
     * @return true for an agent that plans
     */
    public boolean keepsOtherStates() {
        return otherStates;
    }
}
