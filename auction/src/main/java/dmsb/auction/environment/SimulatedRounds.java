package dmsb.auction.environment;

import dmsb.auction.market.Market;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.UavContract;
import dmsb.core.random.SeedTree;

/** The simulated market's slots as rounds: the bids are truthful and the UAV's value is known. */
public final class SimulatedRounds implements Rounds {
    private final Market market;

    /**
     * Rounds of a new market.
     *
     * @param scenario what to simulate
     */
    public SimulatedRounds(Scenario scenario) {
        market = new Market(scenario);
    }

    /**
     * The market behind the rounds, for those who record more than bids.
     *
     * @return the market itself; not to be modified
     */
    public Market market() {
        return market;
    }

    @Override
    public Scenario scenario() {
        return market.scenario();
    }

    @Override
    public int warmUp() {
        return AuctionHouse.warmUp(market.scenario());
    }

    @Override
    public boolean awardsMoveState() {
        return market.scenario().slotSeconds() > 0.0;
    }

    /**
     * A backlog moves values. The UAV's estimate shows them at once only without a lag; an observation of this round's bids, or
     * of the view of their highest bidder, always does.
     */
    @Override
    public boolean awardsMoveAnnouncement() {
        Scenario scenario = market.scenario();
        return awardsMoveState() && (scenario.uavLag() == 0 || scenario.observation() != ObservationMode.PAST_BIDS);
    }

    @Override
    public void reset(SeedTree episode) {
        market.reset(episode);
    }

    @Override
    public void announce(Announcement announcement, UavContract contract) {
        market.conditions(announcement.conditions());
        announcement.inviteFirst(market.stations());
        announcement.declare(market.estimate(), contract.value());
    }

    @Override
    public void bids(double[] bids) {
        market.bids(bids);
    }

    @Override
    public double uavValue() {
        return market.value(0);
    }

    @Override
    public boolean uavValueKnown() {
        return true;
    }

    @Override
    public double latency(int provider) {
        return market.latency(provider);
    }

    @Override
    public void serve(int winner) {
        market.serve(winner);
    }

    @Override
    public void advance() {
        market.advance();
    }
}
