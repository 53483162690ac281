package dmsb.nn.agent;

import dmsb.core.random.RandomStream;
import dmsb.core.rl.Policy;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Mlp;
import org.ejml.data.FMatrixRMaj;

/**
 * The policy of a perceptron with one output per action. It draws from the softmax of the outputs, or takes the action
 * with the largest output. That is the most probable action if the outputs are logits, and the greedy one if they are
 * action values.
 *
 * <p>The weights are shared with the owner of the perceptron and read at every decision. For one thread at a time.
 */
public final class MlpPolicy implements Policy {
    private final Mlp network;
    private final Mlp.Pass pass;
    private final Kernels kernels;
    private final boolean sample;
    private final FMatrixRMaj state;
    private final float[] probabilities;
    private final float[] logProbabilities;

    private MlpPolicy(Mlp network, Kernels kernels, boolean sample) {
        this.network = network;
        this.pass = new Mlp.Pass(network, 1, false);
        this.kernels = kernels;
        this.sample = sample;
        this.state = new FMatrixRMaj(1, network.first().inputs());
        this.probabilities = new float[network.outputs()];
        this.logProbabilities = new float[network.outputs()];
    }

    /**
     * The policy that draws from the softmax of the outputs.
     *
     * @param network the perceptron
     * @param kernels the arithmetic
     * @return the policy
     */
    public static MlpPolicy sampling(Mlp network, Kernels kernels) {
        return new MlpPolicy(network, kernels, true);
    }

    /**
     * The policy that takes the action with the largest output, the first of several; it draws nothing.
     *
     * @param network the perceptron
     * @param kernels the arithmetic
     * @return the policy
     */
    public static MlpPolicy greedy(Mlp network, Kernels kernels) {
        return new MlpPolicy(network, kernels, false);
    }

    /** The drawing policy for {@link Inference.Mode#SAMPLED}, else the greedy one: there are no chains. */
    static MlpPolicy of(Inference inference, Mlp actor, Kernels kernels) {
        return inference.kind() == Inference.Mode.SAMPLED ? sampling(actor, kernels) : greedy(actor, kernels);
    }

    @Override
    public int act(float[] observation, RandomStream random) {
        if (sample) {
            return Categorical.draw(distribution(observation), random);
        }
        return Categorical.largest(outputs(observation), 0, probabilities.length);
    }

    /**
     * The softmax of the outputs.
     *
     * @param observation the observation. Not modified.
     * @return a probability an action; owned by this policy, overwritten by the next call
     */
    public float[] distribution(float[] observation) {
        kernels.softmax(1, probabilities.length, outputs(observation), probabilities, logProbabilities);
        return probabilities;
    }

    private float[] outputs(float[] observation) {
        System.arraycopy(observation, 0, state.data, 0, state.numCols);
        return network.forward(state, pass).data;
    }
}
