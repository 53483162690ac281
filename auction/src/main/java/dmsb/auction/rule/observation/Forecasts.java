package dmsb.auction.rule.observation;

import dmsb.auction.round.Announcement;

/**
 * Entries at the end of an observation: what a fitted filter expects of the round that is announced. With room that is reused;
 * for one thread at a time.
 */
public interface Forecasts {
    /** No forecasts: no entries, no level, and the UAV's value is taken for what it is. Safe for use by many threads. */
    Forecasts NONE = new Forecasts() {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public void write(Announcement announcement, double lastHighest, float[] observation, int from) {}

        @Override
        public double level() {
            return 0.0;
        }

        @Override
        public double uavOptimism() {
            return 1.0;
        }
    };

    /**
     * How many past rounds are observed beside the forecasts.
     *
     * @param history the number of rounds that an announcement remembers, H
     * @return all of them, or fewer where the forecasts tell what is older
     */
    default int observedRounds(int history) {
        return history;
    }

    /**
     * The number of entries.
     *
     * @return how many floats are written
     */
    int size();

    /**
     * Writes the forecasts of a round.
     *
     * @param announcement what is known before the bids. Not modified.
     * @param lastHighest the last round's highest bid as the observation shows it, 0 without a past round
     * @param observation the observation; the entries from {@code from} on are set, those before are read. Modified.
     * @param from where the forecasts begin
     */
    void write(Announcement announcement, double lastHighest, float[] observation, int from);

    /**
     * What amounts of the last forecast are to be measured by: the largest surplus that was expected of an action.
     *
     * @return the level in the unit of bids, positive; 0 if nothing is known to forecast from
     */
    double level();

    /**
     * By which factor the UAV's value is taken for more than it is, because it is seen only where the UAV serves.
     *
     * @return the factor of the last forecast, at least 1
     */
    double uavOptimism();
}
