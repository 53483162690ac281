package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.Ledger;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundTerms;
import dmsb.core.checkpoint.Checkpointed;
import dmsb.core.checkpoint.SavedState;
import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fit of a filter for a range of stations, from rounds of which some numbers are rare. */
class VaryingFilterFitTest {
    private static final Scenario RANGE =
            Scenario.standard().with(Scenario.GROUND_STATIONS, 2, 4).with(Scenario.HISTORY, 2);
    private static final RoundTerms TERMS = RoundTerms.of(RANGE);

    /** A market whose rounds a fit prices and sees. */
    private static final class Market {
        private final RandomStream random;
        private final Ledger ledger = new Ledger(TERMS);
        private final Announcement announcement = ledger.announcement();
        private final Round round = new Round(TERMS);
        private final LinearFilter filter = new LinearFilter(RANGE, 2);
        private final SecondMoments[] expected = new SecondMoments[3];
        private final LinearFilterFit fit = new LinearFilterFit(RANGE, 2);

        Market(long seed) {
            random = SeedTree.of(seed).stream();
            for (int i = 0; i < expected.length; i++) {
                expected[i] = new SecondMoments(filter.size() + 3);
            }
        }

        private double amount() {
            return 3 + 4 * random.nextDouble();
        }

        void announce(int stations) {
            announcement.inviteFirst(stations);
            announcement.declare(amount(), 0);
            fit.rho(announcement);
        }

        void settle(int stations) {
            ledger.begin(round);
            for (int n = 0; n < 4; n++) {
                round.bids()[n] = n < stations ? amount() : Double.NaN;
            }
            round.openWithMissing();
            round.awardBy(Double.POSITIVE_INFINITY);
            double uavValue = amount();
            round.reveal(uavValue);
            if (filter.knowsEnough(announcement.history())) {
                double[] sample = new double[filter.size() + 3];
                filter.read(announcement, sample);
                double unit = filter.unit(announcement);
                sample[filter.size()] = StrictMath.log(round.highest() / unit);
                sample[filter.size() + 1] = StrictMath.log(round.second() / unit);
                sample[filter.size() + 2] = StrictMath.log(round.surplus() / unit);
                expected[stations - 2].add(sample);
            }
            fit.observe(round);
            ledger.settle(round, uavValue);
        }

        void play(int stations, int rounds) {
            for (int t = 0; t < rounds; t++) {
                announce(stations);
                settle(stations);
            }
        }

        byte[] model() {
            return fit.fitted().toFile().toBytes();
        }
    }

    private static byte[] model(SecondMoments two, SecondMoments three, SecondMoments four) {
        return new LinearFilterModel(RANGE, 2, 0, List.of(two.moments(), three.moments(), four.moments()), Map.of())
                .toFile()
                .toBytes();
    }

    @Test
    void aNumberWithFewRoundsBorrowsThoseOfTheNearestNumbersAndOneWithManyDoesNot() {
        Market market = new Market(1);
        market.play(2, 22);
        market.play(3, 100);
        SecondMoments[] seen = market.expected;
        assertEquals(20, seen[0].samples());
        assertTrue(seen[1].samples() >= 4L * seen[1].size() && seen[2].samples() == 0, "three stations are enough");
        assertArrayEquals(model(seen[0].with(seen[1]), seen[1], seen[2].with(seen[1])), market.model());
    }

    @Test
    void fourRoundsForEveryNumberToEstimateAreJustEnough() {
        Market market = new Market(5);
        SecondMoments[] seen = market.expected;
        int enough = 4 * seen[0].size();
        market.play(2, 2 + enough);
        market.play(4, 100);
        assertEquals(enough, seen[0].samples());
        assertArrayEquals(model(seen[0], seen[0].with(seen[2]), seen[2]), market.model());
    }

    /** A state, written by hand, of a fit that saw a round of a certain number of stations last. */
    private record State(long number) implements Checkpointed {
        @Override
        public void save(StateWriter state) {
            int size = new LinearFilter(RANGE, 2).size() + LinearFilterFit.TARGETS;
            for (int i = 0; i < 3; i++) {
                state.put("moments" + i, new SecondMoments(size));
            }
            state.put("number", number);
            state.put("sample", new double[size]);
            state.put("unit", 1.0);
            state.put("announced", 0L);
        }

        @Override
        public void restore(StateReader state) {}
    }

    /** The numbers 2, 3 and 4 are counted from 0. */
    @Test
    void aStateOfANumberOfStationsThatThereIsNotIsRefused() {
        LinearFilterFit fit = new LinearFilterFit(RANGE, 2);
        SavedState last = SavedState.of(new State(2));
        last.restoreTo(fit);
        assertArrayEquals(last.toBytes(), SavedState.of(fit).toBytes());
        SavedState beyond = SavedState.of(new State(3));
        assertThrows(IllegalArgumentException.class, () -> beyond.restoreTo(fit));
    }

    @Test
    void whereTheNearestNumberIsNotEnoughTheNextOneIsTakenToo() {
        Market market = new Market(2);
        market.play(2, 12);
        market.play(3, 12);
        market.play(4, 100);
        SecondMoments[] seen = market.expected;
        assertArrayEquals(
                model(seen[0].with(seen[1]).with(seen[2]), seen[1].with(seen[0]).with(seen[2]), seen[2]),
                market.model());
    }

    /** Saved after rho is fixed and before the round is seen, and restored into a fit that has seen something else. */
    @Test
    void aFitOfARangeThatIsRestoredLearnsTheSame() {
        Market market = new Market(3);
        market.play(2, 20);
        market.play(4, 20);
        market.announce(3);
        SavedState saved = SavedState.of(market.fit);
        Market other = new Market(3); // the same draws, and more of them
        other.play(2, 20);
        other.play(4, 20);
        other.announce(3);
        LinearFilterFit seenMore = new Market(4).fit;
        saved.restoreTo(seenMore);
        assertArrayEquals(saved.toBytes(), SavedState.of(seenMore).toBytes());
        other.fit.observe(new Round(TERMS)); // forgets its announced round
        saved.restoreTo(other.fit);
        market.settle(3);
        other.settle(3);
        market.play(3, 30);
        other.play(3, 30);
        assertArrayEquals(market.model(), other.model());
    }
}
