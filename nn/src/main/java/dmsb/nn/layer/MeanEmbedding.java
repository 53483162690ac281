package dmsb.nn.layer;

import dmsb.core.random.RandomStream;
import dmsb.nn.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * What an element of a set sees of the whole set: its own features, the mean of an embedding of all elements, and features
 * that all share (Deep Sets, Zaheer et al. 2017). The elements' order does not matter but for rounding, and their number may
 * vary from set to set.
 *
 * <p>Rows are elements, sets one after the other. Rows behind the last set are all zero and take no part.
 */
public final class MeanEmbedding {
    private final Mlp embedding;
    private final int own;
    private final int shared;

    /**
     * An embedding of zeros.
     *
     * @param name the prefix of its parameters' names
     * @param own the number of an element's own features
     * @param shared the number of features that all elements of a set share
     * @param width the width of the embedding and of its hidden layer
     * @param kernels the arithmetic
     */
    public MeanEmbedding(String name, int own, int shared, int width, Kernels kernels) {
        this.embedding = new Mlp(name, kernels, own, width, width);
        this.own = own;
        this.shared = shared;
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
     * @return own features, embedding and shared features
     */
    public int outputs() {
        return own + embedding.outputs() + shared;
    }

    /**
     * Computes what every element sees.
     *
     * @param pass holds the features and sizes of the sets; receives the output. Modified.
     * @return rows x outputs, owned by the pass
     */
    public FMatrixRMaj forward(EmbeddingPass pass) {
        float[] embedded = embedding.forward(pass.own, pass.embedding).data;
        int width = embedding.outputs();
        int columns = outputs();
        float[] states = pass.states.data;
        Arrays.fill(states, 0f);
        int first = 0;
        for (int set = 0; set < pass.sets; set++) {
            int size = pass.sizes[set];
            float[] mean = mean(pass, embedded, first * width, width, size);
            for (int row = first; row < first + size; row++) {
                System.arraycopy(pass.own.data, row * own, states, row * columns, own);
                System.arraycopy(mean, 0, states, row * columns + own, width);
                System.arraycopy(pass.shared, set * shared, states, row * columns + own + width, shared);
            }
            first += size;
        }
        return pass.states;
    }

    /**
     * Adds the gradients of the parameters.
     *
     * @param pass the forward pass, with {@link EmbeddingPass#stateGradient} set. Modified.
     */
    public void backward(EmbeddingPass pass) {
        int width = embedding.outputs();
        int columns = outputs();
        float[] gradient = pass.embedding.outputGradient().data;
        Arrays.fill(gradient, 0f);
        int first = 0;
        for (int set = 0; set < pass.sets; set++) {
            int size = pass.sizes[set];
            float[] mean = mean(pass, pass.stateGradient.data, first * columns + own, columns, size);
            for (int row = first; row < first + size; row++) {
                System.arraycopy(mean, 0, gradient, row * width, width);
            }
            first += size;
        }
        embedding.backward(pass.own, pass.embedding);
    }

    /** The mean of so many rows of a matrix from an element on, in the pass's own room. */
    private static float[] mean(EmbeddingPass pass, float[] matrix, int start, int columns, int rows) {
        float[] mean = pass.mean;
        Arrays.fill(mean, 0f);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += matrix[start + row * columns + j];
            }
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= rows;
        }
        return mean;
    }

    /** The features of some sets, and what one pass leaves behind. */
    public static final class EmbeddingPass {
        private final FMatrixRMaj own;
        private final float[] shared;
        private final int[] sizes;
        private final int ownWidth;
        private final int sharedWidth;
        private final FMatrixRMaj states;
        private final FMatrixRMaj stateGradient;
        private final Mlp.Pass embedding;
        private final float[] mean;
        private int sets;
        private int used;

        /**
         * Room for sets.
         *
         * @param layer the embedding
         * @param rows the largest number of elements of all sets together
         * @param withGradient whether it will be gone back through
         */
        public EmbeddingPass(MeanEmbedding layer, int rows, boolean withGradient) {
            ownWidth = layer.own;
            sharedWidth = layer.shared;
            own = new FMatrixRMaj(rows, layer.own);
            shared = new float[rows * layer.shared];
            sizes = new int[rows];
            states = new FMatrixRMaj(rows, layer.outputs());
            stateGradient = new FMatrixRMaj(withGradient ? rows : 0, layer.outputs());
            embedding = new Mlp.Pass(layer.embedding, rows, withGradient);
            mean = new float[layer.embedding.outputs()];
        }

        /** Removes all sets. */
        public void clear() {
            sets = 0;
            used = 0;
            own.zero();
        }

        /**
         * Adds a set.
         *
         * @param elements how many, at least 1
         * @param features holds the own features of each. Not modified.
         * @param featuresStart where they begin
         * @param common holds the shared features. Not modified.
         * @param commonStart where they begin
         * @return the row of its first element
         * @throws IllegalArgumentException if there is no room
         */
        public int add(int elements, float[] features, int featuresStart, float[] common, int commonStart) {
            if (elements < 1 || elements > own.numRows - used) {
                throw new IllegalArgumentException(
                        "elements: expected from 1 to " + (own.numRows - used) + ", got " + elements);
            }
            int first = used;
            System.arraycopy(features, featuresStart, own.data, first * ownWidth, elements * ownWidth);
            System.arraycopy(common, commonStart, shared, sets * sharedWidth, sharedWidth);
            sizes[sets++] = elements;
            used += elements;
            return first;
        }

        /**
         * The number of rows in use.
         *
         * @return the elements of all sets
         */
        public int rows() {
            return used;
        }

        /**
         * The number of sets.
         *
         * @return how many were added
         */
        public int count() {
            return sets;
        }

        /**
         * The number of elements of a set.
         *
         * @param set its index, in the order in which they were added
         * @return how many
         */
        public int size(int set) {
            return sizes[set];
        }

        /**
         * Copies an element's own features.
         *
         * @param row the element
         * @param target receives them. Modified.
         * @param start where they begin
         */
        public void copyOwn(int row, float[] target, int start) {
            System.arraycopy(own.data, row * ownWidth, target, start, ownWidth);
        }

        /**
         * The output of the last forward pass.
         *
         * @return rows x outputs, not a copy
         */
        public FMatrixRMaj states() {
            return states;
        }

        /**
         * Where the caller puts the gradient of the loss with respect to the output.
         *
         * @return rows x outputs, not a copy
         */
        public FMatrixRMaj stateGradient() {
            return stateGradient;
        }
    }
}
