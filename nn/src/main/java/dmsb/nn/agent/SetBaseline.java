package dmsb.nn.agent;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.SeedTree;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Weights;
import dmsb.nn.optim.Adam;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * What a set's reward is compared with where only that of the drawn actions is known: the value of the state, learned by its
 * squared error, as in every actor with a baseline (Williams 1992; Sutton et al. 2000). It is a network of the actor's own shape,
 * whose one output of an element estimates the reward of the whole set; all elements of a set share the reward (Yu et al. 2022).
 *
 * <p>The actor's gradient is that of {@link PpoLoss}, with the ratio of each element's own probabilities. Its first step on a batch
 * is the plain policy gradient, as all ratios are 1 there; clipping tells from the second one on. Advantages are normalised.
 */
final class SetBaseline implements Checkpointed {
    private final SetActor network;
    private final SetPass pass;
    private final Adam optimiser;
    private final PpoLoss loss;
    private final int actions;
    private final double[] oldLogProbabilities;
    private final double[] advantages;
    private final double[] values;
    private final double[] oldValues;
    private final double[] returns;
    private int used;

    SetBaseline(SetActorShape shape, SeedTree seeds, Kernels kernels) {
        SetActorConfig settings = shape.settings();
        int rows = settings.get(LearnerConfig.BATCH);
        network = new SetActor(shape.ofPerceptron(1), kernels);
        network.initialise(seeds.child("baseline").stream());
        pass = new SetPass(network, rows, true);
        optimiser = new Adam(
                network.parameters(),
                settings.get(LearnerConfig.CRITIC_LEARNING_RATE),
                0.0,
                settings.get(LearnerConfig.GRADIENT_CLIP),
                kernels);
        loss = new PpoLoss(
                rows, shape.actions(), settings.get(PpoConfig.CLIP), 0.0, 1.0, settings.get(LearnerConfig.ENTROPY));
        actions = shape.actions();
        oldLogProbabilities = new double[rows];
        advantages = new double[rows];
        values = new double[rows];
        oldValues = new double[rows];
        returns = new double[rows];
    }

    /** The pass that the sets of a batch are added to. */
    SetPass pass() {
        return pass;
    }

    /**
     * Takes note of a batch.
     *
     * @param logits those by which its actions were drawn, rows x actions. Not modified.
     * @param taken the action of each row. Not modified.
     * @param rewards the reward of the set of each row. Not modified.
     */
    void begin(FMatrixRMaj logits, int[] taken, float[] rewards) {
        used = pass.sets().rows();
        Rollout.toDouble(logits.data, loss.logits());
        PpoLoss.logProbabilities(loss.logits(), actions, taken, oldLogProbabilities);
        Rollout.toDouble(pass.run(taken).data, oldValues);
        Arrays.fill(advantages, 0.0);
        Arrays.fill(returns, 0.0);
        for (int i = 0; i < used; i++) {
            returns[i] = rewards[i];
            advantages[i] = rewards[i] - oldValues[i];
        }
        Advantages.normalise(advantages, used);
    }

    /**
     * One step of the baseline, and the gradient of the actor's loss.
     *
     * @param logits the actor's of the moment, rows x actions. Not modified.
     * @param taken the action of each row. Not modified.
     * @param gradient receives the derivative of the loss with respect to the logits. Modified.
     */
    void step(FMatrixRMaj logits, int[] taken, FMatrixRMaj gradient) {
        Rollout.toDouble(logits.data, loss.logits());
        Rollout.toDouble(pass.run(taken).data, values);
        loss.compute(taken, oldLogProbabilities, advantages, values, oldValues, returns);
        optimiser.clearGradients();
        Rollout.toFloat(loss.valueGradient(), used, pass.logitGradient().data);
        pass.backward();
        optimiser.step();
        Rollout.toFloat(loss.logitGradient(), used * actions, gradient.data);
    }

    @Override
    public void save(StateWriter state) {
        Weights.save(network.parameters(), state.under("network"));
        state.put("optimiser", optimiser);
    }

    @Override
    public void restore(StateReader state) {
        Weights.restore(network.parameters(), state.under("network"));
        state.restore("optimiser", optimiser);
    }
}
