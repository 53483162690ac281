package dmsb.core.checkpoint;

import dmsb.core.argument.Require;
import dmsb.core.random.RandomStream;
import dmsb.core.tensorfile.ArrayFile;
import org.jspecify.annotations.Nullable;

/**
 * Returns a state, name by name, as a {@link StateWriter} received it. A value that is missing, or of another kind or
 * length, is refused by an {@link IllegalArgumentException} that names it. For one thread.
 */
public final class StateReader {
    private final ArrayFile file;
    private final String prefix;
    private final @Nullable SeriesReader series;

    StateReader(ArrayFile file, String prefix, @Nullable SeriesReader series) {
        this.file = file;
        this.prefix = prefix;
        this.series = series;
    }

    /** Gives back what there is of a series. */
    @FunctionalInterface
    interface SeriesReader {
        void read(String name, RowReader rows);
    }

    /** A series that knows how to take in some of its rows. */
    @FunctionalInterface
    public interface RowReader {
        /**
         * Takes in rows.
         *
         * @param from the number of the first
         * @param to the number after the last
         * @param block holds them
         */
        void restore(long from, long to, StateReader block);
    }

    /**
     * A reader of a part.
     *
     * @param part its name
     * @return a reader of the same state, under that name
     */
    public StateReader under(String part) {
        return new StateReader(file, prefix + part + ".", series);
    }

    /**
     * A whole number.
     *
     * @param name its name
     * @return the number
     */
    public long wholeNumber(String name) {
        return longs(name, 1)[0];
    }

    /**
     * A whole number of a range.
     *
     * @param name its name
     * @param least the smallest that makes sense
     * @param most the largest that makes sense
     * @return the number
     */
    public int wholeNumber(String name, int least, int most) {
        return (int) Require.within("array " + prefix + name, wholeNumber(name), (long) least, most);
    }

    /**
     * A number.
     *
     * @param name its name
     * @return the number
     */
    public double number(String name) {
        return doubles(name, 1)[0];
    }

    /**
     * An array.
     *
     * @param name its name
     * @param length the length that it must have
     * @return the elements
     */
    public float[] floats(String name, int length) {
        float[] values = file.floats(prefix + name);
        requireLength(name, length, values.length);
        return values;
    }

    /**
     * An array.
     *
     * @param name its name
     * @param length the length that it must have
     * @return the elements
     */
    public double[] doubles(String name, int length) {
        double[] values = file.doubles(prefix + name);
        requireLength(name, length, values.length);
        return values;
    }

    /**
     * An array.
     *
     * @param name its name
     * @param length the length that it must have
     * @return the elements
     */
    public int[] ints(String name, int length) {
        int[] values = file.ints(prefix + name);
        requireLength(name, length, values.length);
        return values;
    }

    /**
     * An array.
     *
     * @param name its name
     * @param length the length that it must have
     * @return the elements
     */
    public long[] longs(String name, int length) {
        long[] values = file.longs(prefix + name);
        requireLength(name, length, values.length);
        return values;
    }

    /**
     * An array.
     *
     * @param name its name
     * @param length the length that it must have
     * @return the elements
     */
    public byte[] bytes(String name, int length) {
        byte[] values = file.bytes(prefix + name);
        requireLength(name, length, values.length);
        return values;
    }

    /**
     * An array of any length.
     *
     * @param name its name
     * @return the elements
     */
    public byte[] bytes(String name) {
        return file.bytes(prefix + name);
    }

    private void requireLength(String name, int expected, int got) {
        Require.size("array " + prefix + name, got, expected);
    }

    /**
     * Moves a random stream to where it stood.
     *
     * @param name its name
     * @param stream the stream. Modified.
     */
    public void restore(String name, RandomStream stream) {
        try {
            stream.restore(file.bytes(prefix + name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("array " + prefix + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Restores a part.
     *
     * @param name its name
     * @param part the part. Modified.
     */
    public void restore(String name, Checkpointed part) {
        part.restore(under(name));
    }

    /**
     * Text.
     *
     * @param name its name
     * @return the text
     */
    public String text(String name) {
        String text = file.metadata().get(prefix + name);
        if (text == null) {
            throw new IllegalArgumentException("text " + prefix + name + ": expected an entry, got none");
        }
        return text;
    }

    /**
     * Whether series were saved with the state. Where they were not, see {@link SavedState}, what has a series keeps its rows.
     *
     * @return true if {@link #restoreSeries} can be asked
     */
    public boolean holdsSeries() {
        return series != null;
    }

    /**
     * Gives back a series: its blocks in order, without gaps, of which the first may begin before the oldest row that is
     * remembered.
     *
     * @param name its name
     * @param rows takes them in
     * @throws IllegalArgumentException if the state was saved without series
     */
    public void restoreSeries(String name, RowReader rows) {
        if (series == null) {
            throw new IllegalArgumentException(
                    "series " + prefix + name + ": expected a state with series, got one without");
        }
        series.read(prefix + name, rows);
    }
}
