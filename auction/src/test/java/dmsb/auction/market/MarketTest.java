package dmsb.auction.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarketTest {
    private static final SeedTree EPISODE = SeedTree.of(42);

    @Test
    void refusesSlotsBeforeAnEpisode() {
        Market market = new Market(Scenario.preset("paper"));
        assertThrows(IllegalStateException.class, market::advance);
    }

    @ParameterizedTest
    @MethodSource("dmsb.auction.market.PresetsOfOneTask#names")
    void episodeIsAFunctionOfItsSeed(String preset) {
        Market market = new Market(Scenario.preset(preset));
        double[] first = trace(market, EPISODE);
        trace(market, SeedTree.of(1));
        assertArrayEquals(first, trace(market, EPISODE));
    }

    @ParameterizedTest
    @MethodSource("dmsb.auction.market.PresetsOfOneTask#names")
    void everythingStaysInItsRange(String preset) {
        Scenario scenario = Scenario.preset(preset);
        Market market = new Market(scenario);
        double[] conditions = new double[ConditionLayout.count(scenario.groundStations())];
        market.reset(EPISODE);
        for (int t = 0; t < 200; t++) {
            assertTrue(market.taskBits() >= 160e6 && market.taskBits() <= 320e6);
            market.conditions(conditions);
            for (double condition : conditions) {
                assertTrue(condition >= 0.0 && condition <= 1.0);
            }
            for (int n = 0; n <= market.groundStations(); n++) {
                ProviderState state = market.provider(n);
                Range hitRates = n == 0 ? scenario.uavHitRate() : scenario.groundHitRate();
                assertTrue(state.hitRate() >= hitRates.low() && state.hitRate() <= hitRates.high());
                if (TownSettings.isTown(scenario)) { // no range, but never nothing and never an amplifier
                    assertTrue(state.gain() > 0.0 && state.gain() < 1.0);
                } else {
                    assertTrue(state.gain() >= 0.00316 && state.gain() <= 0.01 + 1e-12);
                }
                assertTrue(market.latency(n) > 0.0 && market.latency(n) < Double.MAX_VALUE);
                assertTrue(market.value(n) > 0.0 && market.value(n) < Double.MAX_VALUE);
                assertTrue(market.accuracy(n) >= 0.0 && market.accuracy(n) <= 1.0);
            }
            market.serve(t % scenario.providers());
            market.advance();
        }
    }

    @Test
    void estimateIsTheOldValueTimesNoise() {
        Scenario silent = Scenario.standard().with(Scenario.UAV_LAG, 4).with(Scenario.UAV_NOISE, 0.0);
        Market market = new Market(silent);
        market.reset(EPISODE);
        double[] values = new double[20];
        for (int t = 0; t < values.length; t++) {
            values[t] = market.value(0);
            if (t >= 4) {
                assertEquals(values[t - 4], market.estimate());
            }
            market.advance();
        }
    }

    @Test
    void noiseMovesTheEstimateAlone() {
        Market quiet = new Market(Scenario.standard().with(Scenario.UAV_NOISE, 0.1));
        Market noisy = new Market(Scenario.standard().with(Scenario.UAV_NOISE, 0.2));
        quiet.reset(EPISODE);
        noisy.reset(EPISODE);
        for (int t = 0; t < 20; t++) {
            for (int n = 0; n <= 3; n++) {
                assertEquals(quiet.value(n), noisy.value(n));
            }
            assertNotEquals(quiet.estimate(), noisy.estimate());
            quiet.advance();
            noisy.advance();
        }
    }

    @Test
    void anotherGroundStationMovesNoneOfTheOthers() {
        Market three = new Market(Scenario.standard().with(Scenario.GROUND_STATIONS, 3));
        Market nine = new Market(Scenario.standard().with(Scenario.GROUND_STATIONS, 9));
        three.reset(EPISODE);
        nine.reset(EPISODE);
        for (int t = 0; t < 20; t++) {
            assertEquals(three.estimate(), nine.estimate());
            for (int n = 0; n <= 3; n++) {
                assertEquals(three.value(n), nine.value(n));
            }
            three.advance();
            nine.advance();
        }
    }

    @Test
    void sharedSpectrumIsOnePoolInEqualParts() {
        Market market = new Market(Scenario.preset("shared-spectrum"));
        market.reset(EPISODE);
        ProviderState uav = market.provider(0);
        assertTrue(uav.uplinkHz() >= 20e6 / 4 && uav.uplinkHz() <= 60e6 / 4);
        for (int n = 1; n <= 3; n++) {
            assertEquals(uav.uplinkHz(), market.provider(n).uplinkHz());
            assertEquals(uav.downlinkHz(), market.provider(n).downlinkHz());
        }
    }

    @Test
    void winnersBacklogGrowsByTheTaskAndIsWorkedOff() {
        Market market = new Market(Scenario.preset("load"));
        market.reset(EPISODE);
        double rate = 0.0;
        double backlog = 0.0;
        for (int t = 0; t < 50; t++) {
            ProviderState state = market.provider(2);
            rate = Latency.serviceRate(0.5, state.gpuBitPerSecond(), state.cpuBitPerSecond());
            assertEquals(backlog, state.backlogBits());
            assertEquals(backlog / rate, state.waitSeconds());
            assertEquals(0.0, market.provider(1).backlogBits());
            market.serve(2);
            backlog = Math.max(0.0, backlog + market.taskBits() - rate * 0.25);
            market.advance();
        }
        assertTrue(market.latency(2) > market.provider(2).waitSeconds());
    }

    @Test
    void winnersDoNotMatterWhereSlotsHaveNoLength() {
        Market served = new Market(Scenario.preset("paper"));
        Market idle = new Market(Scenario.preset("paper"));
        served.reset(EPISODE);
        idle.reset(EPISODE);
        for (int t = 0; t < 20; t++) {
            served.serve(1);
            served.advance();
            idle.advance();
            assertEquals(idle.value(1), served.value(1));
        }
    }

    @Test
    void conditionsListGroundStationsInAnOrderOfTheirOwn() {
        Market market = new Market(Scenario.standard().with(Scenario.GROUND_STATIONS, 9));
        market.reset(EPISODE);
        double[] conditions = new double[ConditionLayout.count(9)];
        market.conditions(conditions);
        for (int row = 2; row <= 9; row++) {
            assertTrue(conditions[2 + 5 * row] >= conditions[2 + 5 * (row - 1)]);
        }
    }

    private static double[] trace(Market market, SeedTree episode) {
        double[] trace = new double[30 * 3];
        market.reset(episode);
        for (int t = 0; t < 30; t++) {
            trace[3 * t] = market.value(1);
            trace[3 * t + 1] = market.estimate();
            trace[3 * t + 2] = market.latency(0);
            market.serve(t % 2);
            market.advance();
        }
        return trace;
    }
}
