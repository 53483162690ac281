package dmsb.auction.market.town;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.SeedTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The vehicles of a fleet are those of the trace at one time, read off its text. */
class FleetMobilityTest {
    private static final Pattern ROW = Pattern.compile("<timestep|<vehicle id=\"([^\"]+)\"");

    /**
     * The same trace with places that tell who is where when: x is the number of the vehicle in the order of appearance, y the time
     * step. Writes the vehicles of every step, without a reader of traces.
     */
    private static String told(String xml, List<Set<Integer>> steps) {
        Map<String, Integer> numbers = new HashMap<>();
        StringBuilder told = new StringBuilder("<fcd-export>\n");
        Matcher rows = ROW.matcher(xml);
        while (rows.find()) {
            if (rows.group(1) == null) {
                told.append(steps.isEmpty() ? "" : "</timestep>\n")
                        .append("<timestep time=\"" + steps.size() + ".00\">\n");
                steps.add(new HashSet<>());
            } else {
                int number = numbers.computeIfAbsent(rows.group(1), id -> numbers.size());
                steps.get(steps.size() - 1).add(number);
                told.append("<vehicle id=\"" + number + "\" x=\"" + number + "\" y=\"" + (steps.size() - 1) + "\"/>\n");
            }
        }
        return told + "</timestep>\n</fcd-export>\n";
    }

    private static TrafficTrace trace(String xml) throws IOException {
        return FloatingCarData.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "t");
    }

    private static FleetMobility[] fleet(TrafficTrace trace, int places) {
        FleetMobility[] fleet = new FleetMobility[places];
        for (int p = 0; p < places; p++) {
            fleet[p] = new FleetMobility(trace, places, p);
        }
        return fleet;
    }

    @Test
    void theVehiclesAreThoseOfOneTimeStepAfterTheOtherEachFollowedToItsEnd() throws IOException {
        for (String xml : List.of(GapTraffic.trace(), GridTraffic.trace())) {
            List<Set<Integer>> steps = new ArrayList<>();
            TrafficTrace trace = trace(told(xml, steps));
            assertEquals(steps.size(), trace.steps());
            for (int places : new int[] {2, 3, 7, 30}) {
                for (int episode = 0; episode < 5; episode++) {
                    check(steps, fleet(trace, places), SeedTree.of(episode));
                }
            }
        }
    }

    private static void check(List<Set<Integer>> steps, FleetMobility[] fleet, SeedTree seeds) {
        for (FleetMobility vehicle : fleet) {
            vehicle.reset(seeds);
        }
        int clock = (int) fleet[0].y();
        int[] before = new int[fleet.length];
        for (int slot = 0; slot < 2 * steps.size(); slot++) {
            Set<Integer> followed = new HashSet<>();
            for (int p = 0; p < fleet.length; p++) {
                int vehicle = (int) fleet[p].x();
                boolean stays = slot > 0
                        && clock > 0
                        && before[p] >= 0
                        && steps.get(clock).contains(before[p]);
                if (stays) {
                    assertTrue(fleet[p].present() && before[p] == vehicle, "followed to its end");
                }
                if (fleet[p].present()) {
                    assertEquals(clock, fleet[p].y(), "the time is the same for all");
                    assertTrue(steps.get(clock).contains(vehicle), "a vehicle that is there");
                    assertTrue(followed.add(vehicle), "nobody follows it");
                    before[p] = vehicle;
                } else {
                    assertTrue(before[p] < 0 || slot == 0 || before[p] == vehicle, "where the last one left");
                    before[p] = -1;
                }
                assertEquals(slot > 0 && fleet[p].present() && !stays, fleet[p].changed());
            }
            assertEquals(Math.min(fleet.length, steps.get(clock).size()), followed.size(), "as many as there are");
            clock = (clock + 1) % steps.size();
            for (FleetMobility vehicle : fleet) {
                vehicle.advance();
            }
        }
    }

    @Test
    void theFirstVehicleIsTheOneVehicleOfAMarketOfOneUntilItLeaves() throws IOException {
        TrafficTrace trace = trace(GridTraffic.trace());
        for (int episode = 0; episode < 20; episode++) {
            TraceMobility one = new TraceMobility(trace);
            FleetMobility first = new FleetMobility(trace, 5, 0);
            one.reset(SeedTree.of(episode));
            first.reset(SeedTree.of(episode));
            while (!one.changed()) {
                assertEquals(one.x(), first.x());
                assertEquals(one.y(), first.y());
                assertFalse(first.changed());
                one.advance();
                first.advance();
            }
        }
    }

    /** Where two vehicles are under way beside the first, each of them is drawn with the same chance. */
    @Test
    void whoIsFollowedIsDrawnUniformly() throws IOException {
        TrafficTrace trace = trace(GapTraffic.trace());
        FleetMobility first = new FleetMobility(trace, 2, 0);
        FleetMobility second = new FleetMobility(trace, 2, 1);
        int lower = 0;
        int draws = 0;
        for (int episode = 0; episode < 20_000; episode++) {
            first.reset(SeedTree.of(12).child(episode));
            second.reset(SeedTree.of(12).child(episode));
            if (first.x() >= 100 + 12 * 20 && first.x() <= 100 + 12 * 24 && first.y() == 150 + 40 * 4) {
                lower += second.y() == 150 + 40 * 5 ? 1 : 0; // one of the other two
                draws++;
            }
        }
        assertTrue(draws > 500, draws + " draws");
        assertEquals(0.5, (double) lower / draws, 4 * 0.5 / Math.sqrt(draws)); // false alarm 6e-5
    }

    @Test
    void aPlaceThatThereIsNotIsRefused() throws IOException {
        TrafficTrace trace = trace(GapTraffic.trace());
        assertThrows(IllegalArgumentException.class, () -> new FleetMobility(trace, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new FleetMobility(trace, 2, 2));
    }
}
