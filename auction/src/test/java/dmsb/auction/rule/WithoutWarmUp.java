package dmsb.auction.rule;

import dmsb.auction.environment.Rounds;
import dmsb.auction.environment.SimulatedRounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.UavContract;
import dmsb.core.random.SeedTree;

/** The simulator's rounds, all of them sold by whoever is tested: the past is empty when the first one is priced. */
final class WithoutWarmUp implements Rounds {
    private final SimulatedRounds rounds;

    WithoutWarmUp(Scenario scenario) {
        rounds = new SimulatedRounds(scenario);
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public Scenario scenario() {
        return rounds.scenario();
    }

    @Override
    public boolean awardsMoveState() {
        return rounds.awardsMoveState();
    }

    @Override
    public void reset(SeedTree episode) {
        rounds.reset(episode);
    }

    @Override
    public void announce(Announcement announcement, UavContract contract) {
        rounds.announce(announcement, contract);
    }

    @Override
    public void bids(double[] bids) {
        rounds.bids(bids);
    }

    @Override
    public double uavValue() {
        return rounds.uavValue();
    }

    @Override
    public boolean uavValueKnown() {
        return rounds.uavValueKnown();
    }

    @Override
    public double latency(int provider) {
        return rounds.latency(provider);
    }

    @Override
    public void serve(int winner) {
        rounds.serve(winner);
    }

    @Override
    public void advance() {
        rounds.advance();
    }
}
