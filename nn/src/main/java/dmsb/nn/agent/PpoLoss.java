package dmsb.nn.agent;

import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import java.util.Arrays;

/**
 * The loss of proximal policy optimisation (Schulman et al. 2017) and its gradient, in double on plain arrays:
 *
 * <pre>
 * L = -mean( min(r A, clamp(r, 1 - clip, 1 + clip) A) ) + c_v mean( (V - R)^2 ) - c_e mean( H(pi) ),
 * r = pi(a|s) / pi_old(a|s)
 * </pre>
 *
 * <p>With value clipping the square is the larger one of (V - R)^2 and (V_old + clamp(V - V_old, -v, v) - R)^2. The gradient
 * is with respect to the logits of pi and to V, so it fits any network. Owns its workspace; for one thread.
 */
final class PpoLoss implements Checkpointed {
    private final int rows;
    private final int actions;
    private final double clip;
    private final double valueClip;
    private final double valueWeight;
    private final double entropyWeight;
    private final double[] logits;
    private final double[] logitGradient;
    private final double[] valueGradient;
    private final double[] logPolicy;
    private double surrogate = Double.NaN;
    private double valueLoss = Double.NaN;
    private double entropy = Double.NaN;

    /**
     * A loss of batches of one size.
     *
     * @param rows the number of steps in a batch, B
     * @param actions the number of actions, A
     * @param clip how far the ratio r can leave 1 and still gain
     * @param valueClip how far V can leave V_old and still gain, 0 for as far as it likes
     * @param valueWeight c_v
     * @param entropyWeight c_e
     */
    PpoLoss(int rows, int actions, double clip, double valueClip, double valueWeight, double entropyWeight) {
        this.rows = rows;
        this.actions = actions;
        this.clip = clip;
        this.valueClip = valueClip == 0 ? Double.POSITIVE_INFINITY : valueClip;
        this.valueWeight = valueWeight;
        this.entropyWeight = entropyWeight;
        this.logits = new double[rows * actions];
        this.logitGradient = new double[rows * actions];
        this.valueGradient = new double[rows];
        this.logPolicy = new double[actions];
    }

    /** The logits of pi, B x A, for the caller to fill before {@link #compute}. */
    double[] logits() {
        return logits;
    }

    /** The derivative of the loss with respect to the logits, B x A, after {@link #compute}. */
    double[] logitGradient() {
        return logitGradient;
    }

    /** The derivative of the loss with respect to V, an element a step, after {@link #compute}. */
    double[] valueGradient() {
        return valueGradient;
    }

    /** The first term, mean over the batch. */
    double surrogate() {
        return surrogate;
    }

    /** The mean square of the values' error, without its weight. */
    double valueLoss() {
        return valueLoss;
    }

    /** The mean entropy in nats. */
    double entropy() {
        return entropy;
    }

    /**
     * Computes the loss and the gradient.
     *
     * @param taken the actions taken. Not modified.
     * @param oldLogProbabilities log pi_old(a|s) of them. Not modified.
     * @param advantages A, normalised or not. Not modified.
     * @param values V. Not modified.
     * @param oldValues V_old. Not modified.
     * @param returns R. Not modified.
     * @return the loss
     */
    double compute(
            int[] taken,
            double[] oldLogProbabilities,
            double[] advantages,
            double[] values,
            double[] oldValues,
            double[] returns) {
        surrogate = 0;
        valueLoss = 0;
        entropy = 0;
        for (int i = 0; i < rows; i++) {
            addPolicyTerms(i, taken[i], oldLogProbabilities[i], advantages[i]);
            addValueTerm(i, values[i], oldValues[i], returns[i]);
        }
        surrogate /= rows;
        valueLoss /= rows;
        entropy /= rows;
        return surrogate + valueWeight * valueLoss - entropyWeight * entropy;
    }

    /**
     * With d log pi_a / d logit_j = [a = j] - pi_j, the surrogate's slope is -r A ([a = j] - pi_j) where the unclipped
     * product is the smaller one and 0 elsewhere; that of the entropy is -pi_j (log pi_j + H).
     */
    private void addPolicyTerms(int row, int action, double oldLogProbability, double advantage) {
        int start = row * actions;
        logSoftmax(logits, start, logPolicy);
        double rowEntropy = 0;
        for (double log : logPolicy) {
            rowEntropy -= StrictMath.exp(log) * log;
        }
        double ratio = StrictMath.exp(logPolicy[action] - oldLogProbability);
        double gain = ratio * advantage;
        double clippedGain = Math.max(1 - clip, Math.min(1 + clip, ratio)) * advantage;
        surrogate -= Math.min(gain, clippedGain);
        entropy += rowEntropy;
        double push = gain <= clippedGain ? -gain / rows : 0;
        for (int j = 0; j < actions; j++) {
            double probability = StrictMath.exp(logPolicy[j]);
            logitGradient[start + j] = push * ((j == action ? 1 : 0) - probability)
                    + entropyWeight * probability * (logPolicy[j] + rowEntropy) / rows;
        }
    }

    /** A value beyond the clip has no slope where the clipped square is the larger one. */
    private void addValueTerm(int row, double value, double oldValue, double target) {
        double error = value - target;
        double move = value - oldValue;
        double clippedError = oldValue + Math.max(-valueClip, Math.min(valueClip, move)) - target;
        boolean free = Math.abs(move) <= valueClip || error * error >= clippedError * clippedError;
        valueLoss += free ? error * error : clippedError * clippedError;
        valueGradient[row] = free ? 2 * valueWeight * error / rows : 0;
    }

    /**
     * The log-probabilities of the actions taken.
     *
     * @param logits B x A. Not modified.
     * @param actions the number of actions, A
     * @param taken the actions, B. Not modified.
     * @param target receives log pi(a|s), B. Modified.
     */
    static void logProbabilities(double[] logits, int actions, int[] taken, double[] target) {
        double[] logPolicy = new double[actions];
        for (int i = 0; i < taken.length; i++) {
            logSoftmax(logits, i * actions, logPolicy);
            target[i] = logPolicy[taken[i]];
        }
    }

    private static void logSoftmax(double[] logits, int start, double[] target) {
        double largest =
                Arrays.stream(logits, start, start + target.length).max().orElseThrow();
        double sum = 0;
        for (int j = 0; j < target.length; j++) {
            target[j] = logits[start + j] - largest;
            sum += StrictMath.exp(target[j]);
        }
        double logSum = StrictMath.log(sum);
        for (int j = 0; j < target.length; j++) {
            target[j] -= logSum;
        }
    }

    /** Writes the losses of the last minibatch, which are reported. */
    @Override
    public void save(StateWriter state) {
        state.put("surrogate", surrogate);
        state.put("valueLoss", valueLoss);
        state.put("entropy", entropy);
    }

    @Override
    public void restore(StateReader state) {
        surrogate = state.number("surrogate");
        valueLoss = state.number("valueLoss");
        entropy = state.number("entropy");
    }
}
