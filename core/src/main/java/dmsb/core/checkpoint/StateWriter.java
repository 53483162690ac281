package dmsb.core.checkpoint;

import dmsb.core.math.NonFiniteException;
import dmsb.core.random.RandomStream;
import dmsb.core.tensorfile.ArrayFile;

/**
 * Receives a state, name by name. The state of a part is written {@link #under} the name of that part. For one thread.
 */
public final class StateWriter {
    private final ArrayFile file;
    private final String prefix;
    private final SeriesWriter series;

    StateWriter(ArrayFile file, String prefix, SeriesWriter series) {
        this.file = file;
        this.prefix = prefix;
        this.series = series;
    }

    /** Takes in what is there of a series. */
    @FunctionalInterface
    interface SeriesWriter {
        void write(String name, long from, long to, RowWriter rows);
    }

    /** A series that knows how to write some of its rows. */
    @FunctionalInterface
    public interface RowWriter {
        /**
         * Writes rows.
         *
         * @param from the number of the first, counted from the first row that there ever was
         * @param to the number after the last
         * @param block receives them. Modified.
         */
        void save(long from, long to, StateWriter block);
    }

    /**
     * A writer for a part.
     *
     * @param part its name
     * @return a writer of the same state, under that name
     */
    public StateWriter under(String part) {
        return new StateWriter(file, prefix + part + ".", series);
    }

    /**
     * Writes a whole number.
     *
     * @param name its name
     * @param value the number
     */
    public void put(String name, long value) {
        file.put(prefix + name, new long[] {value});
    }

    /**
     * Writes a number, NaN among them.
     *
     * @param name its name
     * @param value the number
     */
    public void put(String name, double value) {
        file.put(prefix + name, new double[] {value});
    }

    /**
     * Writes an array, all of whose elements must be finite: no state is saved that is beyond repair.
     *
     * @param name its name
     * @param values the elements. Not modified, copied.
     * @throws NonFiniteException if an element is infinite or NaN
     */
    public void put(String name, float[] values) {
        NonFiniteException.require(prefix + name, values);
        file.put(prefix + name, values);
    }

    /**
     * Writes an array.
     *
     * @param name its name
     * @param values the elements. Not modified, copied.
     */
    public void put(String name, double[] values) {
        file.put(prefix + name, values);
    }

    /**
     * Writes an array.
     *
     * @param name its name
     * @param values the elements. Not modified, copied.
     */
    public void put(String name, int[] values) {
        file.put(prefix + name, values);
    }

    /**
     * Writes an array.
     *
     * @param name its name
     * @param values the elements. Not modified, copied.
     */
    public void put(String name, long[] values) {
        file.put(prefix + name, values);
    }

    /**
     * Writes an array.
     *
     * @param name its name
     * @param values the elements. Not modified, copied.
     */
    public void put(String name, byte[] values) {
        file.put(prefix + name, values);
    }

    /**
     * Writes where a random stream stands.
     *
     * @param name its name
     * @param stream the stream. Not modified.
     */
    public void put(String name, RandomStream stream) {
        file.put(prefix + name, stream.save());
    }

    /**
     * Writes a part.
     *
     * @param name its name
     * @param part the part. Not modified.
     */
    public void put(String name, Checkpointed part) {
        part.save(under(name));
    }

    /**
     * Writes text.
     *
     * @param name its name
     * @param text the text
     */
    public void putText(String name, String text) {
        file.putText(prefix + name, text);
    }

    /**
     * Writes a series. Of the rows, those are asked for that the last checkpoint does not have.
     *
     * @param name its name
     * @param from the number of the oldest row that is remembered, counted from the first that there ever was
     * @param to the number of rows that there ever were
     * @param rows writes some of them
     */
    public void putSeries(String name, long from, long to, RowWriter rows) {
        series.write(prefix + name, from, to, rows);
    }
}
