package dmsb.auction.market;

/** The latency model, eq. (3) to eq. (6), with an optional wait in a provider's queue. All times in seconds. */
public final class Latency {
    private Latency() {}

    /**
     * The time to move data over a link: eq. (3) T^u = D / R^u, eq. (5) T^d = D_task / R^d.
     *
     * @param bits the data in bit
     * @param rateBitPerSecond the link's rate in bit/s
     * @return the time in s
     */
    public static double transmission(double bits, double rateBitPerSecond) {
        return bits / rateBitPerSecond;
    }

    /**
     * The time to process a task, eq. (4): T^p = D e_p / f^g + D / f^c.
     *
     * @param bits the task's size D in bit
     * @param gpuPerBit the GPU's share of work per bit, e_p
     * @param gpuBitPerSecond the GPU's efficiency f^g in bit/s
     * @param cpuBitPerSecond the CPU's efficiency f^c in bit/s
     * @return the time in s
     */
    public static double processing(double bits, double gpuPerBit, double gpuBitPerSecond, double cpuBitPerSecond) {
        return bits * gpuPerBit / gpuBitPerSecond + bits / cpuBitPerSecond;
    }

    /**
     * The rate at which a provider works off a backlog: 1 / (e_p / f^g + 1 / f^c), the inverse of eq. (4) per bit.
     *
     * @param gpuPerBit the GPU's share of work per bit, e_p
     * @param gpuBitPerSecond the GPU's efficiency f^g in bit/s
     * @param cpuBitPerSecond the CPU's efficiency f^c in bit/s
     * @return the service rate in bit/s
     */
    public static double serviceRate(double gpuPerBit, double gpuBitPerSecond, double cpuBitPerSecond) {
        return 1.0 / (gpuPerBit / gpuBitPerSecond + 1.0 / cpuBitPerSecond);
    }

    /**
     * The total latency, eq. (6), here with the wait before processing begins: T = wait + T^u + T^p + T^d.
     *
     * @param wait the time in the queue in s; 0 in the paper
     * @param uplink T^u in s
     * @param processing T^p in s
     * @param downlink T^d in s
     * @return T in s
     */
    public static double total(double wait, double uplink, double processing, double downlink) {
        return wait + uplink + processing + downlink;
    }
}
