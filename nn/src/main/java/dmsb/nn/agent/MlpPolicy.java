package dmsb.nn.agent;

import dmsb.core.argument.Require;
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
 * <p>Several observations pass together. An element of a matrix product depends only on its own row, so each action equals, bit for
 * bit, that of the observation alone.
 *
 * <p>The weights are shared with the owner of the perceptron and read at every decision. For one thread at a time.
 */
public final class MlpPolicy implements Policy {
    /** The most rows that go through together: more do not make the products faster, but leave the caches. */
    private static final int MOST_ROWS = 256;

    private final Mlp network;
    private final Kernels kernels;
    private final boolean sample;
    private final RowBatches<Batch> batches;

    private MlpPolicy(Mlp network, Kernels kernels, boolean sample) {
        this.network = network;
        this.kernels = kernels;
        this.sample = sample;
        this.batches = new RowBatches<>(MOST_ROWS, Batch::new);
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
        Batch batch = batches.of(1);
        batch.set(observation, 0, 1);
        batch.run();
        return batch.choose(0, random);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there are more rows than an array has room for
     */
    @Override
    public void act(int rows, float[] observations, RandomStream[] streams, int[] actions) {
        Require.room("observations", observations.length, rows * network.first().inputs());
        Require.room("streams", streams.length, rows);
        Require.room("actions", actions.length, rows);
        for (int done = 0; done < rows; ) {
            int count = batches.next(rows - done);
            Batch batch = batches.of(count);
            batch.set(observations, done, count);
            batch.run();
            for (int row = 0; row < count; row++) {
                actions[done + row] = batch.choose(row, streams[done + row]);
            }
            done += count;
        }
    }

    /**
     * The softmax of the outputs.
     *
     * @param observation the observation. Not modified.
     * @return a probability an action; owned by this policy, overwritten by the next call
     */
    public float[] distribution(float[] observation) {
        Batch batch = batches.of(1);
        batch.set(observation, 0, 1);
        batch.run();
        return batch.softmax();
    }

    /** Room for a number of observations. */
    private final class Batch {
        private final FMatrixRMaj states;
        private final Mlp.Pass pass;
        private final float[] probabilities;
        private final float[] logProbabilities;

        Batch(int rows) {
            states = new FMatrixRMaj(rows, network.first().inputs());
            pass = new Mlp.Pass(network, rows, false);
            probabilities = new float[rows * network.outputs()];
            logProbabilities = new float[rows * network.outputs()];
        }

        void set(float[] observations, int firstRow, int rows) {
            System.arraycopy(observations, firstRow * states.numCols, states.data, 0, rows * states.numCols);
        }

        /** Computes the outputs, and their softmax where it is needed. */
        void run() {
            network.forward(states, pass);
            if (sample) {
                softmax();
            }
        }

        float[] softmax() {
            kernels.softmax(states.numRows, network.outputs(), pass.output().data, probabilities, logProbabilities);
            return probabilities;
        }

        int choose(int row, RandomStream random) {
            int actions = network.outputs();
            return sample
                    ? Categorical.draw(probabilities, row * actions, actions, random)
                    : Categorical.largest(pass.output().data, row * actions, actions);
        }
    }
}
