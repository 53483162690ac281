package dmsb.experiments.bench.suite;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.nn.kernel.Kernels;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A matrix product added to its target, in the orientations and shapes that an update (256 rows) and a decision (1 row)
 * use, beside EJML's of the same meaning.
 *
 * <p>A product is named {@code C+=AB m x k x n}: k is summed over, the target is m x n, {@code T} follows the operand that
 * is used transposed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatrixProduct {
    private enum Orientation {
        PLAIN("C+=AB"),
        SECOND_TRANSPOSED("C+=ABT"),
        FIRST_TRANSPOSED("C+=ATB");

        private final String symbol;

        Orientation(String symbol) {
            this.symbol = symbol;
        }
    }

    private record Shape(Orientation orientation, int m, int k, int n) {
        static Shape of(String product) {
            String[] words = product.split(" ", -1);
            String[] sizes = words[words.length - 1].split("x", -1);
            for (Orientation orientation : Orientation.values()) {
                if (words.length == 2 && sizes.length == 3 && orientation.symbol.equals(words[0])) {
                    return new Shape(
                            orientation,
                            Integer.parseInt(sizes[0]),
                            Integer.parseInt(sizes[1]),
                            Integer.parseInt(sizes[2]));
                }
            }
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "product: expected one such as 'C+=AB 256x60x256', got '%s'", product));
        }
    }

    @Param({
        "C+=AB 256x256x256",
        "C+=AB 256x60x256",
        "C+=AB 256x256x20",
        "C+=ABT 256x256x256",
        "C+=ABT 256x20x256",
        "C+=ATB 256x256x256",
        "C+=ATB 60x256x256",
        "C+=ATB 256x256x20",
        "C+=AB 1x60x256",
        "C+=AB 1x256x256",
        "C+=AB 1x256x20"
    })
    @SuppressWarnings("NullAway.Init") // set by JMH
    private String product;

    private final Kernels kernels = Kernels.create();
    private Shape shape = new Shape(Orientation.PLAIN, 1, 1, 1);
    private FMatrixRMaj a = new FMatrixRMaj(1, 1);
    private FMatrixRMaj b = new FMatrixRMaj(1, 1);
    private FMatrixRMaj c = new FMatrixRMaj(1, 1);

    /** Made by JMH. */
    public MatrixProduct() {}

    /**
     * The floating-point operations of a product, a multiplication and an addition counting as two.
     *
     * @param product the product's name
     * @return 2 m k n
     * @throws IllegalArgumentException if there is no such product
     */
    public static double operations(String product) {
        Shape shape = Shape.of(product);
        return 2.0 * shape.m * shape.k * shape.n;
    }

    /** Fills the operands with numbers from [-1, 1), so that sums stay far from overflow. */
    @Setup
    public void fill() {
        shape = Shape.of(product);
        RandomStream random = SeedTree.of(1).child("matrix").stream();
        boolean first = shape.orientation == Orientation.FIRST_TRANSPOSED;
        boolean second = shape.orientation == Orientation.SECOND_TRANSPOSED;
        a = random(first ? shape.k : shape.m, first ? shape.m : shape.k, random);
        b = random(second ? shape.n : shape.k, second ? shape.k : shape.n, random);
        c = random(shape.m, shape.n, random);
    }

    private static FMatrixRMaj random(int rows, int columns, RandomStream random) {
        FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = (float) (2 * random.nextDouble() - 1);
        }
        return matrix;
    }

    /**
     * The library's kernels.
     *
     * @return the target
     */
    @Benchmark
    public float[] dmsb() {
        switch (shape.orientation) {
            case PLAIN -> kernels.multiplyAdd(shape.m, shape.k, shape.n, a.data, b.data, 0, c.data);
            case SECOND_TRANSPOSED ->
                kernels.multiplyTransposedAdd(shape.m, shape.k, shape.n, a.data, b.data, 0, c.data);
            case FIRST_TRANSPOSED ->
                kernels.transposedMultiplyAdd(shape.m, shape.k, shape.n, a.data, b.data, c.data, 0);
        }
        return c.data;
    }

    /**
     * EJML's row-major float operations, on one thread.
     *
     * @return the target
     */
    @Benchmark
    public float[] ejml() {
        switch (shape.orientation) {
            case PLAIN -> CommonOps_FDRM.multAdd(a, b, c);
            case SECOND_TRANSPOSED -> CommonOps_FDRM.multAddTransB(a, b, c);
            case FIRST_TRANSPOSED -> CommonOps_FDRM.multAddTransA(a, b, c);
        }
        return c.data;
    }
}
