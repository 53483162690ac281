package dmsb.core.checkpoint;

/**
 * Something with state that can be saved and restored: from a restored state it goes on exactly as it would have from the
 * one that was saved.
 *
 * <p>Saved is what later results depend on and construction does not give; room that is overwritten before it is read is not.
 */
public interface Checkpointed {
    /**
     * Writes the state.
     *
     * @param state receives it. Modified.
     */
    void save(StateWriter state);

    /**
     * Takes up a state that an object constructed alike has saved.
     *
     * @param state the state
     * @throws IllegalArgumentException if something is missing or does not fit; this object is then in no state to be used
     */
    void restore(StateReader state);
}
