package dmsb.auction;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import java.util.Arrays;

/**
 * A policy whose action is a hash of its salt and the observation, so that two of them seldom agree; and, if it draws, of a
 * number from its stream.
 *
 * @param observationSize the length of an observation
 * @param actionCount the number of actions
 * @param salt what tells it from others
 * @param draws whether it draws
 */
public record HashingPolicy(int observationSize, int actionCount, int salt, boolean draws) implements PolicySnapshot {
    /**
     * A policy that does not draw.
     *
     * @param scenario gives the shape
     * @param salt what tells it from others
     * @return the policy
     */
    public static HashingPolicy of(Scenario scenario, int salt) {
        return new HashingPolicy(
                new ObservationEncoder(scenario).size(), ActionGrid.of(scenario).size(), salt, false);
    }

    /**
     * A policy that draws.
     *
     * @param scenario gives the shape
     * @param salt what tells it from others
     * @return the policy
     */
    public static HashingPolicy drawing(Scenario scenario, int salt) {
        return new HashingPolicy(
                new ObservationEncoder(scenario).size(), ActionGrid.of(scenario).size(), salt, true);
    }

    @Override
    public Policy open() {
        return (observation, random) -> Math.floorMod(
                (((31 * Arrays.hashCode(observation) + salt) * 0x9e3779b9) >>> 7) + (draws ? random.nextInt() : 0),
                actionCount);
    }
}
