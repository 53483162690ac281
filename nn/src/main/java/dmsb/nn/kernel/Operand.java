package dmsb.nn.kernel;

/**
 * A matrix inside a float array: element (i, j) is {@code data[start + i rowStride + j columnStride]}.
 *
 * <p>Row-major matrices, their transposes, blocks of them, and one row that stands for many are all operands. So every
 * product of the library is a product of operands. An operand is described anew for each call and allocates nothing;
 * its owner keeps it. The receiver of an operand reads it and changes no field. Each description checks that every
 * element lies in the array, so a product only checks that the shapes agree.
 */
final class Operand {
    private static final float[] NOTHING = {};

    float[] data = NOTHING;
    int start;
    int rows;
    int columns;
    int rowStride;
    int columnStride;

    /** A row-major matrix. */
    Operand rowMajor(float[] array, int first, int rowCount, int columnCount) {
        return set(array, first, rowCount, columnCount, columnCount, 1);
    }

    /** The transpose, {@code rowCount x columnCount}, of a row-major matrix. */
    Operand transposed(float[] array, int first, int rowCount, int columnCount) {
        return set(array, first, rowCount, columnCount, 1, rowCount);
    }

    /** A matrix whose rows are all the same. */
    Operand repeated(float[] row, int rowCount, int columnCount) {
        return set(row, 0, rowCount, columnCount, 0, 1);
    }

    /** A matrix with a row every {@code stride} elements. */
    Operand spaced(float[] array, int first, int rowCount, int columnCount, int stride) {
        return set(array, first, rowCount, columnCount, stride, 1);
    }

    /** A part of another operand, from element (i, j) on. */
    Operand block(Operand whole, int i, int j, int rowCount, int columnCount) {
        assert i >= 0 && j >= 0 && i + rowCount <= whole.rows && j + columnCount <= whole.columns;
        return set(whole.data, whole.at(i, j), rowCount, columnCount, whole.rowStride, whole.columnStride);
    }

    /** The transpose of another operand. */
    Operand transposeOf(Operand other) {
        return set(other.data, other.start, other.columns, other.rows, other.columnStride, other.rowStride);
    }

    /** The index in {@link #data} of element (i, j). */
    int at(int i, int j) {
        return start + i * rowStride + j * columnStride;
    }

    private Operand set(float[] array, int first, int rowCount, int columnCount, int betweenRows, int betweenColumns) {
        long last = first + (long) (rowCount - 1) * betweenRows + (long) (columnCount - 1) * betweenColumns;
        boolean empty = rowCount == 0 || columnCount == 0;
        if ((first | rowCount | columnCount) < 0 || (!empty && last >= array.length)) {
            throw refused(array.length, first, rowCount, columnCount, last);
        }
        data = array;
        start = first;
        rows = rowCount;
        columns = columnCount;
        rowStride = betweenRows;
        columnStride = betweenColumns;
        return this;
    }

    private static IllegalArgumentException refused(int length, int first, int rowCount, int columnCount, long last) {
        return new IllegalArgumentException("operand: expected " + rowCount + " x " + columnCount
                + " elements in an array of " + length + ", got those from " + first + " to " + last);
    }

    @Override
    public String toString() {
        return rows + " x " + columns + " from " + start + ", rows " + rowStride + " apart, columns " + columnStride;
    }
}
