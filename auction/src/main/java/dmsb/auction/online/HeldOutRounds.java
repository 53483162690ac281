package dmsb.auction.online;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.PolicySnapshot;

/** The last rounds that were not learned from, on which policies are compared. A ring of primitive arrays. */
final class HeldOutRounds {
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
