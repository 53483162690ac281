package dmsb.auction.rule;

import dmsb.core.argument.Require;

/**
 * The grid of price scaling factors: action a in 0..|A|-1 stands for rho = 10^(a/|A|), line 10 of Algorithm 1.
 * Immutable.
 */
public final class ActionGrid {
    private final double[] rhos;

    /**
     * The grid of the given size.
     *
     * @param size |A|, at least 1
     * @throws IllegalArgumentException if the size is not positive
     */
    public ActionGrid(int size) {
        Require.atLeast("actions", size, 1);
        rhos = new double[size];
        for (int a = 0; a < size; a++) {
            rhos[a] = StrictMath.pow(10.0, (double) a / size);
        }
    }

    /**
     * The number of actions.
     *
     * @return |A|
     */
    public int size() {
        return rhos.length;
    }

    /**
     * The action whose factor is nearest to another one, in absolute terms.
     *
     * @param rho a price scaling factor, at least 1; may be infinite
     * @return the action, the lower one of two that are as near
     */
    public int nearest(double rho) {
        int next = 0;
        while (next < rhos.length && rhos[next] < rho) {
            next++;
        }
        boolean lower = next == rhos.length || (next > 0 && rho - rhos[next - 1] <= rhos[next] - rho);
        return lower ? next - 1 : next;
    }

    /**
     * The price scaling factor of an action.
     *
     * @param action a
     * @return rho = 10^(a/|A|), in [1, 10); exactly 1 for action 0
     * @throws IllegalArgumentException if there is no such action
     */
    public double rho(int action) {
        Require.within("action", action, 0, rhos.length - 1);
        return rhos[action];
    }
}
