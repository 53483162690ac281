package dmsb.proofs.horizon;

import dmsb.auction.mechanism.Outcome;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All plays on a small grid. A play depends on a bidder's bids, not on its values. So every play of own bids is held
 * once and then compared for all values.
 */
final class HorizonGrid {
    /** The amounts in steps. */
    static final double[] POINTS = {0.0, 1.0, 2.0, 4.0};

    private static final double[][] UAV = {{1, 1, 1}, {4, 1, 1}, {1, 4, 1}};

    private final Plays plays;
    private final double step;

    private HorizonGrid(Plays plays, double step) {
        this.plays = plays;
        this.step = step;
    }

    static void search(Plays plays, HorizonSearch search) {
        HorizonGrid grid = new HorizonGrid(plays, search.step());
        grid.all(2, 2);
        if (plays.simplest() == null && search.mostBidders() > 2) {
            grid.all(3, 2);
        }
        if (plays.simplest() == null && search.mostRounds() > 2) {
            grid.all(2, 3);
        }
    }

    private static int count(int numbers) {
        return 1 << (2 * numbers);
    }

    private double point(int code, int place) {
        return step * POINTS[(code >> (2 * place)) & 3];
    }

    private void all(int bidders, int rounds) {
        for (double[] uav : UAV) {
            double[] amounts = new double[rounds];
            for (int t = 0; t < rounds; t++) {
                amounts[t] = step * uav[t];
            }
            double[] flat = new double[rounds];
            Arrays.fill(flat, step);
            for (int bidder = 1; bidder <= bidders; bidder++) {
                for (int others = 0; others < count((bidders - 1) * rounds); others++) {
                    examine(bidders, rounds, bidder, others, amounts, flat);
                    examine(bidders, rounds, bidder, others, flat, amounts);
                }
            }
        }
    }

    private void examine(int bidders, int rounds, int bidder, int others, double[] uavValues, double[] estimates) {
        int sequences = count(rounds);
        double[][][] bids = new double[sequences][][];
        double[][] wins = new double[sequences][rounds];
        double[] paid = new double[sequences];
        for (int own = 0; own < sequences; own++) {
            bids[own] = bids(bidders, rounds, bidder, others, own);
            HorizonCase market = new HorizonCase(bids[own], uavValues, estimates);
            @Nullable List<Outcome> outcomes = plays.play(market, bids[own]);
            if (outcomes == null) {
                paid[own] = Double.NaN;
                continue;
            }
            for (int t = 0; t < rounds; t++) {
                if (outcomes.get(t).winner() == bidder) {
                    wins[own][t] = 1.0;
                    paid[own] += outcomes.get(t).price();
                }
            }
        }
        for (int value = 0; value < sequences; value++) {
            int best = best(value, rounds, wins, paid);
            if (best != value) {
                double[] instead = new double[rounds];
                for (int t = 0; t < rounds; t++) {
                    instead[t] = point(best, t);
                }
                plays.keep(new HorizonCase(bids[value], uavValues, estimates), bidder, instead);
            }
        }
    }

    /** The own bids that bring most to a bidder with these values; the values themselves unless others bring clearly more. */
    private int best(int value, int rounds, double[][] wins, double[] paid) {
        int best = value;
        double most = utility(value, value, rounds, wins, paid) + 1e-9 * step;
        for (int own = 0; own < wins.length; own++) {
            double utility = utility(value, own, rounds, wins, paid);
            if (utility > most) {
                best = own;
                most = utility;
            }
        }
        return best;
    }

    /** NaN if the rule refuses the play: then it is neither better nor worse than any. */
    private double utility(int value, int own, int rounds, double[][] wins, double[] paid) {
        double utility = -paid[own];
        for (int t = 0; t < rounds; t++) {
            utility += wins[own][t] * point(value, t);
        }
        return utility;
    }

    private double[][] bids(int bidders, int rounds, int bidder, int others, int own) {
        double[][] bids = new double[rounds][bidders];
        int place = 0;
        for (int t = 0; t < rounds; t++) {
            for (int n = 1; n <= bidders; n++) {
                bids[t][n - 1] = n == bidder ? point(own, t) : point(others, place++);
            }
        }
        return bids;
    }
}
