package dmsb.auction.dense;

import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.filter.RoundForecast;

/**
 * What keeping each task of a slot is expected to cost the UAVs, by mean field: every task is left to them with some chance,
 * independently of the others. The chances decide which place a task gets, that decides the price of its place, and the price its
 * chance. The first chances are those of each task priced alone; then the tasks are taken in turn, {@value #SWEEPS} times.
 *
 * <p>With U UAVs, x tasks that declare more and are left put a task into place 1 + x / U, whose weight is interpolated.
 * Keeping it costs what it loses by waiting there, what those behind lose as they move on by one, and the price of a unit of
 * battery. Cost: a sweep takes M^3 / 2 products for the distributions of x. For one thread at a time.
 */
final class PlaceQueue {
    private static final int SWEEPS = 3;

    private final RoundTerms terms;
    private final double[] weights;
    private final int uavs;
    private final RoundForecast[] forecasts;
    private final double[] declared;
    private final double[] unitPrices;
    private final double[] values;
    private final double[] left;
    private final double[] before;
    private final double[] prices;
    private final double[] placeWeights;
    private final double[] chances;
    private final int[] order;
    private int tasks;

    PlaceQueue(Intersection intersection, LinearFilterModel model) {
        int most = intersection.tasks();
        uavs = intersection.uavs();
        weights = intersection.weights().toArray();
        terms = RoundTerms.of(intersection.market());
        forecasts = new RoundForecast[most];
        for (int m = 0; m < most; m++) {
            forecasts[m] = model.forecast();
        }
        declared = new double[most];
        unitPrices = new double[most];
        values = new double[most];
        left = new double[most];
        before = new double[most];
        prices = new double[most];
        placeWeights = new double[most];
        chances = new double[most + 1];
        order = new int[most];
    }

    /** Reads a slot and finds its prices; false if there is no forecast for one of its tasks. */
    boolean read(SlotAnnouncement announcement, double[] energyPrices) {
        tasks = announcement.tasks();
        for (int m = 0; m < tasks; m++) {
            int keenest = announcement.keenest(m);
            RoundForecast forecast = forecasts[m];
            if (!forecast.read(announcement.view(keenest, m))) {
                return false;
            }
            declared[m] = terms.worth(announcement.view(keenest, m).estimate());
            unitPrices[m] = energyPrices[keenest];
            values[m] = forecast.unit()
                    * StrictMath.exp(forecast.mean(RoundForecast.UAV)
                            + 0.5 * forecast.covariance(RoundForecast.UAV, RoundForecast.UAV));
            left[m] = forecast.kept(forecast.bestAction(unitPrices[m]));
        }
        settle();
        return true;
    }

    private void settle() {
        sort();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int m = 0; m < tasks; m++) {
                appraise(m);
                left[m] = forecasts[m].kept(bestAction(m));
            }
        }
        for (int m = 0; m < tasks; m++) {
            appraise(m);
        }
    }

    /** The best action for a task at the price of keeping it. */
    int bestAction(int task) {
        return forecasts[task].bestAction(placeWeights[task], prices[task]);
    }

    /** The forecast of a task, for the UAV that declares most for it. */
    RoundForecast forecast(int task) {
        return forecasts[task];
    }

    private void sort() {
        for (int i = 0; i < tasks; i++) {
            int j = i;
            while (j > 0 && declared[order[j - 1]] < declared[i]) {
                order[j] = order[j - 1];
                j--;
            }
            order[j] = i;
        }
    }

    /** Prices a task: the distribution of the number of tasks before each place is built up along the order, without the task. */
    private void appraise(int task) {
        int known = 0;
        chances[0] = 1.0;
        boolean passed = false;
        double sum = unitPrices[task];
        before[task] = 0.0;
        for (int i = 0; i < tasks; i++) {
            int m = order[i];
            if (m == task) {
                passed = true;
                placeWeights[m] = expectedWeight(known, 0);
                continue;
            }
            if (passed) {
                sum += left[m] * values[m] * (expectedWeight(known, 0) - expectedWeight(known, 1));
            } else {
                before[task] += left[m];
            }
            chances[++known] = 0.0;
            for (int x = known; x > 0; x--) {
                chances[x] = chances[x] * (1.0 - left[m]) + chances[x - 1] * left[m];
            }
            chances[0] *= 1.0 - left[m];
        }
        prices[task] = sum;
    }

    /** The expected weight of the place behind as many tasks as are left, and some more. */
    private double expectedWeight(int known, int more) {
        double sum = 0.0;
        for (int x = 0; x <= known; x++) {
            sum += chances[x] * weight((double) (x + more) / uavs);
        }
        return sum;
    }

    /** The weight behind a number of tasks of the same UAV. */
    private double weight(double ahead) {
        int whole = (int) ahead;
        if (whole >= weights.length - 1) {
            return weights[weights.length - 1];
        }
        return weights[whole] + (ahead - whole) * (weights[whole + 1] - weights[whole]);
    }

    /** The chance that a task is left to the UAVs. */
    double left(int task) {
        return left[task];
    }

    /** The expected number of tasks before a task. */
    double before(int task) {
        return before[task];
    }

    /** The expected number of tasks behind a task. */
    double behind(int task) {
        return expectedLeft() - left[task] - before[task];
    }

    /** The expected weight of the place that a task would get. */
    double placeWeight(int task) {
        return placeWeights[task];
    }

    /** The price of keeping a task, besides that its own value counts by that weight. */
    double price(int task) {
        return prices[task];
    }

    /** The expected number of tasks that are left to the UAVs. */
    double expectedLeft() {
        double sum = 0.0;
        for (int m = 0; m < tasks; m++) {
            sum += left[m];
        }
        return sum;
    }
}
