package dmsb.nn.agent;

import dmsb.core.rl.Step;
import dmsb.nn.layer.Mlp;
import org.ejml.data.FMatrixRMaj;

/**
 * The steps played since the last update, in order, and what an update first makes of them. {@code T} is the number of
 * steps that fit.
 */
final class Rollout {
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
}
