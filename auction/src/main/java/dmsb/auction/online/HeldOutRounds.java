package dmsb.auction.online;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.PolicySnapshot;
import java.util.Arrays;

/** The last rounds that were not learned from, on which policies are compared. A ring of primitive arrays. */
final class HeldOutRounds implements Checkpointed {
    private final int observationSize;
    private final int actionCount;
    private final float[] observations;
    private final double[] rewards;
    private final int[] actions;
    private final RandomStream[] streams;
    private int size;
    private int next;

    HeldOutRounds(int capacity, int observationSize, int actionCount) {
        this.observationSize = observationSize;
        this.actionCount = actionCount;
        this.observations = new float[Math.multiplyExact(capacity, observationSize)];
        this.rewards = new double[Math.multiplyExact(capacity, actionCount)];
        this.actions = new int[capacity];
        this.streams = new RandomStream[capacity];
    }

    void add(float[] observation, double[] rewardOfEach) {
        System.arraycopy(observation, 0, observations, next * observationSize, observationSize);
        System.arraycopy(rewardOfEach, 0, rewards, next * actionCount, actionCount);
        next = next + 1 == actions.length ? 0 : next + 1;
        size = Math.min(size + 1, actions.length);
    }

    int size() {
        return size;
    }

    @Override
    public void save(StateWriter state) {
        state.put("size", (long) size);
        state.put("next", (long) next);
        state.put("observations", Arrays.copyOf(observations, size * observationSize));
        state.put("rewards", Arrays.copyOf(rewards, size * actionCount));
    }

    @Override
    public void restore(StateReader state) {
        size = state.wholeNumber("size", 0, actions.length);
        next = state.wholeNumber("next", 0, actions.length - 1);
        System.arraycopy(
                state.floats("observations", size * observationSize), 0, observations, 0, size * observationSize);
        System.arraycopy(state.doubles("rewards", size * actionCount), 0, rewards, 0, size * actionCount);
    }

    /** The mean reward of a policy's actions; all policies are given the same noise. */
    double meanReward(PolicySnapshot policy) {
        SeedTree noise = SeedTree.of(0).child("comparison");
        for (int i = 0; i < size; i++) {
            streams[i] = noise.child(i).stream();
        }
        policy.open().act(size, observations, streams, actions);
        double sum = 0.0;
        for (int i = 0; i < size; i++) {
            sum += rewards[i * actionCount + actions[i]];
        }
        return sum / size;
    }
}
