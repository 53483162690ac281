package dmsb.core.tensorfile;

import java.util.Arrays;

/**
 * A dense array of floats with a shape, elements in row-major order.
 *
 * @param shape the length of each dimension, none for a scalar. Copied in and out.
 * @param data the elements. Copied in and out.
 */
@SuppressWarnings("ArrayRecordComponent") // value semantics are written out below
public record Tensor(int[] shape, float[] data) {
    /**
     * Copies the arrays and checks that they fit.
     *
     * @throws IllegalArgumentException if a dimension is negative or their product is not the number of elements
     */
    public Tensor {
        shape = shape.clone();
        data = data.clone();
        long size = 1;
        for (int dimension : shape) {
            if (dimension < 0) {
                throw new IllegalArgumentException(
                        "shape: expected dimensions of at least 0, got " + Arrays.toString(shape));
            }
            size = Math.multiplyExact(size, (long) dimension);
        }
        if (size != data.length) {
            throw new IllegalArgumentException(
                    "shape: expected " + data.length + " elements, got " + Arrays.toString(shape));
        }
    }

    /**
     * A tensor of the given shape.
     *
     * @param data the elements. Not modified, copied.
     * @param shape the length of each dimension
     * @return the tensor
     */
    public static Tensor of(float[] data, int... shape) {
        return new Tensor(shape, data);
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public float[] data() {
        return data.clone();
    }

    int size() {
        return data.length;
    }

    float get(int index) {
        return data[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && Arrays.equals(shape, that.shape) && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "Tensor" + Arrays.toString(shape);
    }
}
