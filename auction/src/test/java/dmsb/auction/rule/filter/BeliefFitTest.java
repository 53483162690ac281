package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.Round;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeliefFitTest {
    private static final int ROUNDS = Belief.PAST + 1;
    private static final int WIDTH = 4;
    private static final int SIZE = ROUNDS * WIDTH;
    private static final Scenario TWO =
            Scenario.standard().with(Scenario.GROUND_STATIONS, 2).with(Scenario.HISTORY, 6);

    private final BeliefFit fit = new BeliefFit(TWO);
    private final RandomStream random = SeedTree.of(9).stream();

    private double amount() {
        return 3 + 4 * random.nextDouble();
    }

    private static Round round(double uavValue, double estimate, double first, double second) {
        Round round = PastRounds.open(estimate, first, second);
        round.awardBy(Double.POSITIVE_INFINITY);
        if (!Double.isNaN(uavValue)) {
            round.reveal(uavValue);
        }
        return round;
    }

    private Round round() {
        return round(amount(), amount(), amount(), amount());
    }

    private void play(int rounds) {
        for (int t = 0; t < rounds; t++) {
            fit.observe(round());
        }
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(TooFewRoundsException.class, fit::fitted).getMessage());
    }

    private static String refusal(int samples) {
        return "belief: expected more than 28 rounds to learn from in which the UAV's value is known, and known in the 6"
                + " rounds before, got " + samples;
    }

    private static void assertMoments(Moments expected, Moments moments) {
        assertArrayEquals(expected.means(), moments.means());
        assertArrayEquals(expected.covariances(), moments.covariances());
    }

    /** Every seven rounds in a row are a sample: their logs less that of the highest bid of the sixth. */
    @Test
    void aBeliefHasTheMomentsOfTheLogsOfConsecutiveRounds() {
        SecondMoments moments = new SecondMoments(SIZE);
        List<double[]> last = new ArrayList<>();
        for (int t = 0; t < 60; t++) {
            if (t == 20) {
                fit.reset(SeedTree.of(1).stream()); // another market begins
                last.clear();
            }
            Round round = round();
            fit.observe(round);
            last.add(new double[] {
                StrictMath.log(round.highest()),
                StrictMath.log(round.second()),
                StrictMath.log(round.estimate()),
                StrictMath.log(round.uavValue())
            });
            if (last.size() >= ROUNDS) {
                double unit = last.get(last.size() - 2)[0];
                moments.add(last.subList(last.size() - ROUNDS, last.size()).stream()
                        .flatMapToDouble(Arrays::stream)
                        .map(x -> x - unit)
                        .toArray());
            }
        }
        assertEquals(14 + 34, moments.samples());
        assertMoments(moments.moments(), fit.fitted().moments());
        assertEquals(TWO, fit.fitted().scenario());
    }

    @Test
    void itLetsTheUavServe() {
        assertEquals(Double.POSITIVE_INFINITY, fit.rho(PastRounds.announcement(2, ConditionLayout.count(2), 6)));
    }

    @Test
    void afterARoundOfWhichAnAmountHasNoLogOrIsNotKnownThereHaveToBeAsManyAgain() {
        double[][] broken = {{Double.NaN, 1, 3, 2}, {4, 1, 3, 0}, {0, 1, 3, 2}, {4, 1, 0, 0}};
        play(ROUNDS + 1);
        for (int i = 0; i < broken.length; i++) {
            assertEquals(refusal(2 + i), refusal());
            double[] b = broken[i];
            fit.observe(round(b[0], b[1], b[2], b[3]));
            play(ROUNDS - 1);
            assertEquals(refusal(2 + i), refusal());
            play(1);
        }
        assertEquals(refusal(2 + broken.length), refusal());
    }

    @Test
    void oneSampleMoreThanNumbersToEstimateIsEnough() {
        play(ROUNDS - 1 + SIZE);
        assertEquals(refusal(SIZE), refusal());
        play(1);
        assertEquals(TWO, fit.fitted().scenario());
    }

    @Test
    void aFitThatIsRestoredLearnsTheSame() {
        for (int before : new int[] {3, 6, 7, 20}) {
            BeliefFitTest saved = new BeliefFitTest();
            saved.play(before);
            BeliefFitTest restored = new BeliefFitTest();
            restored.amount(); // other amounts
            restored.play(ROUNDS + 3);
            SavedState.of(saved.fit).restoreTo(restored.fit);
            assertArrayEquals(
                    SavedState.of(saved.fit).toBytes(),
                    SavedState.of(restored.fit).toBytes());
            for (int t = 0; t < 50; t++) {
                Round round = saved.round();
                saved.fit.observe(round);
                restored.fit.observe(round);
            }
            assertMoments(saved.fit.fitted().moments(), restored.fit.fitted().moments());
        }
    }

    @Test
    void aRangeOfStationsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BeliefFit(TWO.with(Scenario.GROUND_STATIONS, 2, 4)));
    }
}
