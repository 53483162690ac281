package dmsb.auction.round;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dmsb.auction.market.ConditionLayout;
import dmsb.auction.market.Market;
import dmsb.auction.market.ProviderState;
import dmsb.auction.market.Range;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MarketConditionsTest {
    private final Scenario scenario = Scenario.preset("paper");

    @Test
    void whatIsMeasuredOnTheSimulatorIsWhatTheSimulatorAnnounces() {
        Market market = new Market(scenario);
        for (int seed = 0; seed < 20; seed++) {
            market.reset(SeedTree.of(seed));
            MarketConditions conditions = new MarketConditions(scenario);
            conditions.taskMB(market.taskBits() / 8e6).userPowerDbm(dbm(market.userPowerWatts()));
            ProviderState uav = market.provider(0);
            conditions.uav(
                    uav.uplinkHz() / 1e6,
                    uav.downlinkHz() / 1e6,
                    uav.gpuBitPerSecond() / 1e9,
                    uav.cpuBitPerSecond() / 1e9,
                    dbm(uav.powerWatts()));
            for (int n = 1; n <= 3; n++) {
                ProviderState station = market.provider(n);
                conditions.station(
                        n,
                        station.uplinkHz() / 1e6,
                        station.downlinkHz() / 1e6,
                        station.gpuBitPerSecond() / 1e9,
                        station.cpuBitPerSecond() / 1e9,
                        dbm(station.powerWatts()));
            }
            Announcement announcement = PastRounds.announcement(3, ConditionLayout.count(3), 3);
            conditions.announce(announcement);
            double[] expected = new double[ConditionLayout.count(3)];
            market.conditions(expected);
            // Conversions to SI units and back: a few roundings of numbers up to 60 in ranges of width 1 to 40.
            assertArrayEquals(expected, announcement.conditions(), 1e-12);
        }
    }

    private static double dbm(double watts) {
        return 10 * StrictMath.log10(watts * 1000);
    }

    @Test
    void whatIsNotSetStandsInTheMiddleAndWhatIsOutsideAtTheEnd() {
        MarketConditions conditions = new MarketConditions(scenario);
        Announcement announcement = PastRounds.announcement(3, ConditionLayout.count(3), 3);
        conditions.announce(announcement);
        double[] expected = new double[22];
        Arrays.fill(expected, 0.5);
        assertArrayEquals(expected, announcement.conditions());
        assertEquals(0, conditions.outside());
        conditions.taskMB(100).station(2, 1, 40, 1.5, 1.5, 99);
        conditions.announce(announcement);
        expected[0] = 1;
        expected[7] = 0; // the lexicographically first station
        expected[11] = 1;
        assertArrayEquals(expected, announcement.conditions());
        assertEquals(3, conditions.outside());
        conditions.taskMB(30);
        assertEquals(2, conditions.outside());
    }

    @Test
    void whatIsNoConditionIsRefusedByName() {
        MarketConditions conditions = new MarketConditions(scenario);
        assertEquals("taskMB: expected a finite number, got NaN", refusal(() -> conditions.taskMB(Double.NaN)));
        assertEquals(
                "gpuGbps: expected a finite number, got Infinity",
                refusal(() -> conditions.uav(40, 40, Double.POSITIVE_INFINITY, 1, 30)));
        assertEquals(
                "n: expected a whole number from 1 to 3, got 0",
                refusal(() -> conditions.station(0, 40, 40, 1, 1, 30)));
        assertEquals(
                "conditions: expected 22 elements, got 0",
                refusal(() -> conditions.announce(PastRounds.announcement(3, 0, 3))));
    }

    private static String refusal(Runnable use) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, use::run).getMessage());
    }

    @Test
    void everySetterReturnsTheConditions() {
        MarketConditions conditions = new MarketConditions(scenario);
        assertSame(conditions, conditions.taskMB(30));
        assertSame(conditions, conditions.userPowerDbm(10));
        assertSame(conditions, conditions.uav(40, 40, 1, 1, 30));
        assertSame(conditions, conditions.station(1, 40, 40, 1, 1, 30));
    }

    @Test
    void theEndsOfARangeAreInsideAndEveryNumberBeyondThemIsCounted() {
        Range[] ranges = ConditionLayout.ranges(scenario);
        MarketConditions conditions = new MarketConditions(scenario);
        Range power = ranges[ConditionLayout.USER_POWER];
        for (double inside : new double[] {power.low(), power.high()}) {
            assertEquals(0, conditions.userPowerDbm(inside).outside());
        }
        for (double beyond : new double[] {Math.nextDown(power.low()), Math.nextUp(power.high())}) {
            assertEquals(1, conditions.userPowerDbm(beyond).outside());
        }
        assertEquals(2, conditions.taskMB(1e6).outside());
    }
}
