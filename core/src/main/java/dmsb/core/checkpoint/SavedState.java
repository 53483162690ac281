package dmsb.core.checkpoint;

import dmsb.core.tensorfile.ArrayFile;
import dmsb.core.tensorfile.TensorFormatException;

/**
 * The state of something, kept in memory, to which it can return. Series are left out: a restored object keeps the rows
 * that it has by then. For an agent the state is weights, optimisers, counters and random streams, without the replay
 * memory. Immutable and safe for use by many threads.
 */
public final class SavedState {
    private final ArrayFile content;

    private SavedState(ArrayFile content) {
        this.content = content;
    }

    /**
     * The state of this moment.
     *
     * @param source what has state. Not modified.
     * @return a copy of its state, without series
     * @throws dmsb.core.math.NonFiniteException if the state holds a float that is not finite
     */
    public static SavedState of(Checkpointed source) {
        ArrayFile content = new ArrayFile();
        source.save(new StateWriter(content, "", (name, from, to, rows) -> {}));
        return new SavedState(content);
    }

    /**
     * Goes back.
     *
     * @param target what takes up the state; constructed like the one that was saved. Modified.
     * @throws IllegalArgumentException if something is missing or does not fit; the target is then in no state to be used
     */
    public void restoreTo(Checkpointed target) {
        target.restore(new StateReader(content, "", null));
    }

    /**
     * The state as bytes.
     *
     * @return what {@link #parse} reads
     */
    public byte[] toBytes() {
        return content.toBytes();
    }

    /**
     * A state from bytes.
     *
     * @param bytes what {@link #toBytes} returned. Not modified.
     * @return the state
     * @throws IllegalArgumentException if they are something else
     */
    public static SavedState parse(byte[] bytes) {
        try {
            return new SavedState(ArrayFile.parse(bytes));
        } catch (TensorFormatException e) {
            throw new IllegalArgumentException("saved state: " + e.getMessage(), e);
        }
    }
}
