package dmsb.nn.layer;

import dmsb.core.random.RandomStream;
import dmsb.nn.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;

/**
 * A multilayer perceptron: dense layers with {@link Mish} between them, the last one linear.
 *
 * <p>{@link #forward} and {@link #backward} run the whole of it. A network that prepares the first layer's output by
 * itself calls {@link #forwardFromFirst} and {@link #backwardToFirst} instead.
 */
public final class Mlp {
    private final List<Dense> layers;
    private final Mish mish;

    /**
     * A perceptron of zeros.
     *
     * @param name the prefix of the layers' names, which end in 1, 2, ...
     * @param kernels the arithmetic
     * @param widths the width of the input, of every hidden layer, of the output
     */
    public Mlp(String name, Kernels kernels, int... widths) {
        if (widths.length < 2) {
            throw new IllegalArgumentException(
                    "widths: expected at least an input and an output, got " + Arrays.toString(widths));
        }
        List<Dense> dense = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            dense.add(new Dense(name + i, widths[i - 1], widths[i], kernels));
        }
        this.layers = List.copyOf(dense);
        this.mish = new Mish(kernels);
    }

    /**
     * Draws the weights of all layers, each from +-1/sqrt(inputs).
     *
     * @param random the stream
     */
    public void initialise(RandomStream random) {
        layers.forEach(layer -> layer.initialise(random));
    }

    /**
     * The output for an input.
     *
     * @param x batch x inputs. Not modified.
     * @param pass receives the activations, the output last. Modified.
     * @return the output, batch x outputs, owned by {@code pass}
     */
    public FMatrixRMaj forward(FMatrixRMaj x, Pass pass) {
        layers.get(0).forward(x, pass.outputs.get(0));
        return forwardFromFirst(pass);
    }

    /**
     * The output, given the first layer's.
     *
     * @param pass holds the first layer's output before its activation; receives the rest. Modified.
     * @return the output, batch x outputs, owned by {@code pass}
     */
    public FMatrixRMaj forwardFromFirst(Pass pass) {
        for (int i = 1; i < layers.size(); i++) {
            FMatrixRMaj hidden = pass.outputs.get(i - 1);
            if (pass.slopes.isEmpty()) {
                mish.forward(hidden);
            } else {
                mish.forward(hidden, pass.slopes.get(i - 1));
            }
            layers.get(i).forward(hidden, pass.outputs.get(i));
        }
        return pass.output();
    }

    /**
     * Adds the gradients of all parameters.
     *
     * @param x the input of the forward pass. Not modified.
     * @param pass the forward pass, made for gradients, with {@link Pass#outputGradient} set. Modified.
     */
    public void backward(FMatrixRMaj x, Pass pass) {
        FMatrixRMaj first = backwardToFirst(pass);
        layers.get(0).accumulateWeightGradient(x, 0, first);
        layers.get(0).accumulateBiasGradient(first);
    }

    /**
     * Adds the gradients of the parameters of all layers but the first.
     *
     * @param pass the forward pass, made for gradients, with {@link Pass#outputGradient} set. Modified.
     * @return the gradient with respect to the first layer's output before its activation, owned by {@code pass}
     */
    public FMatrixRMaj backwardToFirst(Pass pass) {
        for (int i = layers.size() - 1; i > 0; i--) {
            FMatrixRMaj dy = pass.gradients.get(i);
            FMatrixRMaj dx = pass.gradients.get(i - 1);
            layers.get(i).accumulateWeightGradient(pass.outputs.get(i - 1), 0, dy);
            layers.get(i).accumulateBiasGradient(dy);
            layers.get(i).inputGradient(dy, dx);
            mish.backward(pass.slopes.get(i - 1), dx);
        }
        return pass.gradients.get(0);
    }

    /**
     * Adds the gradients of all parameters, and writes that with respect to the input.
     *
     * @param x the input of the forward pass. Not modified.
     * @param pass the forward pass, made for gradients, with {@link Pass#outputGradient} set. Modified.
     * @param dx receives the gradient with respect to the input, batch x inputs. Modified.
     */
    public void backward(FMatrixRMaj x, Pass pass, FMatrixRMaj dx) {
        backward(x, pass);
        layers.get(0).inputGradient(pass.gradients.get(0), dx);
    }

    /**
     * The first layer.
     *
     * @return the layer
     */
    public Dense first() {
        return layers.get(0);
    }

    /**
     * The width of the output.
     *
     * @return the number of outputs
     */
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /**
     * The parameters of all layers, in order.
     *
     * @return the parameters
     */
    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    /** What one pass leaves behind: activations and, for a pass that is gone back through, slopes and gradients. */
    public static final class Pass {
        private final List<FMatrixRMaj> outputs;
        private final List<FMatrixRMaj> slopes;
        private final List<FMatrixRMaj> gradients;

        /**
         * Room for one pass.
         *
         * @param mlp the perceptron
         * @param batch the number of rows
         * @param withGradient whether it will be gone back through
         */
        public Pass(Mlp mlp, int batch, boolean withGradient) {
            this(mlp, batch, withGradient, withGradient ? newMatrices(mlp, batch) : List.of());
        }

        private Pass(Mlp mlp, int batch, boolean withGradient, List<FMatrixRMaj> gradients) {
            this.outputs = newMatrices(mlp, batch);
            this.slopes = withGradient ? newMatrices(mlp, batch) : List.of();
            this.gradients = gradients;
        }

        private static List<FMatrixRMaj> newMatrices(Mlp mlp, int batch) {
            return mlp.layers.stream()
                    .map(layer -> new FMatrixRMaj(batch, layer.outputs()))
                    .toList();
        }

        /**
         * Room for passes that are gone back through one after the other, so that they can share the room for gradients.
         *
         * @param count how many
         * @param mlp the perceptron
         * @param batch the number of rows
         * @return the passes
         */
        public static List<Pass> sequence(int count, Mlp mlp, int batch) {
            List<FMatrixRMaj> gradients = newMatrices(mlp, batch);
            return IntStream.range(0, count)
                    .mapToObj(i -> new Pass(mlp, batch, true, gradients))
                    .toList();
        }

        /**
         * The first layer's output before its activation; after a pass, behind it.
         *
         * @return batch x first width, not a copy
         */
        public FMatrixRMaj firstOutput() {
            return outputs.get(0);
        }

        /**
         * The output.
         *
         * @return batch x outputs, not a copy
         */
        public FMatrixRMaj output() {
            return outputs.get(outputs.size() - 1);
        }

        /**
         * Where the caller puts the gradient of the loss with respect to the output.
         *
         * @return batch x outputs, not a copy
         */
        public FMatrixRMaj outputGradient() {
            return gradients.get(gradients.size() - 1);
        }
    }
}
