package dmsb.nn.layer;

import dmsb.core.random.RandomStream;
import dmsb.nn.kernel.Kernels;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * A fully connected layer, {@code Y = X W + b}, with W of shape in x out.
 *
 * <p>The layer can also be applied in parts. {@link #forward(FMatrixRMaj, int, FMatrixRMaj)} and {@link #accumulate}
 * apply the rows of W that belong to one part of the input. So a part that many passes share is multiplied once.
 */
public final class Dense {
    private final Parameter weight;
    private final Parameter bias;
    private final Kernels kernels;
    private final int inputs;
    private final int outputs;

    /**
     * A layer of zeros.
     *
     * @param name the prefix of its parameters' names
     * @param inputs the width of X
     * @param outputs the width of Y
     * @param kernels the arithmetic
     */
    public Dense(String name, int inputs, int outputs, Kernels kernels) {
        this.weight = new Parameter(name + ".weight", inputs, outputs);
        this.bias = new Parameter(name + ".bias", 1, outputs);
        this.kernels = kernels;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /**
     * Draws weights and biases uniformly from +-1/sqrt(inputs).
     *
     * @param random the stream
     */
    public void initialise(RandomStream random) {
        double bound = 1 / Math.sqrt(inputs);
        weight.initialise(random, bound);
        bias.initialise(random, bound);
    }

    /**
     * Y = X W + b.
     *
     * @param x batch x inputs. Not modified.
     * @param y batch x outputs. Overwritten.
     */
    public void forward(FMatrixRMaj x, FMatrixRMaj y) {
        Shapes.require("x", x, x.numRows, inputs);
        forward(x, 0, y);
    }

    /**
     * Y = X W' + b, where W' are the rows of W from {@code firstInput} on, as many as X has columns.
     *
     * @param x batch x part of the inputs. Not modified.
     * @param firstInput the index of the part's first input
     * @param y batch x outputs. Overwritten.
     */
    public void forward(FMatrixRMaj x, int firstInput, FMatrixRMaj y) {
        requirePart(x, firstInput, y);
        kernels.multiply(
                x.numRows,
                x.numCols,
                outputs,
                x.data,
                weight.value().data,
                firstInput * outputs,
                bias.value().data,
                y.data);
    }

    /**
     * Y += X W', where W' are the rows of W from {@code firstInput} on, as many as X has columns.
     *
     * @param x batch x part of the inputs. Not modified.
     * @param firstInput the index of the part's first input
     * @param y batch x outputs. Modified.
     */
    public void accumulate(FMatrixRMaj x, int firstInput, FMatrixRMaj y) {
        requirePart(x, firstInput, y);
        kernels.multiplyAdd(x.numRows, x.numCols, outputs, x.data, weight.value().data, firstInput * outputs, y.data);
    }

    /**
     * The gradient with respect to the input: dX = dY W^T.
     *
     * @param dy batch x outputs. Not modified.
     * @param dx batch x inputs. Overwritten.
     */
    public void inputGradient(FMatrixRMaj dy, FMatrixRMaj dx) {
        Shapes.require("dx", dx, dx.numRows, inputs);
        requirePart(dx, 0, dy);
        kernels.multiplyTransposed(dy.numRows, outputs, inputs, dy.data, weight.value().data, 0, dx.data);
    }

    /**
     * The gradient with respect to a part of the input: dX += dY W'^T.
     *
     * @param dy batch x outputs. Not modified.
     * @param firstInput the index of the part's first input
     * @param dx batch x part of the inputs. Modified.
     */
    public void accumulateInputGradient(FMatrixRMaj dy, int firstInput, FMatrixRMaj dx) {
        requirePart(dx, firstInput, dy);
        kernels.multiplyTransposedAdd(
                dy.numRows, outputs, dx.numCols, dy.data, weight.value().data, firstInput * outputs, dx.data);
    }

    /**
     * The gradient with respect to the weights of a part of the input: dW' += X^T dY.
     *
     * @param x batch x part of the inputs. Not modified.
     * @param firstInput the index of the part's first input
     * @param dy batch x outputs. Not modified.
     */
    public void accumulateWeightGradient(FMatrixRMaj x, int firstInput, FMatrixRMaj dy) {
        requirePart(x, firstInput, dy);
        kernels.transposedMultiplyAdd(
                x.numCols, x.numRows, outputs, x.data, dy.data, weight.gradient().data, firstInput * outputs);
    }

    /**
     * The gradient with respect to the bias: db += the column sums of dY.
     *
     * @param dy batch x outputs. Not modified.
     */
    public void accumulateBiasGradient(FMatrixRMaj dy) {
        Shapes.require("dy", dy, dy.numRows, outputs);
        kernels.addColumnSums(dy.numRows, outputs, dy.data, bias.gradient().data, 0);
    }

    private void requirePart(FMatrixRMaj part, int firstInput, FMatrixRMaj y) {
        Shapes.require("y", y, part.numRows, outputs);
        if (firstInput < 0 || firstInput + part.numCols > inputs) {
            throw new IllegalArgumentException("x: expected inputs from 0 to " + (inputs - 1) + ", got " + firstInput
                    + " to " + (firstInput + part.numCols - 1));
        }
    }

    /**
     * The width of the input.
     *
     * @return the number of inputs
     */
    public int inputs() {
        return inputs;
    }

    /**
     * The width of the output.
     *
     * @return the number of outputs
     */
    public int outputs() {
        return outputs;
    }

    /**
     * The parameters.
     *
     * @return the weight (inputs x outputs) and the bias (1 x outputs)
     */
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }
}
