package dmsb.auction.online;

/**
 * How online learning stands: what a dashboard shows, and what tells that the market has drifted away from the model.
 * Averages are exponential, over some {@link OnlineSettings#memory} rounds, NaN before the first round. Immutable.
 *
 * @param rounds the outcomes taken in
 * @param dropped the outcomes that came while the queue was full, and were not taken in
 * @param learned those learned from
 * @param published the candidates that were published
 * @param refusedWorse the candidates that did worse than the published model and were not
 * @param refusedNotFinite the candidates whose weights were not finite and that were not
 * @param surplusShare the surplus over the best that was known to be possible, max(v_(1), zeta vhat_0): 1 is all
 * @param uavShare the share of rounds that the UAV serves
 * @param calibration the mean surplus over the one that the published model had in the comparison by which it was
 *     published: below 1, the market is worse than the model knew it; NaN before the first publication
 * @param frozen whether nothing is learned or published at present
 * @param failure what the agent threw, which froze the learning; empty if nothing
 */
public record OnlineStatus(
        long rounds,
        long dropped,
        long learned,
        long published,
        long refusedWorse,
        long refusedNotFinite,
        double surplusShare,
        double uavShare,
        double calibration,
        boolean frozen,
        String failure) {}
