package dmsb.core.rl;

/**
 * The result of one step of an {@link Environment}. The caller owns and reuses it and the environment fills it, so
 * playing allocates nothing.
 */
public final class Step {
    private final float[] observation;
    private final double[] rewards;
    private double reward;
    private boolean terminated;
    private boolean truncated;

    /**
     * Room for the steps of one environment.
     *
     * @param environment the environment whose steps are to be held
     */
    public Step(Environment environment) {
        this(environment.observationSize(), environment.actionCount());
    }

    /**
     * Room for steps of the given shape.
     *
     * @param observationSize the length of an observation
     * @param actionCount the number of actions
     */
    public Step(int observationSize, int actionCount) {
        this.observation = new float[observationSize];
        this.rewards = new double[actionCount];
    }

    /**
     * The observation after the step; the environment writes into this array, and the next step overwrites it.
     *
     * @return the array itself, not a copy
     */
    public float[] observation() {
        return observation;
    }

    /**
     * The reward that each action would have had in this step, the taken one included (counterfactual feedback). Exact
     * where the environment can tell; the environment writes into this array, and the next step overwrites it.
     *
     * @return the array itself, not a copy, one element an action
     */
    public double[] rewards() {
        return rewards;
    }

    /**
     * The reward of the action taken.
     *
     * @return the reward
     */
    public double reward() {
        return reward;
    }

    /**
     * Whether the process ended with this step.
     *
     * @return true if there is no value beyond this step
     */
    public boolean terminated() {
        return terminated;
    }

    /**
     * Whether the episode was cut off after this step although the process would go on.
     *
     * @return true if the episode is over but its value is not
     */
    public boolean truncated() {
        return truncated;
    }

    /**
     * Whether the episode is over, for either reason.
     *
     * @return true if the environment must be reset before it is stepped again
     */
    public boolean done() {
        return terminated || truncated;
    }

    /**
     * Sets what the arrays do not hold. For environments.
     *
     * @param newReward the reward of the action taken
     * @param nowTerminated whether the process ended
     * @param nowTruncated whether the episode was cut off
     */
    public void set(double newReward, boolean nowTerminated, boolean nowTruncated) {
        this.reward = newReward;
        this.terminated = nowTerminated;
        this.truncated = nowTruncated;
    }
}
