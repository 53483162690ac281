package dmsb.nn.layer;

import org.ejml.data.FMatrixRMaj;

/** The check of shapes at the border of the layers. */
final class Shapes {
    private Shapes() {}

    static void require(String name, FMatrixRMaj matrix, int rows, int columns) {
        if (matrix.numRows != rows || matrix.numCols != columns) {
            throw new IllegalArgumentException(
                    name + ": expected " + rows + " x " + columns + ", got " + matrix.numRows + " x " + matrix.numCols);
        }
    }
}
