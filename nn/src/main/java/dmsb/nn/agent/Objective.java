package dmsb.nn.agent;

/** What an actor's policy gradient is taken from, the Q of eq. (21). */
public enum Objective {
    /** The minimum of two critics, as in the paper. */
    CRITICS,
    /**
     * The rewards themselves. With counterfactual feedback the reward of every action is known, so the gradient of the
     * expected reward needs no critic and has no error of one. There are no critics then.
     */
    REWARDS
}
