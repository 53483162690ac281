package dmsb.auction.market;

/**
 * What the simulator knows of one provider in one slot, in SI units.
 *
 * @param station the station that stands in this place; another number after a handover
 * @param uplinkHz the uplink bandwidth B^u in Hz
 * @param downlinkHz the downlink bandwidth B^d in Hz
 * @param gpuBitPerSecond the GPU efficiency f^g in bit/s
 * @param cpuBitPerSecond the CPU efficiency f^c in bit/s
 * @param powerWatts the transmit power p^d in W
 * @param gain the channel power gain g, a ratio
 * @param uplinkNoiseWatts the noise power at the provider's receiver in W
 * @param downlinkNoiseWatts the noise power at the vehicle's receiver in W
 * @param hitRate the probability of a right pixel
 * @param backlogBits the backlog in bit; 0 where slots have no length
 * @param waitSeconds the time to work off the backlog in s
 */
public record ProviderState(
        int station,
        double uplinkHz,
        double downlinkHz,
        double gpuBitPerSecond,
        double cpuBitPerSecond,
        double powerWatts,
        double gain,
        double uplinkNoiseWatts,
        double downlinkNoiseWatts,
        double hitRate,
        double backlogBits,
        double waitSeconds) {}
