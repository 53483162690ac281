package dmsb.auction.online;

import dmsb.auction.round.Announcement;
import dmsb.auction.rule.observation.ObservationEncoder;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;

/**
 * What a model observed of a round when rho was fixed, with the measures of its rewards.
 *
 * @param observation the observation. Not modified.
 * @param level the forecast surplus that rewards are divided by; 0 if there is no forecast
 * @param uavOptimism the factor by which the UAV's value counts for more than it is, at least 1
 * @param enough whether the past was long enough to observe: before that there is nothing to learn from
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Seen(float[] observation, double level, double uavOptimism, boolean enough) {
    static Seen of(Announcement announcement, ObservationEncoder encoder) {
        float[] observation = new float[encoder.size()];
        encoder.encode(announcement, observation);
        return new Seen(observation, encoder.level(), encoder.uavOptimism(), encoder.isEnough());
    }

    static Seen restored(StateReader state, int observationSize) {
        return new Seen(
                state.floats("observation", observationSize),
                state.number("level"),
                state.number("uavOptimism"),
                state.wholeNumber("enough", 0, 1) == 1);
    }

    void save(StateWriter state) {
        state.put("observation", observation);
        state.put("level", level);
        state.put("uavOptimism", uavOptimism);
        state.put("enough", enough ? 1L : 0L);
    }
}
