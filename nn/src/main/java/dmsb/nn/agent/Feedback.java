package dmsb.nn.agent;

/** The rewards of a round that the critics learn from, which decides what they learn. */
public enum Feedback {
    /** The reward of the action taken, as in the paper: the critics learn action values. */
    EXECUTED,
    /**
     * The reward of every action. Truthful bids do not depend on rho. So once a round's bids and values are known, the
     * reward of every other rho is known too. The critics learn advantages: an action's reward less the mean of all
     * actions' rewards. Later rewards are no part of it, whatever the discount. So what an action reveals for later rounds
     * is not learned, even where it moves nothing else.
     */
    COUNTERFACTUAL;

    /** Whether the values of later states are part of what the critics learn. */
    boolean bootstraps(double discount) {
        return this == EXECUTED && discount > 0;
    }
}
