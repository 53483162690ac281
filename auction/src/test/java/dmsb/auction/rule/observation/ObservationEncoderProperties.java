package dmsb.auction.rule.observation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.PastRounds;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ObservationEncoderProperties {
    private static final int N = 4;
    private static final Scenario SCENARIO = Scenario.standard()
            .with(Scenario.GROUND_STATIONS, N)
            .with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS);

    @Property
    void commonPowerOfTwoChangesNoBit(@ForAll long seed, @ForAll @IntRange(min = -900, max = 900) int power) {
        assertArrayEquals(encode(seed, 1.0, false), encode(seed, Math.scalb(1.0, power), false));
    }

    @Property
    void commonFactorChangesNothingBeyondRounding(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 1000) int factor) {
        // Doubles are rounded to floats below 4 in magnitude: one float ulp there is 2.4e-7.
        assertArrayEquals(encode(seed, 1.0, false), encode(seed, factor, false), 4.8e-7f);
    }

    @Property
    void namesOfBiddersDoNotMatter(@ForAll long seed) {
        assertArrayEquals(encode(seed, 1.0, false), encode(seed, 1.0, true));
    }

    @Example
    void layoutIsAsDocumented() {
        Scenario scenario =
                Scenario.standard().with(Scenario.GROUND_STATIONS, 2).with(Scenario.HISTORY, 2);
        Announcement announcement = PastRounds.announcement(2, ConditionLayout.count(2), 2);
        BidHistory history = announcement.history();
        Arrays.fill(announcement.conditions(), 0.25);
        ObservationEncoder encoder = new ObservationEncoder(scenario);
        float[] observation = new float[encoder.size()];
        assertEquals(2 + 15 + 2 + 2 * 5, observation.length);
        announcement.declare(8.0, 0.0);
        encoder.encode(announcement, observation);
        assertEquals(0.25f, observation[16]);
        assertEquals(0f, observation[17], "no reference yet");
        assertEquals(-4f, observation[18], "zero is at the clip");
        assertEquals(0f, observation[19], "no round yet");
        PastRounds.uav(history, 4.0, 1e9, 2.0, 8.0);
        encoder.encode(announcement, observation);
        float ln2 = (float) StrictMath.log(2.0);
        assertArrayEquals(
                new float[] {ln2, -4f, ln2, -ln2, 0f, 1f, 4f, 0f, 0f, 0f, 0f, 0f},
                Arrays.copyOfRange(observation, 17, 29));
    }

    @Example
    void modesDoNotMix() {
        ObservationEncoder current = new ObservationEncoder(SCENARIO);
        ObservationEncoder past =
                new ObservationEncoder(SCENARIO.with(Scenario.OBSERVATION, ObservationMode.PAST_BIDS));
        Announcement announcement = PastRounds.announcement(N, ConditionLayout.count(N), SCENARIO.history());
        assertThrows(IllegalStateException.class, () -> current.encode(announcement, new float[current.size()]));
        assertThrows(
                IllegalStateException.class, () -> past.encode(announcement, new double[N], new float[past.size()]));
        assertThrows(IllegalArgumentException.class, () -> past.encode(announcement, new float[1]));
    }

    private static float[] encode(long seed, double factor, boolean reversed) {
        RandomStream random = SeedTree.of(seed).stream();
        Announcement announcement = PastRounds.announcement(N, ConditionLayout.count(N), SCENARIO.history());
        double[] bids = new double[N];
        for (int t = 0; t < 5; t++) {
            draw(random, factor, reversed, bids);
            double estimate = factor * random.nextDouble();
            boolean served = random.nextBoolean();
            double uavValue = factor * 100.0 * random.nextDouble();
            if (served) {
                PastRounds.uav(announcement.history(), estimate, uavValue, bids);
            } else {
                PastRounds.ground(announcement.history(), estimate, bids);
            }
        }
        draw(random, factor, reversed, bids);
        announcement.declare(factor * random.nextDouble(), random.nextBoolean() ? 0.0 : factor * random.nextDouble());
        ObservationEncoder encoder = new ObservationEncoder(SCENARIO);
        float[] observation = new float[encoder.size()];
        encoder.encode(announcement, bids, observation);
        return observation;
    }

    private static void draw(RandomStream random, double factor, boolean reversed, double[] bids) {
        for (int i = 0; i < N; i++) {
            double bid = random.nextInt(8) == 0 ? 0.0 : factor * (1 + random.nextDouble());
            bids[reversed ? N - 1 - i : i] = bid;
        }
    }
}
