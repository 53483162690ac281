package dmsb.experiments.log;

import dmsb.auction.log.BidLog;
import dmsb.auction.market.RhoGrid;
import dmsb.auction.market.Scenario;
import dmsb.auction.mechanism.TopBids;
import dmsb.experiments.config.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The grid of price scaling factors that fits a log: 1, and the quantiles a/|A| of the ratio of the highest to the
 * second-highest bid. Between two neighbours the ground wins in as many rounds as between two others.
 */
public final class RhoQuantiles {
    private RhoQuantiles() {}

    /**
     * The scenario with the grid of a log.
     *
     * @param log the log; only rounds of at least two bids above 0 count
     * @param scenario gives |A|
     * @return the scenario with other values of {@code actions} and {@code rhoGrid}; actions are fewer where quantiles are
     *     equal, or above {@link RhoGrid#LARGEST}
     * @throws UsageException if no round has two bids
     */
    public static Scenario fitted(BidLog log, Scenario scenario) {
        double[] ratios = ratios(log);
        if (ratios.length == 0) {
            throw new UsageException("--rho-quantiles: expected a log with rounds of two bids above 0, got none");
        }
        List<Double> factors = new ArrayList<>(List.of(1.0));
        int actions = scenario.actions();
        for (int a = 1; a < actions; a++) {
            int rank = (int) (((long) a * ratios.length + actions - 1) / actions); // from 1
            double factor = ratios[rank - 1];
            if (factor > factors.get(factors.size() - 1) && factor <= RhoGrid.LARGEST) {
                factors.add(factor);
            }
        }
        return scenario.with(Scenario.ACTIONS, factors.size()).with(Scenario.RHO_GRID, new RhoGrid.Listed(factors));
    }

    /** The ratios, in increasing order. */
    private static double[] ratios(BidLog log) {
        double[] ratios = new double[log.rows()];
        double[] bids = new double[log.groundStations()];
        TopBids top = new TopBids();
        int count = 0;
        for (int row = 0; row < log.rows(); row++) {
            for (int n = 1; n <= bids.length; n++) {
                double bid = log.bid(row, n);
                bids[n - 1] = Double.isNaN(bid) ? 0.0 : bid;
            }
            top.find(bids, 0, bids.length);
            if (top.second() > 0.0) {
                ratios[count++] = top.highest() / top.second();
            }
        }
        double[] sorted = Arrays.copyOf(ratios, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
