package dmsb.auction.rule;

import dmsb.auction.environment.ForwardingRounds;
import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Scenario;

/** Rounds that are all sold by whoever is tested: the past is empty when the first one is priced. */
public final class WithoutWarmUp extends ForwardingRounds {
    WithoutWarmUp(Scenario scenario) {
        this(new SimulatedRounds(scenario));
    }

    /**
     * The same of any rounds.
     *
     * @param rounds the rounds; used by these alone
     */
    public WithoutWarmUp(Rounds rounds) {
        super(rounds);
    }

    @Override
    public int warmUp() {
        return 0;
    }
}
