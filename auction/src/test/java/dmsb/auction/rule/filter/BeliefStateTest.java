package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.Round;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is believed after some rounds, beside the law of the whole path given all that was seen. */
class BeliefStateTest {
    private static final int PAST = Belief.PAST;
    private static final Scenario TWO =
            Scenario.standard().with(Scenario.GROUND_STATIONS, 2).with(Scenario.HISTORY, 20);
    private static final int WIDTH = 4;
    private static final Moments MOMENTS = PathLaw.moments(TWO);
    private static final Belief BELIEF = new Belief(TWO, MOMENTS);

    /** The oracle solves some 30 normal equations at once, which costs a few digits. */
    private static final double TOLERANCE = 1e-9;

    private final RandomStream random = SeedTree.of(7).stream();

    private double amount() {
        return 50 * StrictMath.exp(0.4 * random.nextGaussian());
    }

    /** A round that the UAV served and whose value is seen, or that a station won. */
    private Round round(boolean seen) {
        Round round = PastRounds.open(amount(), amount(), amount());
        round.award(seen ? 0 : round.leader(), 0);
        if (seen) {
            round.reveal(amount());
        }
        return round;
    }

    private List<Round> rounds(boolean... seen) {
        List<Round> rounds = new ArrayList<>();
        for (boolean is : seen) {
            rounds.add(round(is));
        }
        return rounds;
    }

    private static double[] logs(Round round) {
        return new double[] {
            StrictMath.log(round.highest()),
            StrictMath.log(round.second()),
            StrictMath.log(round.estimate()),
            StrictMath.log(round.uavValue()) // NaN where it is not seen
        };
    }

