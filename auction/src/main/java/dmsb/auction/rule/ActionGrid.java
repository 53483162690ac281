package dmsb.auction.rule;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Round;
import dmsb.core.argument.Require;
import java.util.Arrays;

/**
 * The price scaling factors to choose from: action a in 0..|A|-1 stands for rho = 10^(a/|A|), line 10 of Algorithm 1,
 * unless the scenario has another {@link dmsb.auction.market.RhoGrid}. There can be one more action, an infinite rho, under
 * which the UAV serves whatever the bids. Immutable.
 *
 * <p>The factors of the paper's grid end below 10. A highest bid of 10 times the second wins under each of them, so only
 * the additional action hands that task to the UAV.
 */
public final class ActionGrid {
    private final double[] rhos;
    private final double[] logRhos;

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
        this(Scenario.RHO_GRID.standard().factors(Require.atLeast("actions", factors, 1)), uavAction);
    }

    private ActionGrid(double[] factors, boolean uavAction) {
        rhos = Arrays.copyOf(factors, uavAction ? factors.length + 1 : factors.length);
        if (uavAction) {
            rhos[factors.length] = Double.POSITIVE_INFINITY;
        }
        logRhos = new double[rhos.length];
        for (int a = 0; a < rhos.length; a++) {
            logRhos[a] = StrictMath.log(rhos[a]);
        }
    }

    /**
     * The actions of a scenario.
     *
     * @param scenario gives the factors and whether there is an action under which the UAV serves
     * @return the grid
     * @throws IllegalArgumentException if the scenario lists another number of factors than it has actions
     */
    public static ActionGrid of(Scenario scenario) {
        return of(scenario, scenario.uavAction());
    }

    /**
     * The factors of a scenario, with or without the action under which the UAV serves.
     *
     * @param scenario gives the factors
     * @param uavAction whether there is one more action, an infinite factor
     * @return the grid
     * @throws IllegalArgumentException if the scenario lists another number of factors than it has actions
     */
    public static ActionGrid of(Scenario scenario, boolean uavAction) {
        return new ActionGrid(scenario.rhoGrid().factors(scenario.actions()), uavAction);
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
     * @return the action, the lower one of two that are as near. For an infinite factor it is the last action, whose factor
     *     is infinite if the grid has such an action. No other factor is near to an infinite one.
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
     * @return rho, for the paper's grid 10^(a/|A|); exactly 1 for action 0; infinite for the action under which the UAV serves
     * @throws IllegalArgumentException if there is no such action
     */
    public double rho(int action) {
        Require.within("action", action, 0, rhos.length - 1);
        return rhos[action];
    }

    /**
     * Under how many actions the ground wins a round. As the comparison is exact and the grid increases, these are the lowest
     * ones.
     *
     * @param round the round, whose bids are in. Not modified.
     * @return from 0 to the size
     */
    public int soldBelow(Round round) {
        int count = 0;
        while (count < rhos.length && round.groundWinsUnder(rhos[count])) {
            count++;
        }
        return count;
    }

    /**
     * The natural logarithm of an action's price scaling factor.
     *
     * @param action a
     * @return ln rho, exactly 0 for action 0; infinite for the action under which the UAV serves
     * @throws IllegalArgumentException if there is no such action
     */
    public double logRho(int action) {
        Require.within("action", action, 0, logRhos.length - 1);
        return logRhos[action];
    }
}
