package dmsb.auction.market;

/**
 * What the simulator knows of one provider in one slot, in SI units.
 *
 * @param uplinkHz the uplink bandwidth B^u in Hz
 * @param downlinkHz the downlink bandwidth B^d in Hz
 * @param gpuBitPerSecond the GPU efficiency f^g in bit/s
 * @param cpuBitPerSecond the CPU efficiency f^c in bit/s
 * @param powerWatts the transmit power p^d in W
 * @param gain the channel power gain g, a ratio
 * @param hitRate the probability of a right pixel
 * @param backlogBits the backlog in bit; 0 where slots have no length
 * @param waitSeconds the time to work off the backlog in s
 */
public record ProviderState(
        double uplinkHz,
        double downlinkHz,
        double gpuBitPerSecond,
        double cpuBitPerSecond,
        double powerWatts,
        double gain,
        double hitRate,
        double backlogBits,
        double waitSeconds) {}
