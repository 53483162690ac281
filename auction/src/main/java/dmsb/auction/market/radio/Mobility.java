package dmsb.auction.market.radio;

import dmsb.core.random.SeedTree;

/**
 * A model of mobility: where somebody is, slot after slot, in metres on a plane. A path depends on what the model was made
 * of, such as a trace, and on the episode's seeds; not on earlier episodes, and not on how auctions end. For one thread at a
 * time.
 */
public interface Mobility {
    /**
     * Begins an episode and stands at the place of its first slot.
     *
     * @param episode the source of the episode's randomness; a model draws from a branch of its own
     */
    void reset(SeedTree episode);

    /** Moves to the place of the next slot. */
    void advance();

    /**
     * The place from west to east.
     *
     * @return x in m
     */
    double x();

    /**
     * The place from south to north.
     *
     * @return y in m
     */
    double y();

    /**
     * Whether it is somebody else who is there since this slot: the one before has left. All links of a vehicle then begin
     * anew. A UAV is not asked.
     *
     * @return true in the first slot of a newcomer who follows another
     */
    default boolean changed() {
        return false;
    }

    /**
     * Whether anybody is there in this slot. Where nobody is, the place is that of whoever left last.
     *
     * @return true unless the place is empty
     */
    default boolean present() {
        return true;
    }
}
