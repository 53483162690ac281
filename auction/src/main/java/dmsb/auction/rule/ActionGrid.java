package dmsb.auction.rule;

import dmsb.auction.market.Scenario;

/**
 * The price scaling factors to choose from: action a in 0..|A|-1 means rho = 10^(a/|A|), section 5.2, and one more action, if
 * there is one, rho infinite. Under an infinite rho the UAV serves whatever the bids. Immutable.
 *
 * <p>The factors of the paper's grid end below 10, so that a highest bid of 10 times the second wins under each of them.
 */
public final class ActionGrid {
    private final double[] rhos;

    /**
     * The paper's grid of the given size.
     *
     * @param size |A|, at least 1
     * @throws IllegalArgumentException if the size is not positive
     */
    public ActionGrid(int size) {
        this(size, false);
    }

    /**
     * A grid with or without the action under which the UAV serves.
     *
     * @param factors |A|, the number of finite factors, at least 1
     * @param uavAction whether there is one more action, an infinite factor
     * @throws IllegalArgumentException if the number of factors is not positive
     */
    public ActionGrid(int factors, boolean uavAction) {
        if (factors < 1) {
            throw new IllegalArgumentException("actions: expected a whole number from 1, got " + factors);
        }
        rhos = new double[uavAction ? factors + 1 : factors];
        for (int a = 0; a < factors; a++) {
            rhos[a] = StrictMath.pow(10.0, (double) a / factors);
        }
        if (uavAction) {
            rhos[factors] = Double.POSITIVE_INFINITY;
        }
    }

    /**
     * The actions of a scenario.
     *
     * @param scenario gives |A| and whether there is an action under which the UAV serves
     * @return the grid
     */
    public static ActionGrid of(Scenario scenario) {
        return new ActionGrid(scenario.actions(), scenario.uavAction());
    }

    /**
     * The number of actions.
     *
     * @return |A|, or |A| + 1 with the action under which the UAV serves
     */
    public int size() {
        return rhos.length;
    }

    /**
     * The action whose factor is nearest to another one, in absolute terms.
     *
     * @param rho a price scaling factor, at least 1; may be infinite
     * @return the action, the lower one of two that are as near; an infinite factor is near to an infinite one only
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
     * @return rho = 10^(a/|A|), in [1, 10), exactly 1 for action 0; infinite for the action under which the UAV serves
     * @throws IllegalArgumentException if there is no such action
     */
    public double rho(int action) {
        if (action < 0 || action >= rhos.length) {
            throw new IllegalArgumentException(
                    "action: expected a whole number from 0 to " + (rhos.length - 1) + ", got " + action);
        }
        return rhos[action];
    }
}
