package dmsb.nn.agent;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.nn.kernel.FusedMultiplyAdd;
import dmsb.nn.kernel.Kernels;
import org.ejml.data.FMatrixRMaj;

/**
 * A batch of softmax policies, computed from the logits of any actor, with the values and the actor loss of a soft
 * actor-critic. It owns the probabilities of the last {@link #set}.
 */
final class SoftPolicy implements Checkpointed {
    private final int rows;
    private final int actions;
    private final Kernels kernels;
    private final FMatrixRMaj probabilities;
    private final FMatrixRMaj logProbabilities;
    private double entropy = Double.NaN;

    SoftPolicy(int rows, int actions, Kernels kernels) {
        this.rows = rows;
        this.actions = actions;
        this.kernels = kernels;
        this.probabilities = new FMatrixRMaj(rows, actions);
        this.logProbabilities = new FMatrixRMaj(rows, actions);
    }

    /** The policies of a batch of logits, rows x actions, by eq. (18): softmax. The logits are not modified. */
    void set(FMatrixRMaj logits) {
        kernels.softmax(rows, actions, logits.data, probabilities.data, logProbabilities.data);
    }

    /** The probabilities, rows x actions, not a copy. */
    FMatrixRMaj probabilities() {
        return probabilities;
    }

    /** The mean entropy in nats at the last {@link #improve}, NaN before. */
    double entropy() {
        return entropy;
    }

    /**
     * The value of every row, V = sum_a pi_a (Q_a - alpha log pi_a). With alpha = 0 and the target networks it is the
     * expectation in eq. (20).
     *
     * @param q the action values, rows x actions. Not modified.
     * @param alpha the weight of the entropy, 0 for the mere mean of Q
     * @param values receives V, one element per row. Modified.
     */
    void values(float[] q, double alpha, float[] values) {
        float weight = (float) alpha;
        for (int i = 0; i < rows; i++) {
            float value = 0f;
            for (int j = i * actions; j < (i + 1) * actions; j++) {
                float soft = weight == 0f ? q[j] : FusedMultiplyAdd.fma(-weight, logProbabilities.data[j], q[j]);
                value = FusedMultiplyAdd.fma(probabilities.data[j], soft, value);
            }
            values[i] = value;
        }
    }

    /**
     * The actor's loss, eq. (21): -mean( sum_a pi_a Q_a + alpha H(pi) ), and its gradient. Q is the minimum of both
     * critics, and alpha is the paper's temperature betaBar.
     *
     * <p>With G_a = Q_a - alpha log pi_a and J = sum_a pi_a G_a, the gradient of -mean(J) with respect to logit a is
     * -pi_a (G_a - J) / rows: the derivative of the logarithms sums to zero. J is divided by the sum of the float
     * probabilities, in double: where one action has nearly all of the probability, G_a - J is a small difference that
     * the rounding of that sum would drown.
     *
     * @param q the action values, rows x actions. Not modified.
     * @param entropyWeight alpha
     * @param gradient receives the derivative with respect to the logits, rows x actions. Modified.
     * @return the loss
     */
    double improve(float[] q, double entropyWeight, float[] gradient) {
        float alpha = (float) entropyWeight;
        double objective = 0;
        double entropySum = 0;
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            double mean = 0;
            for (int j = i * actions; j < (i + 1) * actions; j++) {
                float probability = probabilities.data[j];
                gradient[j] = FusedMultiplyAdd.fma(-alpha, logProbabilities.data[j], q[j]);
                mean += (double) probability * gradient[j];
                sum += probability;
                entropySum -= (double) probability * logProbabilities.data[j];
            }
            mean /= sum;
            for (int j = i * actions; j < (i + 1) * actions; j++) {
                gradient[j] = (float) (probabilities.data[j] * (mean - gradient[j]) / rows);
            }
            objective += mean;
        }
        entropy = entropySum / rows;
        return -objective / rows;
    }

    /**
     * Adds the gradient of what only the actions taken tell: of -1/rows sum_i w_i log pi(a_i), whose expectation is that of the
     * expected w (Williams 1992).
     *
     * @param taken the action of each row, drawn from these policies. Not modified.
     * @param weights w_i, one element per row. Not modified.
     * @param used the number of rows that count
     * @param gradient the derivative with respect to the logits, rows x actions. Modified.
     */
    void addTaken(int[] taken, float[] weights, int used, float[] gradient) {
        for (int i = 0; i < used; i++) {
            float weight = weights[i] / rows;
            for (int a = 0; a < actions; a++) {
                int j = i * actions + a;
                gradient[j] -= weight * ((a == taken[i] ? 1f : 0f) - probabilities.data[j]);
            }
        }
    }

    /** Writes the entropy of the last update, which is reported; probabilities are set before they are used. */
    @Override
    public void save(StateWriter state) {
        state.put("entropy", entropy);
    }

    @Override
    public void restore(StateReader state) {
        entropy = state.number("entropy");
    }
}
