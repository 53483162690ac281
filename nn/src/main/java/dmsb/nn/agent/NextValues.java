package dmsb.nn.agent;

import dmsb.core.rl.Minibatch;
import org.ejml.data.FMatrixRMaj;

/**
 * The values V(s') of a batch's next states: of those that were reached and, for an agent that plans, of those that the
 * actions on the other side of the split would have led to. Caller-owned, refilled for every batch.
 */
final class NextValues {
    /** The value of states, as an agent's target networks have it. */
    interface StateValues {
        /** Writes the values V of states, one a row. */
        void write(FMatrixRMaj states, float[] values);
    }

    private final boolean planning;
    private final float baseline;
    private final float[] reached;
    private final float[] other;

    /** Zeros, for batches of so many. */
    NextValues(LearnerConfig settings) {
        int rows = settings.get(LearnerConfig.BATCH);
        planning = settings.get(LearnerConfig.PLANNING);
        baseline = planning ? (float) (1 / (1 - settings.get(LearnerConfig.DISCOUNT))) : 0f;
        reached = new float[rows];
        other = new float[planning ? rows : 0];
    }

    /** Whether the value of every action's next state is a part of its target. */
    boolean planning() {
        return planning;
    }

    /** Refills the values of a batch's next states, and of those on the other side for an agent that plans. */
    void fill(FMatrixRMaj reachedStates, FMatrixRMaj otherStates, StateValues values) {
        values.write(reachedStates, reached);
        if (planning) {
            values.write(otherStates, other);
        }
    }

    /**
     * With planning, what networks count values from: 1 / (1 - gamma), the value where every reward is 1. Rewards are divided
     * by what is expected of a round, so they are near 1. A network that had to learn this number first, by steps of gamma,
     * would take most of a training for it.
     */
    float baseline() {
        return baseline;
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
                ? batch.bootstraps()[row] * others.scales()[row] * (baseline + reached[row])
                : batch.bootstraps()[row] * others.otherScales()[row] * (baseline + other[row]);
    }
}
