package dmsb.auction.rule;

import dmsb.auction.round.Announcement;

/**
 * A rule that sets rho with the bids of the round in sight, the paper's literal state s_k = {m^k, b^k}.
 *
 * <p>Theorem 1 does not apply to such a rule. If the critical payment of a bidder depends on its own bid, a misreport
 * can pay, and under a learned rule one does. Such rules serve as benchmarks and as the literal reading of the paper.
 */
@FunctionalInterface
public non-sealed interface BidDependentRule extends ScalingRule {
    /**
     * Sets rho.
     *
     * @param announcement what was known before the bids. Not modified, not kept.
     * @param bids the bids b_1..b_N from index 0 on. Not modified, not kept.
     * @param count N
     * @return rho, from 1 to infinity; infinite means that the UAV serves
     */
    double rho(Announcement announcement, double[] bids, int count);
}
