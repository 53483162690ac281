package dmsb.core.rl;

/**
 * A batch of transitions drawn from a {@link ReplayBuffer}: caller-owned, flat arrays, row after row, refilled by every
 * {@link ReplayBuffer#sample}.
 *
 * @param size the number of transitions, B
 * @param observations the observations before the step, B x observationSize
 * @param actions the actions taken, B
 * @param returns the (n-step) returns of the actions taken, B
 * @param rewards the one-step reward of every action, B x actionCount; empty if the memory does not keep them
 * @param nextObservations the observations to bootstrap from, B x observationSize
 * @param bootstraps the factor of the bootstrapped value, B: discount^n, or 0 where the process terminated
 */
@SuppressWarnings("ArrayRecordComponent")
public record Minibatch(
        int size,
        float[] observations,
        int[] actions,
        float[] returns,
        float[] rewards,
        float[] nextObservations,
        float[] bootstraps) {
    /**
     * Room for batches from the given memory.
     *
     * @param memory the memory
     * @param size the number of transitions in a batch
     */
    public Minibatch(ReplayBuffer memory, int size) {
        this(
                size,
                new float[size * memory.observationSize()],
                new int[size],
                new float[size],
                new float[memory.keepsAllRewards() ? size * memory.actionCount() : 0],
                new float[size * memory.observationSize()],
                new float[size]);
    }
}
