package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.OthersPast;
import dmsb.auction.round.OthersPastWithReveals;
import dmsb.auction.round.PastRounds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OthersFeaturesTest {
    private static Scenario scenario(int stations, int history) {
        return Scenario.standard().with(Scenario.GROUND_STATIONS, stations).with(Scenario.HISTORY, history);
    }

    /** Six rounds, fewer where the history is shorter or their bids, estimates and values do not fit into 62 features. */
    @ParameterizedTest
    @CsvSource({"3,4,4,4", "3,20,6,4", "11,20,5,12", "30,20,5,12", "9,20,6,10", "1,20,6,2"})
    void asManyRoundsAreReadAsThereAreAndFit(int stations, int history, int rounds, int width) {
        OthersFeatures layout = new OthersFeatures(scenario(stations, history));
        assertEquals(rounds, layout.rounds());
        assertEquals(rounds * width, layout.size());
        assertEquals(width - 2, layout.rankCount());
        boolean[] bids = new boolean[layout.size()];
        for (int age = 0; age < rounds; age++) {
            for (int rank = 0; rank < width - 2; rank++) {
                bids[layout.bidIndex(age, rank)] = true;
            }
        }
        for (int i = 0; i < bids.length; i++) {
            assertEquals(i % width < width - 2, bids[i]);
            assertEquals(bids[i], layout.isBid(i), "feature " + i);
        }
    }

    @Test
    void marketsOfSeveralNumbersOfStationsAreRefused() {
        Scenario varying = Scenario.standard().with(Scenario.GROUND_STATIONS, new Stations(2, 4));
        assertThrows(IllegalArgumentException.class, () -> new OthersFeatures(varying));
    }

    @Test
    void featuresAreLogsInUnitsOfTheComingEstimateAndAnAmountOfNothingIsMissing() {
        Announcement announcement = PastRounds.announcement(3, 0, 3);
        PastRounds.uav(announcement.history(), 64, 16, 4, 999, 0);
        PastRounds.uav(announcement.history(), 0, 2, 8, 999, 32);
        announcement.declare(2, 0);
        OthersPast past = new OthersPastWithReveals(announcement, 2);
        double[] features = new double[12];
        Arrays.fill(features, 7);
        // Bits from the newest round on: two bids, no estimate, a value; one bid, an estimate, a value; no third round.
        assertEquals(0b0000_1101_1011, new OthersFeatures(scenario(3, 3)).read(past, features));
        double[] powers = {4, 2, Double.NaN, 0, 1, Double.NaN, 5, 3};
        double[] expected = new double[12];
        for (int i = 0; i < 12; i++) {
            boolean written = i < powers.length && !Double.isNaN(powers[i]);
            expected[i] = written ? powers[i] * StrictMath.log(2) : 7;
        }
        assertArrayEquals(expected, features, 1e-12);
    }

    @Test
    void whatIsOlderThanTheRoundsThatAreReadIsNotRead() {
        Announcement announcement = PastRounds.announcement(3, 0, 8);
        for (int round = 1; round <= 8; round++) {
            PastRounds.uav(announcement.history(), round, 1, 1, 1, 1);
        }
        announcement.declare(1, 0);
        OthersFeatures layout = new OthersFeatures(scenario(3, 8));
        double[] features = new double[6 * 4];
        assertEquals((1L << 24) - 1, layout.read(new OthersPastWithReveals(announcement, 1), features));
        assertEquals(StrictMath.log(3), features[5 * 4 + 2], "the oldest of six of eight");
    }
}
