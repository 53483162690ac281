package dmsb.nn.agent;

import dmsb.core.rl.Minibatch;

/**
 * The values V(s') of a batch's next states: of those that were reached and, for an agent that plans, of those that the
 * actions on the other side of the split would have led to. Caller-owned, refilled for every batch.
 */
final class NextValues {
    private final boolean planning;
    private final float[] reached;
    private final float[] other;

    /** Zeros, for batches of so many. */
    NextValues(LearnerConfig settings) {
        int rows = settings.get(LearnerConfig.BATCH);
        planning = settings.get(LearnerConfig.PLANNING);
        reached = new float[rows];
        other = new float[planning ? rows : 0];
    }

    /** Whether the value of every action's next state is a part of its target. */
    boolean planning() {
        return planning;
    }

    /** The values of the states that were reached, not a copy. */
    float[] reached() {
        return reached;
    }

    /** The values of the others, not a copy; empty without planning. */
    float[] other() {
        return other;
    }

    /** What an action's next state adds to its target: gamma times its value, in units of the rewards of the step. */
    float future(Minibatch batch, int row, int action) {
        Minibatch.Other others = batch.other();
        int split = others.splits()[row];
        boolean reachedSide = (action < split) == (batch.actions()[row] < split);
        return reachedSide
                ? batch.bootstraps()[row] * others.scales()[row] * reached[row]
                : batch.bootstraps()[row] * others.otherScales()[row] * other[row];
    }
}
