package dmsb.auction.online;

import dmsb.auction.Clearing;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.round.Announcement;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.learned.ObservationEncoder;

/** What is learned from one auction: room that is filled on the thread that clears and read on the one that learns. */
final class Outcome {
    private final ObservationEncoder encoder;
    private final double zeta;
    final float[] observation;
    double rho;
    double highest;
    double second;
    double uavSurplus;
    boolean uavServed;

    Outcome(Scenario scenario) {
        encoder = new ObservationEncoder(scenario);
        zeta = scenario.uavBargainingPower();
        observation = new float[encoder.size()];
    }

    void set(Announcement announcement, double[] bids, Clearing clearing) {
        encoder.encode(announcement, observation);
        int leader = Bids.highest(bids, bids.length);
        highest = bids[leader];
        second = Bids.highestOfOthers(bids, bids.length, leader);
        uavSurplus = zeta * announcement.estimate();
        rho = clearing.rho();
        uavServed = clearing.uavServes();
    }

    /** The surplus that a scaling factor has on these bids, the declared estimate standing in for the UAV's value. */
    double surplusUnder(double factor) {
        return ModifiedSecondBid.exceeds(highest, factor, second) ? highest : uavSurplus;
    }

    double surplus() {
        return uavServed ? uavSurplus : highest;
    }

    double firstBest() {
        return Math.max(highest, uavSurplus);
    }

    /** The rewards of all actions. */
    void rewards(ActionGrid grid, double scale, double[] rewards) {
        for (int a = 0; a < rewards.length; a++) {
            rewards[a] = surplusUnder(grid.rho(a)) / scale;
        }
    }
}
