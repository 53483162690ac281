package dmsb.core.rl;

/**
 * The result of one step of an {@link Environment}. The caller owns and reuses it and the environment fills it, so
 * playing allocates nothing.
 */
public final class Step {
    private final float[] observation;
    private final double[] rewards;
    private final float[] otherObservation;
    private int split;
    private double scale = 1;
    private double otherScale = 1;
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
        this(observationSize, actionCount, false);
    }

    /**
     * Room for steps of the given shape, with or without the next state of the actions that were not taken.
     *
     * @param observationSize the length of an observation
     * @param actionCount the number of actions
     * @param withOther whether the environment is asked for {@link #otherObservation}
     */
    public Step(int observationSize, int actionCount, boolean withOther) {
        this.observation = new float[observationSize];
        this.rewards = new double[actionCount];
        this.otherObservation = new float[withOther ? observationSize : 0];
        this.split = actionCount;
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
     * Whether the next state of the actions that were not taken is asked for.
     *
     * @return true if {@link #otherObservation} is to be written
     */
    public boolean hasOther() {
        return otherObservation.length > 0;
    }

    /**
     * What would have been observed after the step, had an action on the other side of {@link #split} been taken. The
     * environment writes into this array if it is {@linkplain #hasOther asked}, and the next step overwrites it.
     *
     * @return the array itself, not a copy; empty if it is not asked for
     */
    public float[] otherObservation() {
        return otherObservation;
    }

    /**
     * The first action that leads to another next state than action 0. All from it on lead to the same.
     *
     * @return the action; the number of actions if all lead to one state
     */
    public int split() {
        return split;
    }

    /**
     * What a unit of reward after this step, in the state that was reached, is worth in units of this step's rewards.
     *
     * @return the factor, positive; 1 where rewards have one unit
     */
    public double scale() {
        return scale;
    }

    /**
     * The same in the state that was not reached.
     *
     * @return the factor, positive
     */
    public double otherScale() {
        return otherScale;
    }

    /**
     * Sets which actions lead where, and in which units later rewards are. For environments.
     *
     * @param newSplit the first action that leads to another state than action 0
     * @param newScale the factor of later rewards in the state that was reached
     * @param newOtherScale the factor of later rewards in the other
     */
    public void setOther(int newSplit, double newScale, double newOtherScale) {
        this.split = newSplit;
        this.scale = newScale;
        this.otherScale = newOtherScale;
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
