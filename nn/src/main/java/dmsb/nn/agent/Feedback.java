package dmsb.nn.agent;

/** Which rewards of a round the critics learn from. */
public enum Feedback {
    /** The reward of the action taken, as in the paper. */
    EXECUTED,
    /**
     * The reward of every action. Truthful bids do not depend on rho, so once a round's bids and values are known, so is
     * what every other rho would have brought.
     */
    COUNTERFACTUAL
}
