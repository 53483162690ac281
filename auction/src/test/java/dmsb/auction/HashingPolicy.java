package dmsb.auction;

import dmsb.auction.market.Scenario;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.rl.Policy;
import dmsb.core.rl.PolicySnapshot;
import java.util.Arrays;

/** A policy that does not draw: its action is a hash of its salt and the observation, so that two of them seldom agree. */
record HashingPolicy(int observationSize, int actionCount, int salt) implements PolicySnapshot {
    static HashingPolicy of(Scenario scenario, int salt) {
        return new HashingPolicy(new ObservationEncoder(scenario).size(), scenario.actions(), salt);
    }

    @Override
    public boolean draws() {
        return false;
    }

    @Override
    public Policy open() {
        return (observation, random) ->
                Math.floorMod(((31 * Arrays.hashCode(observation) + salt) * 0x9e3779b9) >>> 7, actionCount);
    }
}
