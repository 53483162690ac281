package dmsb.experiments.audit;

import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.rule.observation.ObservationEncoder;

/**
 * What a learning manipulator observes: the announcement as a learned rule does, the log of its factor, and the logs of
 * its own value and, with full information, of the others' bids by their numbers, all relative to the UAV's estimate
 * and clipped to [-4, 4].
 */
final class StationView {
    private static final double CLIP = 4.0;

    private final ObservationEncoder encoder;
    private final Information information;
    private final float[] announced;
    private final int stations;

    StationView(Scenario scenario, Information information) {
        this.encoder = new ObservationEncoder(scenario.with(Scenario.OBSERVATION, ObservationMode.PAST_BIDS));
        this.information = information;
        this.announced = new float[encoder.size()];
        this.stations = scenario.groundStations();
    }

    int size() {
        return announced.length + 4 + (information == Information.FULL ? stations - 1 : 0);
    }

    /** Writes the observation into the target, whose length is {@link #size}. */
    void write(Announcement announcement, double[] values, int station, double rho, float[] target) {
        encoder.encode(announcement, announced);
        System.arraycopy(announced, 0, target, 0, announced.length);
        int next = announced.length;
        double value = values[station - 1];
        double rival = information.rival(announcement, values, station);
        double factor = Double.isNaN(rho) ? 1.0 : rho;
        target[next++] = log(factor);
        target[next++] = log(value / announcement.estimate());
        target[next++] = log(value / rival);
        target[next++] = log(value / (factor * rival));
        if (information == Information.FULL) {
            for (int n = 1; n <= stations; n++) {
                if (n != station) {
                    target[next++] = log(values[n - 1] / announcement.estimate());
                }
            }
        }
    }

    private static float log(double ratio) {
        double log = StrictMath.log(ratio);
        return Double.isNaN(log) ? 0f : (float) Math.max(-CLIP, Math.min(CLIP, log));
    }
}
