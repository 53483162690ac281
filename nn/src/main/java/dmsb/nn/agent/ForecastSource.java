package dmsb.nn.agent;

/** What is fitted before a training, and makes forecasts that the learner observes. */
public enum ForecastSource {
    /** Nothing: the learner observes what is announced, and no forecasts. */
    NONE,
    /** A linear filter, which reads the last rounds; in the modes of the others' past the filter of it. */
    FILTER,
    /**
     * A linear-Gaussian belief that remembers all rounds of the history, and what a look at the UAV's value is worth for the
     * next decision. Of the past rounds the learner observes the last few, as the belief tells what is older.
     */
    BELIEF
}
