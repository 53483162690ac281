package dmsb.experiments.cli;

import dmsb.auction.environment.Rounds;
import dmsb.auction.log.BidLog;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.UavContract;
import dmsb.core.random.SeedTree;

/** The rows of a log from each market's first on, without a warm-up: what an embedding program sees of it. */
final class RowRounds implements Rounds {
    private final BidLog log;
    private final Scenario scenario;
    private int row;

    RowRounds(BidLog log, Scenario scenario) {
        this.log = log;
        this.scenario = scenario;
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public int warmUp() {
        return 0;
    }

    @Override
    public boolean awardsMoveState() {
        return false;
    }

    @Override
    public void reset(SeedTree episode) {
        throw new UnsupportedOperationException("a log has its episodes in order");
    }

    @Override
    public void reset(long number, SeedTree episode) {
        row = log.marketStart((int) number);
    }

    static double[] conditions(BidLog log, int row) {
        double[] conditions = new double[log.conditionCount()];
        for (int i = 0; i < conditions.length; i++) {
            conditions[i] = log.condition(row, i);
        }
        return conditions;
    }

    static double[] bids(BidLog log, int row) {
        double[] bids = new double[log.groundStations()];
        for (int n = 1; n <= bids.length; n++) {
            bids[n - 1] = log.bid(row, n);
        }
        return bids;
    }

    @Override
    public void announce(Announcement announcement, UavContract contract) {
        announcement.setConditions(conditions(log, row));
        announcement.declare(log.estimate(row), log.contract(row));
    }

    @Override
    public void bids(double[] bids) {
        System.arraycopy(bids(log, row), 0, bids, 0, bids.length);
    }

    @Override
    public double uavValue() {
        return log.uavValue(row);
    }

    @Override
    public boolean uavValueKnown() {
        return log.uavValueKnown(row);
    }

    @Override
    public double latency(int provider) {
        return log.latency(row, provider);
    }

    @Override
    public void serve(int winner) {
        // what was recorded does not depend on it
    }

    @Override
    public void advance() {
        row = Math.min(row + 1, log.rows() - 1);
    }
}
