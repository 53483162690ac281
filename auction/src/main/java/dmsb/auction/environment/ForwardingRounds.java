package dmsb.auction.environment;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.UavContract;
import dmsb.core.random.SeedTree;

/**
 * Rounds that ask others for everything. A subclass overrides what is to differ, such as what the UAV declares. For one
 * thread at a time.
 */
public abstract class ForwardingRounds implements Rounds {
    private final Rounds rounds;

    /**
     * Forwards to other rounds.
     *
     * @param rounds the rounds that are asked; used by these alone
     */
    protected ForwardingRounds(Rounds rounds) {
        this.rounds = rounds;
    }

    @Override
    public Scenario scenario() {
        return rounds.scenario();
    }

    @Override
    public int warmUp() {
        return rounds.warmUp();
    }

    @Override
    public boolean awardsMoveState() {
        return rounds.awardsMoveState();
    }

    @Override
    public boolean awardsMoveAnnouncement() {
        return rounds.awardsMoveAnnouncement();
    }

    @Override
    public void reset(SeedTree episode) {
        rounds.reset(episode);
    }

    @Override
    public void reset(long number, SeedTree episode) {
        rounds.reset(number, episode);
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
