package dmsb.auction.stress;

import dmsb.auction.rule.ActionGrid;

/** Which action a rho stands for. */
final class Decisions {
    private static final ActionGrid GRID = ActionGrid.of(TwoWeights.SCENARIO);

    private Decisions() {}

    static int action(double rho) {
        return GRID.nearest(rho);
    }

    /** The action of a batch, or the one of torn weights if its auctions do not agree. */
    static int action(double[] rhos) {
        return rhos[0] == rhos[1] ? action(rhos[0]) : TwoWeights.TORN;
    }
}
