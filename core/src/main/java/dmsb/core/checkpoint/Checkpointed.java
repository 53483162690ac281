package dmsb.core.checkpoint;

/**
 * Something with state that can be saved and restored. From a restored state it continues exactly as it would have from
 * the saved one.
 *
 * <p>The saved state is all that later results depend on and that construction does not supply. Memory that is
 * overwritten before it is read is not saved.
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
