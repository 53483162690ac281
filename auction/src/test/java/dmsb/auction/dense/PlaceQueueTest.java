package dmsb.auction.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.evaluation.Evaluation;
import dmsb.auction.evaluation.Sellers;
import dmsb.auction.market.DenseSettings;
import dmsb.auction.market.Scenario;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices of places, against the distributions of what is before each task without the task that is priced. */
class PlaceQueueTest {
    private static final SeedTree SEEDS = SeedTree.of(67);
    private static final LinearFilterModel MODEL =
            Sellers.fittedFilter(new Evaluation(Scenario.standard(), SEEDS.child("fit")), 20);

    /** The two sum some hundred terms in other orders. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 30})
    void aSweepPricesAsDistributionsWithoutEachTaskDo(int tasks) {
        Scenario scenario = Scenario.standard().with(DenseSettings.TASKS, tasks);
        Intersection intersection = Intersection.of(scenario.with(Scenario.ROUNDS_PER_EPISODE, 20));
        PlaceQueue queue = new PlaceQueue(intersection, MODEL);
        double[] largest = {0.0};
        VectorRule checked = (announcement, rhos, unitPrices) -> {
            assertTrue(queue.read(announcement, unitPrices));
            largest[0] = Math.max(largest[0], check(queue, announcement, intersection));
            Arrays.fill(rhos, 1.5);
        };
        new DenseEvaluation(intersection, SEEDS).play(checked, 3);
        assertTrue(tasks == 1 || largest[0] > 0.0);
    }

    private static double check(PlaceQueue queue, SlotAnnouncement announcement, Intersection intersection) {
        int tasks = announcement.tasks();
        int[] order = IntStream.range(0, tasks)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        m -> -announcement.view(announcement.keenest(m), m).estimate()))
                .mapToInt(m -> m)
                .toArray();
        double largest = 0.0;
        for (int i = 0; i < tasks; i++) {
            double[] all = before(queue, order, i, -1);
            assertEquals(expected(all, intersection, 0), queue.placeWeight(order[i]), 1e-12);
            double price = 0.0;
            for (int k = i + 1; k < tasks; k++) {
                double[] without = before(queue, order, k, order[i]);
                price += queue.left(order[k])
                        * queue.value(order[k])
                        * (expected(without, intersection, 0) - expected(without, intersection, 1));
            }
            assertEquals(price, queue.price(order[i]), 1e-12 * (1.0 + price));
            largest = Math.max(largest, price);
        }
        return largest;
    }

    /** The distribution of the number of tasks that are left among those before a place, without one of them. */
    private static double[] before(PlaceQueue queue, int[] order, int place, int without) {
        double[] chances = new double[place + 1];
        chances[0] = 1.0;
        for (int i = 0; i < place; i++) {
            double left = order[i] == without ? 0.0 : queue.left(order[i]);
            for (int x = place; x > 0; x--) {
                chances[x] = chances[x] * (1.0 - left) + chances[x - 1] * left;
            }
            chances[0] *= 1.0 - left;
        }
        return chances;
    }

    private static double expected(double[] chances, Intersection intersection, int more) {
        double sum = 0.0;
        for (int x = 0; x < chances.length; x++) {
            double ahead = (double) (x + more) / intersection.uavs();
            int whole = (int) ahead;
            double at = weight(intersection, whole);
            sum += chances[x] * (at + (ahead - whole) * (weight(intersection, whole + 1) - at));
        }
        return sum;
    }

    private static double weight(Intersection intersection, int ahead) {
        return intersection
                .weights()
                .weight(Math.min(ahead + 1, intersection.weights().places()));
    }
}
