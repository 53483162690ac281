package dmsb.auction.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** With a battery: the best over the episode, by its certificate and by every split of the energy over slots. */
class EpisodeAssignmentTest {
    @Test
    void noSplitOfTheEnergyOverSlotsIsBetter() {
        RandomStream random = SeedTree.of(5).stream();
        for (int trial = 0; trial < 200; trial++) {
            Episode episode = new Episode(random, 1 + random.nextInt(4), random.nextInt(4), 1 + random.nextInt(2));
            assertEquals(episode.tryAll(0, episode.fullBatteries()), episode.solve(), 1e-10);
        }
    }

    @Test
    void thePricesOfEnergyProveTheOptimum() {
        RandomStream random = SeedTree.of(6).stream();
        for (int trial = 0; trial < 10; trial++) {
            Episode episode = new Episode(random, 60, 8, 1 + trial % 3);
            double value = episode.solve();
            UavAssignment slot = new UavAssignment(8, episode.uavs, PlaceWeights.harmonic(8));
            double[] prices = new double[episode.uavs];
            double bound = 0;
            for (int u = 0; u < prices.length; u++) {
                prices[u] = episode.solution.unitPrice(u);
                bound += prices[u] * episode.battery;
                int load = 0;
                for (int t = 0; t < 60; t++) {
                    load += episode.solution.load(t, u);
                }
                assertTrue(load <= episode.battery);
            }
            int[] capacities = new int[episode.uavs];
            Arrays.fill(capacities, 8);
            for (int t = 0; t < 60; t++) {
                slot.solve(episode.list, 8, episode.worths[t], episode.outside[t], capacities, prices);
                bound += slot.value();
            }
            assertEquals(bound, value, 480 * 1e3 * 0x1p-48); // 480 amounts below 10^3 and their prices
        }
    }

    private static final class Episode {
        final int tasks;
        final int uavs;
        final int battery;
        final int[] list;
        final double[][] worths;
        final double[][] outside;
        final EpisodeAssignment solution;

        Episode(RandomStream random, int slots, int tasks, int uavs) {
            this.tasks = tasks;
            this.uavs = uavs;
            battery = random.nextInt(slots * tasks + 1);
            list = new int[tasks];
            Arrays.setAll(list, m -> m);
            worths = new double[slots][uavs * tasks];
            outside = new double[slots][tasks];
            solution = new EpisodeAssignment(tasks, uavs, PlaceWeights.harmonic(Math.max(1, tasks)), battery);
            for (int t = 0; t < slots; t++) {
                Arrays.setAll(worths[t], i -> 20 * Math.exp(random.nextGaussian()));
                Arrays.setAll(outside[t], m -> 10 * Math.exp(random.nextGaussian()));
            }
        }

        double solve() {
            for (int t = 0; t < worths.length; t++) {
                solution.add(worths[t], outside[t]);
            }
            return solution.solve();
        }

        int[] fullBatteries() {
            int[] full = new int[uavs];
            Arrays.fill(full, battery);
            return full;
        }

        double tryAll(int slot, int[] batteries) {
            if (slot == worths.length) {
                return 0;
            }
            double best = 0;
            UavAssignment assignment = new UavAssignment(tasks, uavs, PlaceWeights.harmonic(Math.max(1, tasks)));
            for (int first = 0; first <= Math.min(tasks, batteries[0]); first++) {
                int most = uavs == 1 ? 0 : Math.min(tasks, batteries[1]);
                for (int second = 0; second <= most; second++) {
                    int[] share = uavs == 1 ? new int[] {first} : new int[] {first, second};
                    int[] left = uavs == 1
                            ? new int[] {batteries[0] - first}
                            : new int[] {batteries[0] - first, batteries[1] - second};
                    assignment.solve(list, tasks, worths[slot], outside[slot], share, new double[uavs]);
                    best = Math.max(best, assignment.value() + tryAll(slot + 1, left));
                }
            }
            return best;
        }
    }
}