    /** What the path's law says of the last rounds' values and of the round to come. */
    private static PathLaw.Law expected(List<Round> rounds) {
        double[][] first = new double[PAST][];
        boolean[] seen = new boolean[PAST];
        for (int t = 0; t < PAST; t++) {
            first[t] = logs(rounds.get(t));
            seen[t] = rounds.get(t).uavServes();
        }
        int later = rounds.size() - PAST;
        PathLaw path = new PathLaw(MOMENTS, first, seen, later + 1);
        List<Integer> known = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int t = PAST; t < rounds.size(); t++) {
            double[] logs = logs(rounds.get(t));
            for (int j = 0; j < WIDTH; j++) {
                if (!Double.isNaN(logs[j])) {
                    known.add(path.place(t, j));
                    values.add(logs[j]);
                }
            }
        }
        int[] wanted = new int[PAST + WIDTH];
        for (int i = 0; i < PAST + WIDTH; i++) {
            wanted[i] = i < PAST ? path.value(later + i) : path.place(rounds.size(), i - PAST);
        }
        return path.law(
                wanted,
                known.stream().mapToInt(i -> i).toArray(),
                values.stream().mapToDouble(v -> v).toArray());
    }

    private static Gaussian predicted(BeliefState state) {
        Gaussian predicted = BeliefState.room(BELIEF);
        state.predict(predicted);
        return predicted;
    }

    private static void assertBelieved(PathLaw.Law expected, BeliefState state) {
        Gaussian predicted = predicted(state);
        assertArrayEquals(expected.mean(), predicted.mean(), TOLERANCE);
        for (int i = 0; i < predicted.size(); i++) {
            assertArrayEquals(expected.covariance()[i], predicted.covariance()[i], TOLERANCE, "row " + i);
        }
    }

    private static void assertSame(BeliefState expected, BeliefState state) {
        assertArrayEquals(predicted(expected).mean(), predicted(state).mean());
        for (int i = 0; i < predicted(state).size(); i++) {
            assertArrayEquals(
                    predicted(expected).covariance()[i], predicted(state).covariance()[i]);
        }
        assertArrayEquals(expected.logs(), state.logs());
    }

    private static BeliefState after(List<Round> rounds) {
        BeliefState state = new BeliefState(BELIEF);
        rounds.forEach(state::observe);
        return state;
    }

    @Test
    void whatIsBelievedIsTheLawOfTheWholePathGivenAllThatWasSeen() {
        boolean[][] firsts = {
            {false, true, false, false, true, false},
            {true, true, true, true, true, true},
            {false, false, false, false, false, false}
        };
        for (boolean[] first : firsts) {
            List<Round> rounds = rounds(first);
            BeliefState state = after(rounds);
            assertBelieved(expected(rounds), state);
            int more = first == firsts[0] ? PAST + 1 : 2; // until the first rounds are past
            for (int t = 0; t < more; t++) {
                Round round = round(t == 1 || t == 5);
                rounds.add(round);
                state.observe(round);
                assertEquals(StrictMath.log(round.highest()), state.unit());
                assertBelieved(expected(rounds), state);
            }
        }
    }

    @Test
    void thereIsNoBeliefBeforeSixRoundsAndNoneAfterAllIsForgotten() {
        BeliefState state = new BeliefState(BELIEF);
        for (int t = 0; t < PAST; t++) {
            assertFalse(state.knowsEnough(), "after " + t);
            state.observe(round(t == 2));
        }
        assertTrue(state.knowsEnough());
        state.clear();
        assertFalse(state.knowsEnough());
        List<Round> rounds = rounds(true, false, false, true, false, false);
        rounds.forEach(state::observe);
        assertSame(after(rounds), state);
    }

    @Test
    void aRoundWithoutABidTellsNothing() {
        List<Round> rounds = rounds(true, false, false, true, false, false, true);
        Round none = PastRounds.open(20, 0, 0);
        none.award(0, 0);
        none.reveal(30);
        BeliefState state = new BeliefState(BELIEF);
        for (Round round : rounds) {
            state.observe(none);
            state.observe(round);
        }
        state.observe(none);
        assertSame(after(rounds), state);
    }

    /** Values that are told although a station served are not the UAV's own looks; the rules do not read them. */
    @Test
    void aValueIsSeenOnlyWhereTheUavServed() {
        List<Round> rounds = rounds(true, false, false, true, false, false, false);
        BeliefState expected = after(rounds);
        for (Round round : rounds) {
            if (!round.uavServes()) {
                round.reveal(1e6);
            }
        }
        assertSame(expected, after(rounds));
    }

    @Test
    void aStateThatIsSetToAnotherBelievesTheSameAndGoesOnByItself() {
        BeliefState state = after(rounds(true, false, false, true, false, true, false));
        BeliefState copy = new BeliefState(BELIEF);
        copy.set(state);
        assertTrue(copy.knowsEnough());
        assertSame(state, copy);
        Round round = round(false);
        copy.observe(round);
        assertFalse(state.unit() == copy.unit());
        state.observe(round);
        assertSame(state, copy);
    }

    /** Rounds that are read from a history, with one that has no bid among them, less the log of one's highest bid. */
    @Test
    void aHistoryTellsTheSameAsItsRoundsOneAfterTheOther() {
        for (int unitAge : new int[] {0, 3}) {
            BidHistory history = PastRounds.history(2, 20);
            BeliefState expected = new BeliefState(BELIEF);
            List<Double> tops = new ArrayList<>();
            for (int t = 0; t < 11; t++) {
                double uavValue = t % 3 == 0 ? amount() : Double.NaN;
                double estimate = amount();
                double[] bids = t == 4 ? new double[2] : new double[] {amount(), amount()};
                Round round = PastRounds.open(estimate, bids);
                if (Double.isNaN(uavValue)) {
                    round.award(1, 0);
                    PastRounds.ground(history, estimate, bids);
                } else {
                    round.award(0, 0);
                    round.reveal(uavValue);
                    PastRounds.uav(history, estimate, uavValue, bids);
                }
                expected.observe(round);
                tops.add(0, StrictMath.log(round.highest()));
            }
            BeliefState state = new BeliefState(BELIEF);
            state.observe(round(true)); // is forgotten
            state.set(history, unitAge);
            double unit = tops.get(unitAge);
            assertEquals(tops.get(0) - unit, state.unit(), 1e-14);
            double[] logs = expected.logs().clone();
            for (int i = 0; i < logs.length; i++) {
                logs[i] -= unit;
            }
            assertArrayEquals(logs, state.logs(), TOLERANCE);
            for (int i = 0; i < PAST + WIDTH; i++) {
                assertArrayEquals(
                        predicted(expected).covariance()[i], predicted(state).covariance()[i], TOLERANCE);
            }
        }
    }

    /** Saved in the first rounds, when what is seen still has to be known, and later. */
    @Test
    void aRestoredStateGoesOnAsTheSavedOne() {
        List<Round> rounds = rounds(true, false, false, true, false, false, true, false, false);
        for (int saved : new int[] {0, 4, 6, 8}) {
            BeliefState state = after(rounds.subList(0, saved));
            BeliefState restored = after(rounds(false, true, true, false, true, false, true));
            SavedState.of(state).restoreTo(restored);
            assertEquals(saved >= PAST, restored.knowsEnough());
            assertArrayEquals(
                    SavedState.of(state).toBytes(), SavedState.of(restored).toBytes());
            for (Round round : rounds.subList(saved, rounds.size())) {
                restored.observe(round);
            }
            assertSame(after(rounds), restored);
        }
    }
}
