package mine;

import dmsb.auction.environment.HindsightRound;
import dmsb.auction.environment.Reward;

/** A reward: the surplus, less a tenth of it for each second that the task takes. */
public final class InTime implements Reward {
    @Override
    public double of(HindsightRound round, double rho, int winner, double delaySeconds) {
        double surplus = SURPLUS.of(round, rho, winner, delaySeconds);
        return surplus * (1 - 0.1 * Math.min(10, Double.isNaN(delaySeconds) ? 0 : delaySeconds));
    }
}
