package dmsb.nn.layer;

import dmsb.core.random.RandomStream;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/** A matrix of weights with its gradient. */
public final class Parameter {
    private final String name;
    private final FMatrixRMaj value;
    private final FMatrixRMaj gradient;

    /**
     * A parameter of zeros.
     *
     * @param name its name, unique within a network
     * @param rows the number of rows
     * @param columns the number of columns
     */
    public Parameter(String name, int rows, int columns) {
        this.name = name;
        this.value = new FMatrixRMaj(rows, columns);
        this.gradient = new FMatrixRMaj(rows, columns);
    }

    /**
     * The name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The weights themselves, not a copy.
     *
     * @return rows x columns
     */
    public FMatrixRMaj value() {
        return value;
    }

    /**
     * The gradient of the loss with respect to the weights, not a copy.
     *
     * @return rows x columns
     */
    public FMatrixRMaj gradient() {
        return gradient;
    }

    /** Sets the gradient to zero. */
    public void clearGradient() {
        Arrays.fill(gradient.data, 0f);
    }

    /**
     * Draws the weights uniformly from [-bound, bound).
     *
     * @param random the stream
     * @param bound the bound
     */
    void initialise(RandomStream random, double bound) {
        for (int i = 0; i < value.data.length; i++) {
            value.data[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }
}
