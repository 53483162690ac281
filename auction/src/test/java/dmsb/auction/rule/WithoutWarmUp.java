package dmsb.auction.rule;

import dmsb.auction.environment.ForwardingRounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Scenario;

/** The simulator's rounds, all of them sold by whoever is tested: the past is empty when the first one is priced. */
final class WithoutWarmUp extends ForwardingRounds {
    WithoutWarmUp(Scenario scenario) {
        super(new SimulatedRounds(scenario));
    }

    @Override
    public int warmUp() {
        return 0;
    }
}
