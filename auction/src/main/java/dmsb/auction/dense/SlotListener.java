package dmsb.auction.dense;

/** Is shown the awarded slots of an evaluation. */
@FunctionalInterface
public interface SlotListener {
    /**
     * Sees a slot, which is awarded and not settled yet.
     *
     * @param episode the number of the episode, from 0
     * @param number the number of the slot in its episode, from 0; negative in the warm-up, whose last slot is -1
     * @param house holds the slot. Not modified, not kept.
     */
    void onSlot(int episode, int number, DenseHouse house);
}
