package dmsb.auction.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.dense.Intersection;
import dmsb.auction.rule.filter.BeliefFit;
import dmsb.auction.rule.filter.OthersFilterFit;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.ModelMetadata;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StationsTest {
    private static final Scenario RANGE = Scenario.standard().with(Scenario.GROUND_STATIONS, 3, 9);
    private static final int NUMBERS = 7;

    private static String refusal(Runnable act) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }

    /** Each of 7 counts is within 4 standard errors: a false alarm with a probability below 5e-4, and the seed is fixed. */
    @Test
    void episodesDrawEveryNumberOfTheRangeEquallyOften() {
        int episodes = 7_000;
        int[] counts = new int[NUMBERS];
        for (int episode = 0; episode < episodes; episode++) {
            int drawn = RANGE.stations().draw(SeedTree.of(11).child(episode));
            assertTrue(RANGE.stations().contains(drawn));
            counts[drawn - 3]++;
        }
        double expected = (double) episodes / NUMBERS;
        double error = Math.sqrt(expected * (1 - 1.0 / NUMBERS));
        for (int count : counts) {
            assertEquals(expected, count, 4 * error, () -> Arrays.toString(counts));
        }
    }

    @Test
    void oneNumberIsDrawnFromNothing() {
        assertEquals(5, Stations.of(5).draw(SeedTree.of(1)));
        assertEquals(
                Stations.of(5),
                Scenario.standard().with(Scenario.GROUND_STATIONS, 5, 5).stations());
        assertEquals(1, Stations.of(5).count());
    }

    /** So a model of a range and one of a number can be compared on the same episodes. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 9})
    void anEpisodeOfARangeIsThatOfItsNumber(int number) {
        long seed = 0;
        while (RANGE.stations().draw(SeedTree.of(seed)) != number) {
            seed++;
        }
        Market some = new Market(RANGE);
        Market all = new Market(Scenario.standard().with(Scenario.GROUND_STATIONS, number));
        some.reset(SeedTree.of(seed));
        all.reset(SeedTree.of(seed));
        double[] someBids = new double[9];
        double[] allBids = new double[number];
        for (int t = 0; t < 20; t++) {
            assertEquals(number, some.stations());
            some.bids(someBids);
            all.bids(allBids);
            assertArrayEquals(allBids, Arrays.copyOf(someBids, number));
            for (int n = number; n < someBids.length; n++) {
                assertTrue(Double.isNaN(someBids[n]), "an empty place has no bid");
            }
            assertEquals(all.estimate(), some.estimate());
            assertEquals(all.value(0), some.value(0));
            some.advance();
            all.advance();
        }
    }

    @Test
    void aRangeStandsInAModelsFileAndOneNumberAsBefore() {
        assertEquals("[3, 9]", RANGE.toMetadata().get("scenario.groundStations"));
        assertEquals("3", Scenario.standard().toMetadata().get("scenario.groundStations"));
        Map<String, String> entries = new TreeMap<>(RANGE.toMetadata());
        entries.put(ModelMetadata.AGENT_KEY, "sac");
        assertEquals(RANGE, Scenario.read(ModelMetadata.of(ModelMetadata.file(Map.of(), entries))));
    }

    @Test
    void whatIsNoRangeIsRefused() {
        for (Object plain : List.of(0, "3", 2.5, List.of(3), List.of(9, 3), List.of(0, 3), List.of(3, 4, 5))) {
            assertTrue(Scenario.GROUND_STATIONS.type().read(plain).isEmpty(), plain::toString);
        }
        assertEquals(
                "groundStations: expected a smallest number not above the largest, got [9, 3]",
                refusal(() -> new Stations(9, 3)));
        assertEquals("groundStations: expected a whole number from 1, got 0", refusal(() -> Stations.of(0)));
    }

    @Test
    void whatNeedsOneNumberRefusesARangeByName() {
        String one = "groundStations: expected one whole number with ";
        assertEquals(
                one + "sharedSpectrum true, got [3, 9]",
                refusal(() -> new Market(RANGE.with(Scenario.SHARED_SPECTRUM, true))));
        assertEquals(
                one + "kind town, got [3, 9]",
                refusal(() -> new Market(Scenario.preset("town").with(Scenario.GROUND_STATIONS, 3, 9))));
        assertEquals(one + "several UAVs, got [3, 9]", refusal(() -> new Market(RANGE, 2)));
        assertEquals(one + "slots of several tasks, got [3, 9]", refusal(() -> Intersection.of(RANGE, 4, 1)));
        assertEquals(one + "a belief, got [3, 9]", refusal(() -> new BeliefFit(RANGE)));
        assertEquals(
                one + "factors from the others' past, got [3, 9]",
                refusal(() -> new OthersFilterFit(RANGE.with(Scenario.OBSERVATION, ObservationMode.OTHERS_PAST))));
    }
}
