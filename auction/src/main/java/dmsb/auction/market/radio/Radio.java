package dmsb.auction.market.radio;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * The radio links between the vehicle and the providers of one market, slot after slot. Provider 0 is the UAV, 1 to N are
 * ground base stations. A link has one gain for both directions. For one thread at a time.
 *
 * <p>Randomness comes from branches of the episode's seeds, and what is common to all links of a slot from the slot's
 * stream: the same seeds give the same links.
 */
public interface Radio {
    /**
     * Begins an episode, before its first slot.
     *
     * @param episode the source of the episode's randomness
     */
    void reset(SeedTree episode);

    /**
     * Begins an episode of one of several vehicles that the same providers may serve.
     *
     * @param episode the source of what all vehicles have in common, such as the way of a UAV
     * @param vehicle the source of what is this vehicle's own. A radio that has nothing in common takes everything from it.
     */
    default void reset(SeedTree episode, SeedTree vehicle) {
        reset(vehicle);
    }

    /**
     * Whether there is a vehicle in this slot. Where there is none there is no task to sell; links and values are those of a
     * vehicle that stands where the last one left.
     *
     * @return true unless the vehicle has left and none has followed
     */
    default boolean present() {
        return true;
    }

    /**
     * Moves to the next slot.
     *
     * @param slots the stream of what is common to all links. Advanced by as much as the radio draws.
     */
    void advance(RandomStream slots);

    /**
     * Which station stands in a provider's place in this slot. Where it differs from the slot before, there was a handover:
     * the newcomer has resources of its own and no past in this market.
     *
     * @param provider 0 to N
     * @return a number that no other station has; 0 for the UAV
     */
    int station(int provider);

    /**
     * The power gain of the link to a provider in this slot.
     *
     * @param provider 0 to N
     * @return g, a ratio
     */
    double gain(int provider);

    /**
     * The noise power at a provider's receiver.
     *
     * @param bandwidthHz the bandwidth of the link in Hz
     * @return sigma_n^2 in W
     */
    double uplinkNoiseWatts(double bandwidthHz);

    /**
     * The noise power at the vehicle's receiver.
     *
     * @param bandwidthHz the bandwidth of the link in Hz
     * @return sigma_m^2 in W
     */
    double downlinkNoiseWatts(double bandwidthHz);

    /**
     * The rate that no link exceeds, which the densest modulation sets.
     *
     * @return the spectral efficiency in bit/s/Hz; infinite if there is no such limit
     */
    double largestEfficiency();
}
