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
 * @param other what followed for the actions that were not taken
 */
@SuppressWarnings("ArrayRecordComponent")
public record Minibatch(
        int size,
        float[] observations,
        int[] actions,
        float[] returns,
        float[] rewards,
        float[] nextObservations,
        float[] bootstraps,
        Other other) {
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
                new float[size],
                new Other(memory.keepsOtherStates() ? size : 0, memory.observationSize()));
    }

    /**
     * The next states of the actions that were not taken, see {@link Step#split}; all empty if the memory does not keep them.
     *
     * @param observations the observations on the other side of the split, B x observationSize
     * @param splits the first action that leads to another state than action 0, B
     * @param scales the factors of values in the states that were reached, B
     * @param otherScales the factors of values in the others, B
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Other(float[] observations, int[] splits, float[] scales, float[] otherScales) {
        /** None, where they are not kept. */
        public static final Other NONE = new Other(0, 0);

        /**
         * Room for so many.
         *
         * @param size the number of transitions, 0 if none is kept
         * @param observationSize the length of an observation
         */
        Other(int size, int observationSize) {
            this(new float[size * observationSize], new int[size], new float[size], new float[size]);
        }
    }
}
