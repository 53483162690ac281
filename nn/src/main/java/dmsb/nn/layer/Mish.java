package dmsb.nn.layer;

import dmsb.nn.kernel.Kernels;
import org.ejml.data.FMatrixRMaj;

/** The activation {@code mish(x) = x tanh(ln(1 + e^x))} (Misra 2019), applied in place. */
public final class Mish {
    private final Kernels kernels;

    /**
     * The activation.
     *
     * @param kernels the arithmetic
     */
    public Mish(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * y = mish(x), for a pass that is not gone back through.
     *
     * @param x becomes y. Modified.
     */
    public void forward(FMatrixRMaj x) {
        kernels.mish(x.getNumElements(), x.data);
    }

    /**
     * y = mish(x), keeping the derivative.
     *
     * @param x becomes y. Modified.
     * @param slope receives mish'(x), same shape. Modified.
     */
    public void forward(FMatrixRMaj x, FMatrixRMaj slope) {
        Shapes.require("slope", slope, x.numRows, x.numCols);
        kernels.mishWithSlope(x.getNumElements(), x.data, slope.data);
    }

    /**
     * dx = dy mish'(x).
     *
     * @param slope what the forward pass kept. Not modified.
     * @param dy becomes dx. Modified.
     */
    public void backward(FMatrixRMaj slope, FMatrixRMaj dy) {
        Shapes.require("dy", dy, slope.numRows, slope.numCols);
        kernels.multiplyElements(dy.getNumElements(), slope.data, dy.data);
    }
}
