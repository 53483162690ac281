package dmsb.auction.round;

import dmsb.core.argument.Require;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;

/**
 * All that is known before the bids of a round arrive: the market conditions m^k, the UAV's declared estimate and
 * contract, and the past rounds. Nothing in it depends on the bids of the round, so rho is a posted price.
 *
 * <p>The code that holds the auctions owns and reuses it, so a round allocates nothing.
 */
public final class Announcement implements Checkpointed {
    private final double[] conditions;
    private final BidHistory history;
    private double estimate;
    private double contract;

    /**
     * An announcement with all conditions, the estimate and the contract 0.
     *
     * @param conditionCount the number of market conditions, at least 0
     * @param history the past rounds; kept, not copied, so that it shows what is recorded later
     * @throws IllegalArgumentException if the number is negative
     */
    public Announcement(int conditionCount, BidHistory history) {
        Require.atLeast("conditionCount", conditionCount, 0);
        this.conditions = new double[conditionCount];
        this.history = history;
    }

    /**
     * The market conditions m^k, each scaled to [0, 1] by its range. Whoever holds the auctions writes into this array,
     * rules read it.
     *
     * @return the array itself, not a copy
     */
    public double[] conditions() {
        return conditions;
    }

    /**
     * The past rounds.
     *
     * @return the history itself, not a copy
     */
    public BidHistory history() {
        return history;
    }

    /**
     * The UAV's declared estimate of its own value.
     *
     * @return vhat_0
     */
    public double estimate() {
        return estimate;
    }

    /**
     * The UAV's declared contract, eq. (13).
     *
     * @return b_0
     */
    public double contract() {
        return contract;
    }

    /**
     * Sets what the UAV declares. For whoever holds the auctions.
     *
     * @param newEstimate its estimate vhat_0, finite and not negative
     * @param newContract its contract b_0, finite and not negative
     * @throws IllegalArgumentException if a number is negative, infinite or NaN
     */
    public void declare(double newEstimate, double newContract) {
        requireDeclaration(newEstimate, newContract);
        estimate = newEstimate;
        contract = newContract;
    }

    /**
     * Sets the market conditions. For whoever holds the auctions.
     *
     * @param newConditions the conditions m^k, each scaled to [0, 1]; copied
     * @throws IllegalArgumentException if there is another number of them, or one is not in [0, 1]
     */
    public void setConditions(double[] newConditions) {
        Require.size("conditions", newConditions.length, conditions.length);
        for (int i = 0; i < newConditions.length; i++) {
            Require.within("conditions", i, newConditions[i], 0, 1);
        }
        System.arraycopy(newConditions, 0, conditions, 0, conditions.length);
    }

    /**
     * Refuses what a UAV cannot declare.
     *
     * @param estimate its estimate vhat_0
     * @param contract its contract b_0
     * @throws IllegalArgumentException if a number is negative, infinite or NaN
     */
    public static void requireDeclaration(double estimate, double contract) {
        Require.notNegative("estimate", estimate);
        Require.notNegative("contract", contract);
    }

    @Override
    public void save(StateWriter state) {
        state.put("conditions", conditions);
        state.put("declared", new double[] {estimate, contract});
    }

    @Override
    public void restore(StateReader state) {
        System.arraycopy(state.doubles("conditions", conditions.length), 0, conditions, 0, conditions.length);
        double[] declared = state.doubles("declared", 2);
        declare(declared[0], declared[1]);
    }
}
