package dmsb.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.function.DoubleSupplier;
import org.ejml.data.FMatrixRMaj;

/**
 * Central differences along random directions. With float arithmetic (2^-24) and a step of 2^-7 the rounding of the loss
 * contributes about 2^-24 2^7 = 1e-5 of each of its terms, which are of order one, and the third derivative about 2^-14 of
 * the slope: hence 4e-5 and 3e-3.
 */
public final class GradientCheck {
    private static final float STEP = 1f / 128;
    private static final double TOLERANCE = 3e-3;

    private GradientCheck() {}

    /** Checks that {@code gradient} is the derivative of {@code loss} with respect to {@code point}, which is restored. */
    public static void check(String what, FMatrixRMaj point, FMatrixRMaj gradient, DoubleSupplier loss) {
        RandomStream random = SeedTree.of(99).child(what).stream();
        int size = point.getNumElements();
        float[] start = point.data.clone();
        float[] slope = gradient.data.clone();
        double norm = 0;
        for (float g : slope) {
            norm += (double) g * g;
        }
        for (int trial = 0; trial < 8; trial++) {
            double expected = 0;
            float[] direction = new float[size];
            for (int i = 0; i < size; i++) {
                direction[i] = (float) random.nextGaussian() / (float) Math.sqrt(size);
                expected += (double) direction[i] * slope[i];
            }
            double up = at(point, start, direction, STEP, loss);
            double down = at(point, start, direction, -STEP, loss);
            System.arraycopy(start, 0, point.data, 0, size);
            double measured = (up - down) / (2 * STEP);
            double scale = Math.sqrt(norm / size) + Math.abs(expected);
            assertEquals(expected, measured, TOLERANCE * scale + 4e-5 * (1 + Math.abs(up)), what + " trial " + trial);
        }
    }

    private static double at(FMatrixRMaj point, float[] start, float[] direction, float step, DoubleSupplier loss) {
        for (int i = 0; i < start.length; i++) {
            point.data[i] = start[i] + step * direction[i];
        }
        return loss.getAsDouble();
    }

    /** A matrix of standard normal draws. */
    public static FMatrixRMaj random(String name, int rows, int columns) {
        FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
        SeedTree.of(7).child(name).stream().fillGaussian(matrix.data, matrix.getNumElements());
        return matrix;
    }

    /** The inner product of two matrices, the loss that has one of them as its gradient. */
    public static double dot(FMatrixRMaj a, FMatrixRMaj b) {
        double sum = 0;
        for (int i = 0; i < a.getNumElements(); i++) {
            sum += (double) a.data[i] * b.data[i];
        }
        return sum;
    }
}
