package dmsb.nn.agent;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.rl.Step;
import dmsb.nn.layer.Mlp;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * The steps played since the last update, in order, and the quantities that an update first computes from them. {@code
 * T} is the number of steps that fit.
 */
final class Rollout implements Checkpointed {
    private final FMatrixRMaj observations;
    private final FMatrixRMaj nextObservations;
    private final double[] rewards;
    private final boolean[] terminated;
    private final boolean[] truncated;
    final int[] actions;
    final double[] logProbabilities;
    final double[] values;
    final double[] advantages;
    final double[] returns;
    private final double[] nextValues;
    private int size;

    Rollout(int steps, int observationSize) {
        this.observations = new FMatrixRMaj(steps, observationSize);
        this.nextObservations = new FMatrixRMaj(steps, observationSize);
        this.rewards = new double[steps];
        this.terminated = new boolean[steps];
        this.truncated = new boolean[steps];
        this.actions = new int[steps];
        this.logProbabilities = new double[steps];
        this.values = new double[steps];
        this.nextValues = new double[steps];
        this.advantages = new double[steps];
        this.returns = new double[steps];
    }

    /** Remembers a step. The next observation is kept for every one: at the end of an episode no other row has it. */
    void add(float[] observation, int action, Step step) {
        int width = observations.numCols;
        System.arraycopy(observation, 0, observations.data, size * width, width);
        System.arraycopy(step.observation(), 0, nextObservations.data, size * width, width);
        actions[size] = action;
        rewards[size] = step.reward();
        terminated[size] = step.terminated();
        truncated[size] = step.truncated();
        size++;
    }

    boolean full() {
        return size == actions.length;
    }

    void clear() {
        size = 0;
    }

    /**
     * Values, log-probabilities, advantages and returns of a full rollout, by the networks that it was played with: they
     * have not changed since, so nothing need be kept while playing.
     *
     * @param actor the actor
     * @param actorPass room for T rows
     * @param critic the critic
     * @param criticPass room for T rows
     * @param discount gamma
     * @param lambda lambda
     */
    void evaluate(Mlp actor, Mlp.Pass actorPass, Mlp critic, Mlp.Pass criticPass, double discount, double lambda) {
        toDouble(critic.forward(nextObservations, criticPass).data, nextValues);
        toDouble(critic.forward(observations, criticPass).data, values);
        float[] logits = actor.forward(observations, actorPass).data;
        double[] wide = new double[logits.length];
        toDouble(logits, wide);
        PpoLoss.logProbabilities(wide, actor.outputs(), actions, logProbabilities);
        Advantages.estimate(rewards, values, nextValues, terminated, truncated, discount, lambda, advantages);
        for (int t = 0; t < returns.length; t++) {
            returns[t] = advantages[t] + values[t];
        }
    }

    /** Copies the observation of step t into a row of a batch. */
    void copyObservation(int t, FMatrixRMaj batch, int row) {
        int width = observations.numCols;
        System.arraycopy(observations.data, t * width, batch.data, row * width, width);
    }

    static void toDouble(float[] source, double[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = source[i];
        }
    }

    /** Rounds the first numbers to floats; those behind them become 0. */
    static void toFloat(double[] source, int used, float[] target) {
        Arrays.fill(target, used, target.length, 0f);
        for (int i = 0; i < used; i++) {
            target[i] = (float) source[i];
        }
    }

    /** Writes the steps so far; what {@link #evaluate} makes of a full rollout is used up at once. */
    @Override
    public void save(StateWriter state) {
        int width = observations.numCols;
        byte[] ends = new byte[size];
        for (int t = 0; t < size; t++) {
            ends[t] = (byte) ((terminated[t] ? 1 : 0) | (truncated[t] ? 2 : 0));
        }
        state.put("size", (long) size);
        state.put("observations", Arrays.copyOf(observations.data, size * width));
        state.put("nextObservations", Arrays.copyOf(nextObservations.data, size * width));
        state.put("rewards", Arrays.copyOf(rewards, size));
        state.put("actions", Arrays.copyOf(actions, size));
        state.put("ends", ends);
    }

    @Override
    public void restore(StateReader state) {
        int width = observations.numCols;
        size = state.wholeNumber("size", 0, actions.length - 1);
        System.arraycopy(state.floats("observations", size * width), 0, observations.data, 0, size * width);
        System.arraycopy(state.floats("nextObservations", size * width), 0, nextObservations.data, 0, size * width);
        System.arraycopy(state.doubles("rewards", size), 0, rewards, 0, size);
        System.arraycopy(state.ints("actions", size), 0, actions, 0, size);
        byte[] ends = state.bytes("ends", size);
        for (int t = 0; t < size; t++) {
            terminated[t] = (ends[t] & 1) != 0;
            truncated[t] = (ends[t] & 2) != 0;
        }
    }
}
