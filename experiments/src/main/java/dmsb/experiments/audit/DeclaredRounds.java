package dmsb.experiments.audit;

import dmsb.auction.environment.Rounds;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.UavContract;
import dmsb.core.random.SeedTree;

/**
 * The rounds of a market whose UAV declares a multiple of its estimate. What is declared is what is recorded: the history
 * has it, and so has the contract of eq. (13).
 */
final class DeclaredRounds implements Rounds {
    private final Rounds truth;
    private final double factor;

    DeclaredRounds(Rounds truth, double factor) {
        this.truth = truth;
        this.factor = factor;
    }

    @Override
    public void announce(Announcement announcement, UavContract contract) {
        truth.announce(announcement, contract);
        announcement.declare(factor * announcement.estimate(), announcement.contract());
    }

    @Override
    public Scenario scenario() {
        return truth.scenario();
    }

    @Override
    public int warmUp() {
        return truth.warmUp();
    }

    @Override
    public boolean awardsMoveState() {
        return truth.awardsMoveState();
    }

    @Override
    public void reset(SeedTree episode) {
        truth.reset(episode);
    }

    @Override
    public void reset(long number, SeedTree episode) {
        truth.reset(number, episode);
    }

    @Override
    public void bids(double[] bids) {
        truth.bids(bids);
    }

    @Override
    public double uavValue() {
        return truth.uavValue();
    }

    @Override
    public boolean uavValueKnown() {
        return truth.uavValueKnown();
    }

    @Override
    public double latency(int provider) {
        return truth.latency(provider);
    }

    @Override
    public void serve(int winner) {
        truth.serve(winner);
    }

    @Override
    public void advance() {
        truth.advance();
    }
}
