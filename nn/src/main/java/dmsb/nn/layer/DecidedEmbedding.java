package dmsb.nn.layer;

import dmsb.core.random.RandomStream;
import dmsb.nn.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * What an element of a set sees of the elements that were decided before it: the sum of an embedding of each of them with its
 * action, over the number of elements of the set,
 *
 * <pre>
 * c_m = 1/M sum_{j &lt; m} e(x_j, a_j).
 * </pre>
 *
 * <p>The order is that of the set. {@link #forward} computes it for actions that are all known; {@link #add} does so element by
 * element, while they are decided, and gives the same bits.
 */
public final class DecidedEmbedding {
    private final Mlp embedding;
    private final int own;
    private final int actions;

    /**
     * An embedding of zeros.
     *
     * @param name the prefix of its parameters' names
     * @param own the number of an element's own features
     * @param actions the number of actions of an element
     * @param width the width of the embedding and of its hidden layer
     * @param kernels the arithmetic
     */
    public DecidedEmbedding(String name, int own, int actions, int width, Kernels kernels) {
        this.embedding = new Mlp(name, kernels, own + actions, width, width);
        this.own = own;
        this.actions = actions;
    }

    /**
     * Draws all weights.
     *
     * @param random the stream
     */
    public void initialise(RandomStream random) {
        embedding.initialise(random);
    }

    /**
     * The parameters.
     *
     * @return those of the embedding
     */
    public List<Parameter> parameters() {
        return embedding.parameters();
    }

    /**
     * The width of the output.
     *
     * @return that of the embedding
     */
    public int outputs() {
        return embedding.outputs();
    }

    /**
     * Computes what every element sees, with all actions known. Rows behind the last set are zero.
     *
     * @param sets the sets. Not modified.
     * @param taken the action of each row. Not modified.
     * @param pass receives the output. Modified.
     * @return rows x outputs, owned by the pass
     */
    public FMatrixRMaj forward(MeanEmbedding.EmbeddingPass sets, int[] taken, DecidedPass pass) {
        pass.input.zero();
        for (int row = 0; row < sets.rows(); row++) {
            fill(sets, row, taken[row], pass, row);
        }
        float[] embedded = embedding.forward(pass.input, pass.embedding).data;
        float[] output = pass.output.data;
        Arrays.fill(output, 0f);
        int width = outputs();
        int row = 0;
        for (int set = 0; set < sets.count(); set++) {
            Arrays.fill(pass.sum, 0f);
            for (int m = 0; m < sets.size(set); m++, row++) {
                write(pass.sum, sets.size(set), output, row * width);
                for (int j = 0; j < width; j++) {
                    pass.sum[j] += embedded[row * width + j];
                }
            }
        }
        return pass.output;
    }

    /**
     * Adds the gradients of the parameters.
     *
     * @param sets the sets. Not modified.
     * @param pass the forward pass, with {@link DecidedPass#outputGradient} set. Modified.
     */
    public void backward(MeanEmbedding.EmbeddingPass sets, DecidedPass pass) {
        float[] gradient = pass.embedding.outputGradient().data;
        float[] output = pass.outputGradient.data;
        Arrays.fill(gradient, 0f);
        int width = outputs();
        int end = 0;
        for (int set = 0; set < sets.count(); set++) {
            int first = end;
            end += sets.size(set);
            Arrays.fill(pass.sum, 0f);
            for (int row = end - 1; row >= first; row--) {
                write(pass.sum, end - first, gradient, row * width);
                for (int j = 0; j < width; j++) {
                    pass.sum[j] += output[row * width + j];
                }
            }
        }
        embedding.backward(pass.input, pass.embedding);
    }

    /**
     * Adds a decided element to a sum, so that {@code sum / M} is what the next element sees.
     *
     * @param sets the sets. Not modified.
     * @param row the element that was decided
     * @param action its action
     * @param pass has room for one row. Modified.
     * @param sum the sum over the elements of its set so far. Modified.
     */
    public void add(MeanEmbedding.EmbeddingPass sets, int row, int action, DecidedPass pass, float[] sum) {
        pass.input.zero();
        fill(sets, row, action, pass, 0);
        float[] embedded = embedding.forward(pass.input, pass.embedding).data;
        for (int j = 0; j < outputs(); j++) {
            sum[j] += embedded[j];
        }
    }

    private void fill(MeanEmbedding.EmbeddingPass sets, int row, int action, DecidedPass pass, int target) {
        int start = target * (own + actions);
        sets.copyOwn(row, pass.input.data, start);
        pass.input.data[start + own + action] = 1f;
    }

    /**
     * Writes the quotient of a sum.
     *
     * @param sum the sum. Not modified.
     * @param size what it is divided by
     * @param target receives the quotient. Modified.
     * @param start where it begins
     */
    public static void write(float[] sum, int size, float[] target, int start) {
        for (int j = 0; j < sum.length; j++) {
            target[start + j] = sum[j] / size;
        }
    }

    /** What one pass leaves behind. */
    public static final class DecidedPass {
        private final FMatrixRMaj input;
        private final FMatrixRMaj output;
        private final FMatrixRMaj outputGradient;
        private final Mlp.Pass embedding;
        private final float[] sum;

        /**
         * Room for a pass.
         *
         * @param layer the embedding
         * @param rows the largest number of elements of all sets together
         * @param withGradient whether it will be gone back through
         */
        public DecidedPass(DecidedEmbedding layer, int rows, boolean withGradient) {
            input = new FMatrixRMaj(rows, layer.own + layer.actions);
            output = new FMatrixRMaj(rows, layer.outputs());
            outputGradient = new FMatrixRMaj(withGradient ? rows : 0, layer.outputs());
            embedding = new Mlp.Pass(layer.embedding, rows, withGradient);
            sum = new float[layer.outputs()];
        }

        /**
         * Where the caller puts the gradient of the loss with respect to the output.
         *
         * @return rows x outputs, not a copy; zero in rows behind the last set
         */
        public FMatrixRMaj outputGradient() {
            return outputGradient;
        }
    }
}
