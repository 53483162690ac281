package dmsb.nn.layer;

import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.tensorfile.Excerpt;
import dmsb.core.tensorfile.Tensor;
import dmsb.core.tensorfile.TensorFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Parameters to and from named tensors; a matrix keeps its layout, in x out, row-major. */
public final class Weights {
    /** The largest weight: the products of three layers of a thousand units stay within a float, and no training comes near. */
    private static final float LARGEST = 1e9f;

    private Weights() {}

    /**
     * Adds the parameters of a network to a map of tensors.
     *
     * @param network the name of the network, which becomes the prefix {@code network.}
     * @param parameters the parameters. Not modified.
     * @param tensors receives the tensors. Modified.
     */
    public static void save(String network, List<Parameter> parameters, Map<String, Tensor> tensors) {
        for (Parameter parameter : parameters) {
            tensors.put(
                    network + "." + parameter.name(),
                    Tensor.of(parameter.value().data, parameter.value().numRows, parameter.value().numCols));
        }
    }

    /**
     * Sets the parameters of a network from a file. Nothing is modified unless every tensor is there and fits.
     *
     * @param network the name of the network
     * @param parameters the parameters. Modified.
     * @param file the file
     * @throws IllegalArgumentException if a tensor is missing, has another shape, or holds a number that is not finite or beyond 1e9
     */
    public static void load(String network, List<Parameter> parameters, TensorFile file) {
        require(network, parameters, file);
        for (Parameter parameter : parameters) {
            Tensor tensor = file.tensors().get(network + "." + parameter.name());
            if (tensor != null) {
                parameter.value().setData(tensor.data());
            }
        }
    }

    /**
     * Refuses a file from which the parameters of a network cannot be set.
     *
     * @param network the name of the network
     * @param parameters the parameters. Not modified.
     * @param file the file
     * @throws IllegalArgumentException if a tensor is missing, has another shape, or holds a number that is not finite or beyond 1e9
     */
    public static void require(String network, List<Parameter> parameters, TensorFile file) {
        for (Parameter parameter : parameters) {
            String name = network + "." + parameter.name();
            int[] expected = {parameter.value().numRows, parameter.value().numCols};
            Tensor tensor = file.tensors().get(name);
            if (tensor == null) {
                throw new IllegalArgumentException("model: expected a tensor " + name + ", got "
                        + Excerpt.of(file.tensors().keySet().toString()));
            }
            if (!Arrays.equals(tensor.shape(), expected)) {
                throw new IllegalArgumentException("model: expected tensor " + name + " of shape "
                        + Arrays.toString(expected) + ", got " + Excerpt.of(Arrays.toString(tensor.shape())));
            }
            for (float value : tensor.data()) {
                if (!(Math.abs(value) <= LARGEST)) {
                    throw new IllegalArgumentException("model: expected finite numbers in tensor " + name
                            + ", none beyond " + LARGEST + ", got " + value);
                }
            }
        }
    }

    /**
     * Writes the parameters of a network into a state.
     *
     * @param parameters the parameters. Not modified.
     * @param state receives them, under their names. Modified.
     */
    public static void save(List<Parameter> parameters, StateWriter state) {
        for (Parameter parameter : parameters) {
            state.put(parameter.name(), parameter.value().data);
        }
    }

    /**
     * Sets the parameters of a network from a state.
     *
     * @param parameters the parameters. Modified.
     * @param state holds them, under their names
     * @throws IllegalArgumentException if one is missing or of another length
     */
    public static void restore(List<Parameter> parameters, StateReader state) {
        for (Parameter parameter : parameters) {
            float[] weights = parameter.value().data;
            System.arraycopy(state.floats(parameter.name(), weights.length), 0, weights, 0, weights.length);
        }
    }
}
