package dmsb.auction.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The assignment is the best one: against every assignment in exact arithmetic, and by its own certificate. */
class UavAssignmentTest {
    private static final PlaceWeights DYADIC = PlaceWeights.of(1.0, 0.5, 0.375, 0.25, 0.25, 0.125);

    /** Small whole numbers and dyadic weights: every sum of the solver is exact, and so is the comparison. */
    @Test
    void noAssignmentOfWholeNumbersIsBetter() {
        RandomStream random = SeedTree.of(1).stream();
        for (int trial = 0; trial < 600; trial++) {
            Slot slot = new Slot(random, 6, 3, DYADIC, true, 1.0);
            assertEquals(0, slot.exact.best().compareTo(slot.exact.worthOf(slot.solve())), () -> slot.text());
        }
    }

    /** Any doubles: a potential is a sum of at most 2 M terms, each rounded by 2^-53 of at most the largest worth. */
    @ParameterizedTest
    @ValueSource(doubles = {0.4, 1.0, 2.5})
    void noAssignmentOfDoublesIsBetterByMoreThanRounding(double zeta) {
        RandomStream random = SeedTree.of(2).stream();
        for (int trial = 0; trial < 300; trial++) {
            Slot slot = new Slot(random, 6, 3, PlaceWeights.harmonic(6), false, zeta);
            BigDecimal lost = slot.exact.best().subtract(slot.exact.worthOf(slot.solve()));
            assertTrue(lost.doubleValue() <= 100 * zeta * 1e3 * 0x1p-53 * 12, () -> lost + " " + slot.text());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void thePricesOfPlacesProveTheOptimum(int uavs) {
        RandomStream random = SeedTree.of(3).child(uavs).stream();
        for (int trial = 0; trial < 60; trial++) {
            Slot slot = new Slot(random, 64, uavs, PlaceWeights.harmonic(64), false, 1.0);
            UavAssignment solution = slot.solve();
            // both sums have about 64 terms of at most 1e5, each off by a few times 2^-53 of it
            assertEquals(slot.bound(solution), solution.value(), 64 * 1e5 * 0x1p-50, slot::text);
        }
    }

    /**
     * Against the larger and the smaller problem solved anew, counted by other worths; with energy that is short and has a price. In
     * a third of the trials a UAV is silent and some worths are 0. The best assignment without a task is then not the only one, and
     * what it loses is counted by the worths themselves.
     */
    @Test
    void aTaskMoreOrLessChangesWhatSolvingAnewChanges() {
        RandomStream random = SeedTree.of(9).stream();
        int moved = 0;
        for (int trial = 0; trial < 3_000; trial++) {
            int tasks = 2 + random.nextInt(7);
            int uavs = 2 + random.nextInt(2);
            double[] worths = new double[tasks * uavs];
            double[] counted = new double[tasks * uavs];
            Arrays.setAll(worths, i -> random.nextInt(12) == 0 ? Double.NaN : 10 * random.nextDouble());
            Arrays.setAll(counted, i -> 10 * random.nextDouble());
            boolean zeros = trial % 3 == 0;
            if (zeros) {
                int silent = random.nextInt(uavs);
                for (int i = 0; i < worths.length; i++) {
                    worths[i] = i / tasks == silent || random.nextInt(6) == 0 ? 0.0 : worths[i];
                }
            }
            double[] costs = new double[uavs];
            int[] capacities = new int[uavs];
            for (int u = 0; u < uavs; u++) {
                costs[u] = trial % 2 * 2 * random.nextDouble();
                capacities[u] = random.nextInt(4);
            }
            int[] list = new int[tasks];
            Arrays.setAll(list, m -> m);
            for (int m = tasks - 1; m > 0; m--) {
                int other = random.nextInt(m + 1);
                int swapped = list[m];
                list[m] = list[other];
                list[other] = swapped;
            }
            int count = 1 + random.nextInt(tasks - 1);
            UavAssignment few = new UavAssignment(tasks, uavs, PlaceWeights.harmonic(tasks));
            UavAssignment again = new UavAssignment(tasks, uavs, PlaceWeights.harmonic(tasks));
            few.solve(list, count, worths, new double[tasks], capacities, costs);
            double before = sum(few, list, count, counted, costs);

            int more = list[count];
            double change = few.changeWith(list, more, worths, counted);
            again.solve(list, count + 1, worths, new double[tasks], capacities, costs);
            assertEquals(sum(again, list, count + 1, counted, costs) - before, change, 1e-12);
            assertEquals(again.uav(more), few.otherUav());
            assertEquals(again.place(more), few.otherPlace());

            int index = random.nextInt(count);
            double[] weighed = zeros ? worths : counted;
            before = sum(few, list, count, weighed, costs);
            change = few.changeWithout(list, index, worths, weighed);
            int[] without = list.clone();
            without[index] = list[count - 1];
            again.solve(without, count - 1, worths, new double[tasks], capacities, costs);
            assertEquals(sum(again, without, count - 1, weighed, costs) - before, change, 1e-12);
            moved += change == 0.0 ? 0 : 1;
        }
        assertTrue(moved > 1_000);
    }

    private static double sum(UavAssignment solved, int[] list, int count, double[] counted, double[] costs) {
        double sum = 0.0;
        for (int i = 0; i < count; i++) {
            int u = solved.uav(list[i]);
            if (u >= 0) {
                sum += counted[u * counted.length / costs.length + list[i]] / solved.place(list[i]) - costs[u];
            }
        }
        return sum;
    }

    @Test
    void oneUavTakesTasksByFallingWorthAndTheFirstOfEquals() {
        UavAssignment assignment = new UavAssignment(4, 1, PlaceWeights.harmonic(4));
        double[] worths = {2, 6, 2, Double.NaN};
        assignment.solve(new int[] {0, 1, 2, 3}, 4, worths, new double[4], new int[] {9}, new double[1]);
        assertEquals(2, assignment.place(0));
        assertEquals(1, assignment.place(1));
        assertEquals(3, assignment.place(2));
        assertEquals(UavAssignment.NOWHERE, assignment.place(3));
        assertEquals(6.0 + 1.0 + 2.0 * (1.0 / 3), assignment.value());
    }

    @Test
    void aTaskWaitsForTheBatteryIfItsWorthIsBelowTheUnitPrice() {
        UavAssignment assignment = new UavAssignment(2, 1, PlaceWeights.harmonic(2));
        assignment.solve(new int[] {0, 1}, 2, new double[] {5, 4}, new double[2], new int[] {2}, new double[] {2.5});
        assertEquals(1, assignment.place(0));
        assertEquals(UavAssignment.NOWHERE, assignment.place(1), "4 / 2 is below 2.5");
        assertEquals(2.5, assignment.value());
    }

    @Test
    void noTasksAndEmptyBatteriesAreAssignmentsToo() {
        UavAssignment assignment = new UavAssignment(2, 2, PlaceWeights.harmonic(2));
        double[] worths = {5, 4, 3, 2};
        assignment.solve(new int[0], 0, worths, new double[2], new int[] {2, 2}, new double[2]);
        assertEquals(0.0, assignment.value());
        assignment.solve(new int[] {0, 1}, 2, worths, new double[] {1, 0}, new int[2], new double[2]);
        assertEquals(1.0, assignment.value());
        assertEquals(-1, assignment.uav(0));
        assertEquals(0.0, assignment.price(0, 1));
        new UavAssignment(0, 1, PlaceWeights.harmonic(1))
                .solve(new int[0], 0, new double[0], new double[0], new int[] {1}, new double[1]);
    }

    @Test
    void weightsFallFromOne() {
        assertEquals(1.0 / 3, PlaceWeights.harmonic(3).weight(3));
        assertThrows(IllegalArgumentException.class, () -> PlaceWeights.of());
        assertThrows(IllegalArgumentException.class, () -> PlaceWeights.of(0.5));
        assertThrows(IllegalArgumentException.class, () -> PlaceWeights.of(1, 0.5, 0.6));
        assertThrows(IllegalArgumentException.class, () -> PlaceWeights.of(1, 0));
        assertThrows(IllegalArgumentException.class, () -> PlaceWeights.harmonic(0));
        assertThrows(
                IllegalArgumentException.class, () -> PlaceWeights.harmonic(2).weight(3));
    }

    /** A random slot: some UAVs cannot serve some tasks, capacities may bind, half of the slots have nothing outside. */
    private static final class Slot {
        final int tasks;
        final int uavs;
        final PlaceWeights weights;
        final double[] worths;
        final double[] outside;
        final int[] capacities;
        final double[] costs;
        final ExactAssignments exact;

        Slot(RandomStream random, int mostTasks, int mostUavs, PlaceWeights weights, boolean whole, double zeta) {
            tasks = mostTasks > 6 ? mostTasks : random.nextInt(mostTasks + 1);
            uavs = mostTasks > 6 ? mostUavs : 1 + random.nextInt(mostUavs);
            this.weights = weights;
            worths = new double[uavs * tasks];
            for (int i = 0; i < worths.length; i++) {
                worths[i] = random.nextInt(10) == 0 ? Double.NaN : zeta * amount(random, whole);
            }
            outside = new double[tasks];
            boolean nothing = random.nextInt(2) == 0;
            for (int m = 0; m < tasks; m++) {
                outside[m] = nothing ? 0.0 : 0.5 * amount(random, whole);
            }
            capacities = new int[uavs];
            costs = new double[uavs];
            for (int u = 0; u < uavs; u++) {
                capacities[u] = random.nextInt(tasks + 2);
                costs[u] = random.nextInt(3) == 0 ? 0.25 * amount(random, whole) : 0.0;
            }
            exact = new ExactAssignments(harmonicOrDyadic(), worths, outside, capacities, costs);
        }

        private static double amount(RandomStream random, boolean whole) {
            return whole ? random.nextInt(16) : 100 * Math.abs(random.nextGaussian());
        }

        private double[] harmonicOrDyadic() {
            double[] array = new double[weights.places()];
            for (int j = 0; j < array.length; j++) {
                array[j] = weights.weight(j + 1);
            }
            return array;
        }

        UavAssignment solve() {
            UavAssignment assignment = new UavAssignment(tasks, uavs, weights);
            int[] all = new int[tasks];
            for (int m = 0; m < tasks; m++) {
                all[m] = m;
            }
            assignment.solve(all, tasks, worths, outside, capacities, costs);
            return assignment;
        }

        /** What no assignment exceeds, by the prices of places alone. */
        double bound(UavAssignment solution) {
            double sum = 0.0;
            for (int u = 0; u < uavs; u++) {
                for (int j = 1; j <= Math.min(tasks, capacities[u]); j++) {
                    double price = solution.price(u, j);
                    assertTrue(price >= -1e-10, "price " + price);
                    sum += Math.max(0.0, price);
                }
            }
            for (int m = 0; m < tasks; m++) {
                double most = outside[m];
                for (int u = 0; u < uavs; u++) {
                    double worth = worths[u * tasks + m];
                    for (int j = 1; j <= Math.min(tasks, capacities[u]) && !Double.isNaN(worth); j++) {
                        most = Math.max(most, worth * weights.weight(j) - costs[u] - solution.price(u, j));
                    }
                }
                sum += most;
            }
            return sum;
        }

        String text() {
            return Arrays.toString(worths) + " outside " + Arrays.toString(outside) + " capacities "
                    + Arrays.toString(capacities) + " costs " + Arrays.toString(costs);
        }
    }
}
