package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.Round;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinearFilterFitTest {
    private static final Scenario TWO =
            Scenario.standard().with(Scenario.GROUND_STATIONS, 2).with(Scenario.HISTORY, 2);

    private final Announcement announcement = PastRounds.announcement(2, ConditionLayout.count(2), 2);
    private final LinearFilterFit fit = new LinearFilterFit(TWO, 2);
    private final RandomStream random = SeedTree.of(9).stream();

    /** A round that the fit prices, sees and that is past then. */
    private void play(double uavValue, double... bids) {
        fit.rho(announcement);
        Round round = PastRounds.open(announcement.estimate(), bids);
        round.awardBy(Double.POSITIVE_INFINITY);
        round.reveal(uavValue);
        fit.observe(round);
        PastRounds.uav(announcement.history(), announcement.estimate(), uavValue, bids);
    }

    private double amount() {
        return 3 + 4 * random.nextDouble();
    }

    private void playAtRandom(int rounds) {
        for (int t = 0; t < rounds; t++) {
            announcement.declare(amount(), 0);
            play(amount(), amount(), amount());
        }
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, fit::fitted).getMessage());
    }

    @Test
    void aModelHasTheMomentsOfTheFeaturesAndOfTheLogsOfWhatCame() {
        LinearFilter filter = new LinearFilter(TWO, 2);
        SecondMoments moments = new SecondMoments(12);
        for (int t = 0; t < 40; t++) {
            announcement.declare(amount(), 0);
            double[] came = {amount(), amount(), amount()};
            if (t >= 2) { // two rounds are known
                double[] sample = new double[12];
                filter.read(announcement, sample);
                double unit = announcement.history().bid(0, 0);
                sample[9] = StrictMath.log(Math.max(came[1], came[2]) / unit);
                sample[10] = StrictMath.log(Math.min(came[1], came[2]) / unit);
                sample[11] = StrictMath.log(came[0] / unit);
                moments.add(sample);
            }
            play(came[0], came[1], came[2]);
        }
        assertArrayEquals(
                new LinearFilterModel(TWO, 2, 0, List.of(moments.moments()), Map.of())
                        .toFile()
                        .toBytes(),
                fit.fitted().toFile().toBytes());
    }

    @Test
    void roundsWithAnAmountOfZeroTeachNothingBecauseItHasNoLog() {
        playAtRandom(2);
        play(3, 2, 1);
        play(3, 2, 0); // no second bid
        play(3, 2, 1);
        play(0, 2, 1); // serving was worth nothing
        play(3, 2, 1);
        play(3, 0, 0); // no bid, so no unit for the next round either
        play(3, 2, 1);
        play(3, 2, 1);
        assertEquals(
                "linear-filter: expected more than 12 rounds to learn from in which the UAV's value is known, and known in"
                        + " the 2 rounds before, got 4",
                refusal());
    }

    @Test
    void oneSampleMoreThanNumbersToEstimateIsEnough() {
        playAtRandom(2 + 12);
        assertEquals("got 12", refusal().substring(refusal().length() - 6));
        assertFalse(fit.isEnough());
        playAtRandom(1);
        assertTrue(fit.isEnough());
        assertEquals(TWO, fit.fitted().scenario());
    }

    /** Saved after rho is fixed and before the round is seen, and restored into a fit that has seen something else. */
    @Test
    void aFitThatIsRestoredLearnsTheSame() {
        playAtRandom(20);
        announcement.declare(5, 0);
        fit.rho(announcement);
        SavedState saved = SavedState.of(fit);
        LinearFilterFitTest other = new LinearFilterFitTest();
        other.amount(); // other amounts than here
        other.playAtRandom(15);
        LinearFilterFit restored = other.fit;
        for (int times = 0; times < 2; times++) {
            saved.restoreTo(restored);
            assertArrayEquals(saved.toBytes(), SavedState.of(restored).toBytes());
            Round round = PastRounds.open(5, 6, 4);
            round.awardBy(Double.POSITIVE_INFINITY);
            round.reveal(7);
            if (times == 0) {
                fit.observe(round);
            }
            restored.observe(round);
            assertArrayEquals(
                    fit.fitted().toFile().toBytes(), restored.fitted().toFile().toBytes());
        }
        restored.observe(PastRounds.open(5, 6, 4));
        assertArrayEquals(
                fit.fitted().toFile().toBytes(), restored.fitted().toFile().toBytes(), "rho was not fixed before");
    }

    /** A state, written by hand, of a fit for one number of stations, which does not say which number it was. */
    private record State() implements Checkpointed {
        @Override
        public void save(StateWriter state) {
            state.put("moments", new SecondMoments(12));
            state.put("sample", new double[12]);
            state.put("unit", 1.0);
            state.put("announced", 0L);
        }

        @Override
        public void restore(StateReader state) {}
    }

    @Test
    void aStateOfOneNumberOfStationsHoldsNoNumber() {
        SavedState saved = SavedState.of(new State());
        saved.restoreTo(fit);
        assertArrayEquals(saved.toBytes(), SavedState.of(fit).toBytes());
    }
}
