package dmsb.nn.kernel;

/**
 * The products of {@link PlainRows}, bit for bit, without fused multiply-add, in loops that C2 vectorises.
 *
 * <p>Sums and rows of B are doubles that hold floats, so that one step is additions and multiplications alone. Let
 * {@code s = a b + c}, rounded to double: {@link FusedMultiplyAdd#emulated} explains why the float nearest to s is the result
 * unless s is the midpoint of two floats. Veltkamp's splitting (Dekker 1971) rounds a double to 24 bits without a
 * conversion: with {@code t = (2^29 + 1) s}, {@code u = t - s} is rounded to multiples of the last place of t, which is the
 * last place of a float near s, and {@code t - u} is exact. It breaks ties either way. So u is computed twice, from a
 * neighbour of s below and one above it, with the exact sum between them. If both are the same, so is what is rounded from
 * everything between, the exact sum too. If not, the element is marked, and its chain is computed again by {@link
 * FusedMultiplyAdd#emulated}: one step in some 2^27.
 *
 * <p>That holds while 24 bits are what a float has. A row of A whose products might overflow, or might not be multiples of
 * 2^-149, the last place of the smallest floats, is computed by {@link FusedMultiplyAdd#emulated} throughout. (A sum of
 * multiples of 2^-149 that is smaller than the smallest normal float is a float, and is not changed by rounding to 24 bits.)
 */
final class EmulatedRows implements RowProducts {
    private static final double SPLITTER = (1 << 29) + 1;
    private static final double ABOVE = 1 + Math.ulp(1.0);
    private static final double BELOW = 1 - Math.ulp(1.0);

    /** A product of floats not below it is a multiple of 2^-149: each has 23 bits after its first. */
    private static final double LEAST_PRODUCT = 0x1p-103;

    private static final double GREATEST_SUM = 0x1p127;

    /** Rows of B at a time. */
    private static final int BLOCK = 64;

    private double[][] rows = new double[0][0];
    private double[] sums = new double[0];
    private double[] marks = new double[0];

    /** Smallest number in the block of B that is not zero, and largest; in size. */
    private double least;

    private double greatest;

    @Override
    public void product(Operand a, Operand b, Operand d, Operand c) {
        int m = c.rows;
        int k = a.columns;
        int n = c.columns;
        if (sums.length < n) {
            rows = new double[BLOCK][n];
            sums = new double[n];
            marks = new double[n];
        }
        for (int p = 0; p < k || p == 0; p += BLOCK) {
            int depth = Math.min(BLOCK, k - p);
            copyRows(b, p, depth);
            Operand from = p == 0 ? d : c;
            for (int i = 0; i < m; i++) {
                accumulate(depth, a, i, p, from, c);
            }
        }
    }

    private void copyRows(Operand b, int first, int depth) {
        least = Double.POSITIVE_INFINITY;
        greatest = 0;
        for (int p = 0; p < depth; p++) {
            double[] row = rows[p];
            for (int j = 0; j < b.columns; j++) {
                double value = b.data[b.at(first + p, j)];
                row[j] = value;
                double size = Math.abs(value);
                greatest = Math.max(greatest, size);
                least = size > 0 && size < least ? size : least;
            }
        }
    }

    /** Row i of C, from what it begins with, the elements of A from column {@code first} on, and so many rows of B. */
    private void accumulate(int depth, Operand left, int i, int first, Operand begin, Operand result) {
        float[] a = left.data;
        int a0 = left.at(i, first);
        int stride = left.columnStride;
        float[] from = begin.data;
        int start = begin.at(i, 0);
        float[] c = result.data;
        int c0 = result.at(i, 0);
        int n = result.columns;
        double bound = 0;
        for (int j = 0; j < n; j++) {
            sums[j] = from[start + j];
            marks[j] = 0;
            bound = Math.max(bound, Math.abs(sums[j]));
        }
        boolean regular = true;
        for (int p = 0; p < depth; p++) {
            double size = Math.abs((double) a[a0 + p * stride]);
            bound += size * greatest;
            regular &= size == 0 || size * least >= LEAST_PRODUCT;
        }
        if (!regular || !(bound < GREATEST_SUM)) { // not >=, for NaN
            for (int j = 0; j < n; j++) {
                c[c0 + j] = chain(depth, a, a0, stride, j, from[start + j]);
            }
            return;
        }
        for (int p = 0; p < depth; p++) {
            add(n, a[a0 + p * stride], rows[p], sums, marks);
        }
        for (int j = 0; j < n; j++) {
            c[c0 + j] = marks[j] == 0 ? (float) sums[j] : chain(depth, a, a0, stride, j, from[start + j]);
        }
    }

    private float chain(int depth, float[] a, int a0, int stride, int j, float begin) {
        float sum = begin;
        for (int p = 0; p < depth; p++) {
            sum = FusedMultiplyAdd.emulated(a[a0 + p * stride], (float) rows[p][j], sum);
        }
        return sum;
    }

    private static void add(int n, double a, double[] b, double[] sums, double[] marks) {
        for (int j = 0; j < n; j++) {
            double sum = a * b[j] + sums[j];
            double split = SPLITTER * sum;
            double above = split - ABOVE * sum;
            double differ = above - (split - BELOW * sum);
            marks[j] += differ * differ;
            sums[j] = split - above;
        }
    }
}
