package dmsb.auction.online;

import dmsb.auction.round.Settlement;
import dmsb.auction.rule.ActionGrid;

/**
 * What is learned from one settled round.
 *
 * @param observation what was known when rho was fixed. Not modified.
 * @param settlement how the round came out
 * @param uavWorth what the UAV's serving is worth in eq. (12a), zeta v_0 or, where v_0 is not known, zeta vhat_0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Lesson(float[] observation, Settlement settlement, double uavWorth) {
    double surplus() {
        return settlement.surplusUnder(settlement.rho(), uavWorth);
    }

    double firstBest() {
        return Math.max(settlement.comparison().highest(), uavWorth);
    }

    /** The rewards of all actions. */
    void rewards(ActionGrid grid, double scale, double[] rewards) {
        for (int a = 0; a < rewards.length; a++) {
            rewards[a] = settlement.surplusUnder(grid.rho(a), uavWorth) / scale;
        }
    }

    /** Whether observation and rewards are finite as the floats that an agent computes with: one that is not spoils its weights. */
    boolean isFinite(double scale) {
        for (float number : observation) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return Float.isFinite((float) (uavWorth / scale))
                && Float.isFinite((float) (settlement.comparison().highest() / scale));
    }
}
