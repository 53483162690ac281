package dmsb.auction.online;

import dmsb.auction.round.PricedBy;
import java.util.Optional;

/**
 * How online learning stands: what a dashboard shows, and what tells that the market has drifted away from the model.
 * Averages are exponential, over some {@link OnlineSettings#memory} rounds, NaN before the first round. Immutable.
 *
 * <p>Every round that is settled is counted once: it is taken in, waits in the queue, awaits its value, or was dropped. Every
 * round that is taken in is learned from, kept aside, watched, not finite, or one at which the agent failed.
 *
 * @param rounds the rounds taken in
 * @param waiting the rounds that wait in the queue to be taken in
 * @param awaiting the rounds that the UAV served and whose value is not revealed yet; they teach nothing until it is
 * @param dropped the rounds that came while the queue was full or after the end, and were not taken in
 * @param learned those taken in that were learned from
 * @param heldOut those taken in that were kept aside for comparisons
 * @param watched those taken in while learning was frozen, or before the past was long enough for the model's forecasts:
 *     they move the averages and nothing else
 * @param notFinite those taken in that were passed over, because a condition, an amount or a reward was not finite
 * @param failed those taken in at which the agent threw something
 * @param published the candidates that were published
 * @param refusedWorse the candidates that did worse than the published model and were not
 * @param refusedNotFinite the candidates whose weights were not finite and that were not; the learner went back to that of
 *     the published model
 * @param withheld the candidates that were not published because learning was frozen or rolled back while they were compared
 * @param rollbacks how often learning was rolled back
 * @param surplusShare the surplus over the best that is known to have been possible, max(v_[1], zeta v_0), or zeta vhat_0
 *     where values are never revealed: 1 is all
 * @param uavShare the share of rounds that the UAV serves
 * @param calibration the mean surplus over the one that the published model had in the comparison by which it was
 *     published: below 1, the market is worse than the model knew it; NaN before the first publication
 * @param pricedBy model and publication that price now
 * @param frozen whether nothing is learned or published at present
 * @param closed whether learning has ended
 * @param failure what was thrown last, by the agent, which froze the learning, or by the executor; empty if nothing
 */
public record OnlineStatus(
        long rounds,
        long waiting,
        long awaiting,
        long dropped,
        long learned,
        long heldOut,
        long watched,
        long notFinite,
        long failed,
        long published,
        long refusedWorse,
        long refusedNotFinite,
        long withheld,
        long rollbacks,
        double surplusShare,
        double uavShare,
        double calibration,
        PricedBy pricedBy,
        boolean frozen,
        boolean closed,
        Optional<Throwable> failure) {
    /** The same figures with what is true at this moment. */
    OnlineStatus at(
            long nowWaiting,
            long nowAwaiting,
            long nowDropped,
            long nowRollbacks,
            PricedBy nowPricedBy,
            boolean nowFrozen,
            boolean nowClosed,
            Optional<Throwable> nowFailure) {
        return new OnlineStatus(
                rounds,
                nowWaiting,
                nowAwaiting,
                nowDropped,
                learned,
                heldOut,
                watched,
                notFinite,
                failed,
                published,
                refusedWorse,
                refusedNotFinite,
                withheld,
                nowRollbacks,
                surplusShare,
                uavShare,
                calibration,
                nowPricedBy,
                nowFrozen,
                nowClosed,
                nowFailure);
    }
}
