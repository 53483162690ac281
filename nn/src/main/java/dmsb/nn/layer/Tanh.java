package dmsb.nn.layer;

import dmsb.nn.kernel.FusedMultiplyAdd;
import dmsb.nn.kernel.Kernels;
import org.ejml.data.FMatrixRMaj;

/** The bounded activation {@code y = bound tanh(x)}, applied in place. */
public final class Tanh {
    private final Kernels kernels;
    private final float bound;

    /**
     * The activation.
     *
     * @param bound the largest absolute value of y
     * @param kernels the arithmetic
     */
    public Tanh(double bound, Kernels kernels) {
        this.kernels = kernels;
        this.bound = (float) bound;
    }

    /**
     * y = bound tanh(x).
     *
     * @param x becomes y. Modified.
     */
    public void forward(FMatrixRMaj x) {
        kernels.tanh(x.getNumElements(), x.data);
        for (int i = 0; i < x.getNumElements(); i++) {
            x.data[i] *= bound;
        }
    }

    /**
     * dx = dy bound (1 - (y / bound)^2).
     *
     * @param y the output of the forward pass. Not modified.
     * @param dy becomes dx. Modified.
     */
    public void backward(FMatrixRMaj y, FMatrixRMaj dy) {
        Shapes.require("dy", dy, y.numRows, y.numCols);
        float inverse = 1f / bound;
        for (int i = 0; i < y.getNumElements(); i++) {
            float tanh = y.data[i] * inverse;
            dy.data[i] *= bound * FusedMultiplyAdd.fma(-tanh, tanh, 1f);
        }
    }
}
