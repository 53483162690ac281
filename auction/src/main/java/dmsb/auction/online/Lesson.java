package dmsb.auction.online;

import dmsb.auction.round.Settlement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.observation.RelativeReward;

/**
 * What is learned from one settled round.
 *
 * @param seen what the model observed when rho was fixed
 * @param settlement how the round came out
 * @param uavWorth what the UAV's serving is worth in eq. (12a), zeta v_0 or, where v_0 is not known, zeta vhat_0
 */
record Lesson(Seen seen, Settlement settlement, double uavWorth) {
    double surplus() {
        return settlement.surplusUnder(settlement.rho(), uavWorth);
    }

    double firstBest() {
        return Math.max(settlement.comparison().highest(), uavWorth);
    }

    /** The surplus of every action, divided by the scale: what policies are compared by. */
    void surpluses(ActionGrid grid, double scale, double[] surpluses) {
        fill(grid, uavWorth, scale, surpluses);
    }

    /** The rewards of all actions, as in training: with a forecast they are {@linkplain RelativeReward relative} to it. */
    void rewards(ActionGrid grid, double scale, double[] rewards) {
        fill(grid, uavSurplus(), RelativeReward.divisor(seen.level(), scale), rewards);
    }

    private double uavSurplus() {
        return RelativeReward.uavSurplus(uavWorth, seen.uavOptimism());
    }

    private void fill(ActionGrid grid, double worth, double scale, double[] values) {
        for (int a = 0; a < values.length; a++) {
            values[a] = settlement.surplusUnder(grid.rho(a), worth) / scale;
        }
    }

    /** Whether observation and rewards are finite as the floats that an agent computes with: one that is not spoils its weights. */
    boolean isFinite(double scale) {
        for (float number : seen.observation()) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        double divisor = Math.min(RelativeReward.divisor(seen.level(), scale), scale);
        return Float.isFinite((float) (uavSurplus() / divisor))
                && Float.isFinite((float) (settlement.comparison().highest() / divisor));
    }
}
