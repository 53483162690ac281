package dmsb.auction.rule.filter;

/**
 * The round to come as a {@link BeliefState} has it, once its estimate is known: the last rounds' values with the numbers of
 * the round, the logs of the highest bid, the second and zeta v_0, and the expected surplus. Amounts are in units of the last
 * round's highest bid. Reused from round to round; for one thread.
 */
final class BeliefRound {
    private final Belief belief;
    private final Gaussian predicted;
    private final SurplusForecast surplus = new SurplusForecast(0);
    private final double[] means = new double[LinearFilterFit.TARGETS];
    private final double[][] covariance = new double[LinearFilterFit.TARGETS][LinearFilterFit.TARGETS];

    BeliefRound(Belief belief) {
        this.belief = belief;
        this.predicted = BeliefState.room(belief);
    }

    /** Becomes what a state that knows enough expects, given the log of the round's estimate in the state's units. */
    void set(BeliefState state, double logEstimate) {
        state.predict(predicted);
        predicted.condition(Belief.PAST + belief.width() - 2, logEstimate);
        belief.forecast(predicted, Belief.PAST, state.unit(), means, covariance);
        surplus.set(means, covariance);
    }

    /** The values of the last rounds, the oldest first, and the numbers of the round; not a copy. */
    Gaussian predicted() {
        return predicted;
    }

    /** The means of the logs of the highest bid, the second and zeta v_0; not a copy. */
    double[] means() {
        return means;
    }

    /** The covariances of these logs; not a copy. */
    double[][] covariance() {
        return covariance;
    }

    /** The expected surplus. */
    SurplusForecast surplus() {
        return surplus;
    }
}
