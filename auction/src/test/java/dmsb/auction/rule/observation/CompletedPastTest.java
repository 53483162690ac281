package dmsb.auction.rule.observation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.ObservationMode;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Ledger;
import dmsb.auction.round.Magnitude;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundTerms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CompletedPastTest {
    private static final double NONE = Double.NaN;
    private static final Scenario SCENARIO =
            Scenario.standard().with(Scenario.GROUND_STATIONS, 2, 5).with(Scenario.HISTORY, 3);
    private static final RoundTerms TERMS = RoundTerms.of(SCENARIO);

    /** A market after rounds, the oldest first, in which everybody who has a bid was invited; then some are. */
    private static Announcement after(boolean[] invited, double[]... rounds) {
        RoundTerms terms = TERMS.withHistory(Math.max(3, rounds.length));
        Ledger ledger = new Ledger(terms);
        Announcement announcement = ledger.announcement();
        Round round = new Round(terms);
        for (double[] bids : rounds) {
            announcement.inviteFirst(5);
            announcement.declare(4, 3);
            ledger.begin(round);
            System.arraycopy(bids, 0, round.bids(), 0, 5);
            round.openWithMissing();
            round.awardBy(1);
            ledger.settle(round, NONE);
        }
        announcement.invite(invited);
        return announcement;
    }

    private static boolean[] stations(int... numbers) {
        boolean[] invited = new boolean[5];
        for (int n : numbers) {
            invited[n - 1] = true;
        }
        return invited;
    }

    private static void assertPast(Announcement announcement, int age, double... expected) {
        CompletedPast past =
                new CompletedPast(5, Math.max(3, announcement.history().size()));
        past.read(announcement, announcement.history().size());
        double[] logs = new double[4];
        double[] expectedLogs = new double[4];
        for (int rank = 0; rank < 4; rank++) {
            logs[rank] = past.logSignificand(age, rank) + past.exponent(age, rank);
            expectedLogs[rank] = Magnitude.logSignificand(expected[rank]) + Magnitude.exponent(expected[rank]);
        }
        assertArrayEquals(expectedLogs, logs);
        assertEquals(expected[0], past.highest(age));
    }

    @Test
    void whereAllBidTheHighestAreRead() {
        Announcement all = after(stations(1, 2, 3, 4, 5), new double[] {1, 5, 3, 2, 4});
        assertPast(all, 0, 5, 4, 3, 2);
    }

    @Test
    void aSilentStationCountsWithItsNearestBidTheLaterOfTwo() {
        Announcement announcement = after(
                stations(1, 2, 3, 4, 5), new double[] {1, 2, 3, 4, 50}, new double[] {1, 2, 3, 4, NONE}, new double[] {
                    1, 2, 3, 4, 60
                });
        assertPast(announcement, 1, 60, 4, 3, 2);
        Announcement untilNow =
                after(stations(1, 2, 3, 4, 5), new double[] {1, 2, 3, 4, 50}, new double[] {1, 2, 3, 4, NONE});
        assertPast(untilNow, 0, 50, 4, 3, 2);
    }

    @Test
    void aStationThatIsNewCountsWithTheMiddleBidOfTheOthers() {
        Announcement announcement = after(stations(1, 2, 3, 5), new double[] {9, 8, 1, 7, NONE});
        assertPast(announcement, 0, 9, 8, 8, 1);
    }

    @Test
    void aStationThatHasLeftDoesNotCount() {
        Announcement announcement = after(stations(1, 3, 4), new double[] {9, 80, 1, 7, 60});
        assertPast(announcement, 0, 9, 7, 1, 1);
        assertPast(after(stations(1, 2), new double[] {NONE, NONE, 5, 6, 7}), 0, 7, 6, 5, 5);
        assertPast(after(stations(1, 2), new double[] {NONE, NONE, NONE, NONE, NONE}), 0, 0, 0, 0, 0);
    }

    /** The rule of the class comment, word by word: for each round and station a search outwards from the round. */
    private static double[] byDefinition(Announcement announcement, int age) {
        BidHistory past = announcement.history();
        List<Double> bids = new ArrayList<>();
        for (int n = 1; n <= 5; n++) {
            for (int distance = 0; announcement.isInvited(n) && distance < past.size(); distance++) {
                int later = age - distance;
                int earlier = age + distance;
                boolean has = later >= 0 && past.hasBidOf(later, n);
                if (has || (earlier < past.size() && past.hasBidOf(earlier, n))) {
                    bids.add(past.bidOf(has ? later : earlier, n));
                    break;
                }
            }
        }
        if (bids.isEmpty()) {
            IntStream.rangeClosed(1, 5).filter(n -> past.hasBidOf(age, n)).forEach(n -> bids.add(past.bidOf(age, n)));
        }
        Collections.sort(bids);
        double middle = bids.isEmpty() ? 0 : bids.get(bids.size() / 2);
        while (!bids.isEmpty() && bids.size() < announcement.stations()) {
            bids.add(middle);
        }
        bids.sort(Collections.reverseOrder());
        return IntStream.range(0, 4)
                .mapToDouble(rank -> bids.isEmpty() ? 0 : bids.get(Math.min(rank, bids.size() - 1)))
                .toArray();
    }

    @Property
    void everyStationCountsByItsNearestBidInHistoriesWithGaps(@ForAll Random random) {
        double[][] rounds = new double[1 + random.nextInt(8)][5];
        int gaps = 2 + random.nextInt(3);
        for (double[] bids : rounds) {
            Arrays.setAll(bids, n -> random.nextInt(gaps) == 0 ? 1 + random.nextInt(50) : NONE);
        }
        boolean[] invited = new boolean[5];
        int two = random.nextInt(5);
        for (int n = 0; n < 5; n++) {
            invited[n] = n == two || n == (two + 1) % 5 || random.nextBoolean();
        }
        Announcement announcement = after(invited, rounds);
        for (int age = 0; age < rounds.length; age++) {
            assertPast(announcement, age, byDefinition(announcement, age));
        }
    }

    private static float[] observed(Announcement announcement) {
        ObservationEncoder encoder = new ObservationEncoder(SCENARIO);
        float[] observation = new float[encoder.size()];
        encoder.encode(announcement, observation);
        return observation;
    }

    @Test
    void theObservationHasOneLengthAndSaysHowManyAreInvited() {
        float[] three = observed(after(stations(1, 3, 4), new double[] {9, 80, 1, 7, 60}));
        float[] five = observed(after(stations(1, 2, 3, 4, 5), new double[] {9, 80, 1, 7, 60}));
        assertEquals(7 + 3 + 2 + 3 * (4 + 3), three.length);
        assertEquals(three.length, five.length);
        assertArrayEquals(new float[] {1, 0, 0}, Arrays.copyOfRange(three, 7, 10));
        assertArrayEquals(new float[] {1, 1, 1}, Arrays.copyOfRange(five, 7, 10));
        assertFalse(Arrays.equals(three, five));
    }

    @Test
    void namesDoNotMatterAndAFactorOfTwoChangesNoBit() {
        float[] one = observed(
                after(stations(1, 2, 4), new double[] {3, NONE, NONE, 2, 7}, new double[] {3.5, NONE, 6, 2.5, NONE}));
        float[] other = observed(
                after(stations(3, 5, 2), new double[] {7, 2, NONE, NONE, 3}, new double[] {NONE, 2.5, NONE, 6, 3.5}));
        assertArrayEquals(one, other);
        Announcement doubled =
                after(stations(1, 2, 4), new double[] {6, NONE, NONE, 4, 14}, new double[] {7, NONE, 12, 5, NONE});
        float[] twice = observed(doubled);
        int bids = new ObservationEncoder(SCENARIO).bidIndex(0, 0);
        assertArrayEquals(Arrays.copyOfRange(one, bids, bids + 4), Arrays.copyOfRange(twice, bids, bids + 4));
    }

    /** The bids of the round are read to the same depth, and one that is missing as a bid of 0. */
    @Test
    void withCurrentBidsTheHighestOfTheRoundFollow() {
        ObservationEncoder encoder =
                new ObservationEncoder(SCENARIO.with(Scenario.OBSERVATION, ObservationMode.CURRENT_BIDS));
        Announcement announcement = after(stations(1, 2), new double[] {4, 4, 4, 4, 4});
        float[] observation = new float[encoder.size()];
        encoder.encode(announcement, new double[] {4, 4, 0, 0, 0}, observation);
        assertArrayEquals(
                new float[] {0, 0, -4, -4}, Arrays.copyOfRange(observation, encoder.size() - 4, encoder.size()));
    }

    @Test
    void marketsOfFewerPlacesAreReadAndThoseOutsideTheRangeRefused() {
        Scenario three = SCENARIO.with(Scenario.GROUND_STATIONS, 3);
        Ledger ledger = new Ledger(RoundTerms.of(three));
        assertEquals(new ObservationEncoder(SCENARIO).size(), observed(ledger.announcement()).length);
        Announcement six = new Ledger(RoundTerms.of(SCENARIO.with(Scenario.GROUND_STATIONS, 6))).announcement();
        assertEquals(ConditionLayout.count(6), six.conditions().length);
        assertEquals(
                "groundStations: expected from 2 to 5, got 6 in 6 places",
                assertThrows(IllegalArgumentException.class, () -> observed(six))
                        .getMessage());
    }
}
