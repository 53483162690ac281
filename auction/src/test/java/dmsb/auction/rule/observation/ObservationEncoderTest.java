package dmsb.auction.rule.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.PastRounds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Observations that can be computed by hand: two bidders, three rounds of history. */
class ObservationEncoderTest {
    private static final int CONDITIONS = ConditionLayout.count(2);
    private static final double LN_2 = StrictMath.log(2);

    private final Scenario past =
            Scenario.preset("paper").with(Scenario.GROUND_STATIONS, 2).with(Scenario.HISTORY, 3);
    private final Scenario current = past.with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS);

    private static Announcement announcement(int conditions, int groundStations, int rounds) {
        return PastRounds.announcement(groundStations, conditions, rounds);
    }

    @Test
    void amountsEnterAsLogsRelativeToTheMeanLogOfThePastBids() {
        Announcement announcement = announcement(CONDITIONS, 2, 3);
        PastRounds.uav(announcement.history(), 4, 16, 2, 8);
        announcement.declare(1, 32);
        ObservationEncoder encoder = new ObservationEncoder(past);
        float[] observed = new float[encoder.size()];
        Arrays.fill(observed, Float.NaN);
        encoder.encode(announcement, observed);

        // The mean log of 2 and 8 is ln 4: estimate 1 and contract 32, then bids 8 and 2, estimate 4, the UAV, surplus
        // 16.
        double[] expected = {-2, 3, 1, -1, 0, 1 / LN_2, 2};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i] * LN_2, observed[CONDITIONS + i], 1e-6, "entry " + i);
        }
        for (int i = CONDITIONS + expected.length; i < observed.length; i++) {
            assertEquals(0f, observed[i], "a round that was not played, entry " + i);
        }
        assertEquals(CONDITIONS + 2 + 3 * 5, observed.length);
    }

    @Test
    void currentBidsComeLastFromTheHighestDown() {
        Announcement announcement = announcement(CONDITIONS, 2, 3);
        PastRounds.ground(announcement.history(), 1, 1, 1);
        ObservationEncoder encoder = new ObservationEncoder(current);
        float[] observed = new float[encoder.size()];
        encoder.encode(announcement, new double[] {2, 4}, observed);
        assertEquals(CONDITIONS + 2 + 3 * 5 + 2, observed.length);
        assertEquals(2 * LN_2, observed[observed.length - 2], 1e-6);
        assertEquals(LN_2, observed[observed.length - 1], 1e-6);
    }

    @Test
    void announcementsOfAnotherShapeAreRefusedByName() {
        ObservationEncoder encoder = new ObservationEncoder(past);
        float[] observed = new float[encoder.size()];
        refused("conditions", encoder, announcement(CONDITIONS + 1, 2, 3), observed);
        refused("groundStations", encoder, announcement(CONDITIONS, 3, 3), observed);
        refused("history", encoder, announcement(CONDITIONS, 2, 4), observed);
    }

    private static void refused(String name, ObservationEncoder encoder, Announcement wrong, float[] observed) {
        Throwable error = assertThrows(IllegalArgumentException.class, () -> encoder.encode(wrong, observed));
        assertTrue(String.valueOf(error.getMessage()).startsWith(name), error.getMessage());
    }
}
