package dmsb.nn.agent;

/** Which rewards of a round the critics learn from, and so what they learn. */
public enum Feedback {
    /** The reward of the action taken, as in the paper: the critics learn action values. */
    EXECUTED,
    /**
     * The reward of every action. Truthful bids do not depend on rho, so once a round's bids and values are known, so is
     * what every other rho would have brought. The critics learn advantages, an action's reward less the mean of all actions'.
     * Where no action moves the state, what follows is the same for all of them and no part of an advantage, whatever the
     * discount.
     */
    COUNTERFACTUAL;

    /** Whether the values of later states are part of what the critics learn. */
    boolean bootstraps(double discount) {
        return this == EXECUTED && discount > 0;
    }
}
