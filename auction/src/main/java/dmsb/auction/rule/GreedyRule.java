package dmsb.auction.rule;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.Round;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * The epsilon-greedy rule: with probability epsilon a uniform action of the grid, else the one with the best running
 * mean reward so far, the smallest of several. Every action is tried once before means are compared.
 *
 * <p>The means persist across episodes, so the rule learns on training episodes. {@link #frozen()} is the learned
 * constant rule, for evaluation without exploration. The rule learns only from rounds that it has priced itself, each
 * by the rho at which it was held. Where the UAV served, its value counts if it is revealed before the next round; else
 * the declared estimate replaces it.
 */
public final class GreedyRule implements PostedRule {
    /** The probability of exploring, as usual in the literature (the paper gives none). */
    public static final double EPSILON = 0.1;

    private final ActionGrid grid;
    private final double[] sums;
    private final long[] counts;
    private RandomStream random = SeedTree.of(0).stream();
    private boolean pricing;

    /**
     * A rule that has learned nothing yet.
     *
     * @param grid the actions
     */
    public GreedyRule(ActionGrid grid) {
        this.grid = grid;
        this.sums = new double[grid.size()];
        this.counts = new long[grid.size()];
    }

    @Override
    public void reset(RandomStream stream) {
        random = stream;
        pricing = false;
    }

    @Override
    public double rho(Announcement announcement) {
        pricing = true;
        return grid.rho(random.nextDouble() < EPSILON ? random.nextInt(grid.size()) : best());
    }

    @Override
    public void observe(Round round) {
        int action = grid.nearest(round.rho());
        if (pricing && grid.rho(action) == round.rho()) {
            sums[action] += round.surplus();
            counts[action]++;
        }
    }

    @Override
    public void save(StateWriter state) {
        state.put("random", random);
        state.put("pricing", pricing ? 1L : 0L);
        state.put("sums", sums);
        state.put("counts", counts);
    }

    @Override
    public void restore(StateReader state) {
        state.restore("random", random);
        pricing = state.wholeNumber("pricing", 0, 1) == 1;
        System.arraycopy(state.doubles("sums", sums.length), 0, sums, 0, sums.length);
        System.arraycopy(state.longs("counts", counts.length), 0, counts, 0, counts.length);
    }

    /**
     * What the rule has learned.
     *
     * @return the constant rule of the best action; rho = 1 if no round has been played
     */
    public ConstantRule frozen() {
        return new ConstantRule(grid.rho(bestTried()));
    }

    private int best() {
        for (int a = 0; a < counts.length; a++) {
            if (counts[a] == 0) {
                return a;
            }
        }
        return bestTried();
    }

    private int bestTried() {
        int best = 0;
        double bestMean = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < counts.length; a++) {
            if (counts[a] > 0 && sums[a] / counts[a] > bestMean) {
                best = a;
                bestMean = sums[a] / counts[a];
            }
        }
        return best;
    }
}
