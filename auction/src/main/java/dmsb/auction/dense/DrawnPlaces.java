package dmsb.auction.dense;

import dmsb.auction.assignment.UavAssignment;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;

/**
 * What keeping each task of a slot is expected to cost several UAVs. Sets of tasks that are left are drawn by their chances,
 * {@value #DRAWS} of them. Each is assigned as the mechanism will assign it, by declarations, and every task is priced against it
 * by what the UAVs are expected to be worth: what its coming, or its going, changes. A shortest path on the set's assignment
 * says that, so a draw costs little more than one assignment.
 *
 * <p>Where UAVs differ, the queue that {@link PlaceQueue} begins with takes them for equals of the keenest; this does not. The
 * uniform draws are made once, one in each stratum for each task, so equal slots have equal prices. For one thread at a time.
 */
final class DrawnPlaces {
    private static final int DRAWS = 8;

    private final int most;
    private final double[] weightOf;
    private final double[] strata;
    private final UavAssignment assignment;
    private final int[] list;
    private final int[] indexIn;
    private final double[] nothing;
    private final double[] weights;
    private final double[] prices;

    DrawnPlaces(Intersection intersection) {
        most = intersection.tasks();
        weightOf = intersection.weights().toArray();
        strata = new double[DRAWS * most];
        RandomStream random = SeedTree.of(0).child("places").stream();
        for (int m = 0; m < most; m++) {
            for (int s = 0; s < DRAWS; s++) {
                int other = random.nextInt(s + 1);
                strata[s * most + m] = strata[other * most + m];
                strata[other * most + m] = (s + 0.5) / DRAWS;
            }
        }
        assignment = new UavAssignment(most, intersection.uavs(), intersection.weights());
        list = new int[most];
        indexIn = new int[most];
        nothing = new double[most];
        weights = new double[most];
        prices = new double[most];
    }

    /**
     * Prices all tasks.
     *
     * @param tasks how many
     * @param left the chance that each is left to the UAVs. Not modified.
     * @param declared what each UAV declares for each task, UAV after UAV. Not modified.
     * @param values what each UAV is expected to be worth for it. Not modified.
     * @param keenest the UAV in whose value each task's weight is told. Not modified.
     * @param batteries how many tasks each UAV can serve. Not modified.
     * @param unitPrices the price of a unit of each UAV's battery. Not modified.
     */
    void read(
            int tasks,
            double[] left,
            double[] declared,
            double[] values,
            int[] keenest,
            int[] batteries,
            double[] unitPrices) {
        Arrays.fill(weights, 0, tasks, 0.0);
        Arrays.fill(prices, 0, tasks, 0.0);
        for (int s = 0; s < DRAWS; s++) {
            int count = 0;
            for (int m = 0; m < tasks; m++) {
                boolean drawn = strata[s * most + m] < left[m];
                indexIn[m] = drawn ? count : -1;
                if (drawn) {
                    list[count++] = m;
                }
            }
            assignment.solve(list, count, declared, nothing, batteries, unitPrices);
            for (int m = 0; m < tasks; m++) {
                boolean drawn = indexIn[m] >= 0;
                double gain = drawn
                        ? -assignment.changeWithout(list, indexIn[m], declared, values)
                        : assignment.changeWith(list, m, declared, values);
                int uav = drawn ? assignment.uav(m) : assignment.otherUav();
                double counted = 0.0;
                if (uav >= 0) {
                    int place = drawn ? assignment.place(m) : assignment.otherPlace();
                    counted = values[uav * most + m] * weightOf[place - 1];
                    weights[m] += counted / values[keenest[m] * most + m] / DRAWS;
                }
                prices[m] += (counted - gain) / DRAWS;
            }
        }
    }

    /** What the keenest UAV's value of a task is expected to count. */
    double weight(int task) {
        return weights[task];
    }

    /** What keeping a task is expected to cost besides, energy included, in money. */
    double price(int task) {
        return prices[task];
    }
}
