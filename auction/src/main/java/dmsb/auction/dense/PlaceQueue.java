package dmsb.auction.dense;

import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.filter.RoundForecast;
import dmsb.core.math.FastStrictMath;
import java.util.Arrays;

/**
 * What keeping each task of a slot is expected to cost the UAVs, by mean field: every task is left to them with some chance,
 * independently of the others. The chances decide which place a task gets, that decides the price of its place, and the price its
 * chance. The first chances are those of each task priced alone; then the tasks are taken in turn, {@value #SWEEPS} times.
 *
 * <p>With U UAVs, x tasks that declare more and are left put a task into place 1 + x / U, whose weight w(x) is interpolated.
 * Keeping it costs what it loses by waiting there, what those behind lose as they move on by one, and the price of a unit of
 * battery.
 *
 * <p>A sweep goes along the order of the places and back. On the way there it builds up the distribution of the number x before
 * each place. On the way back it builds up what all tasks from a place on lose if one more than x is before them:
 *
 * <pre>
 * V_i(x) = p_i (v_i (w(x) - w(x + 1)) + V_i+1(x + 1)) + (1 - p_i) V_i+1(x),
 * </pre>
 *
 * <p>p_i the chance that the task in the order's place i is left and v_i its value. The price of a task is the expectation of
 * V behind it. That is exact for independent chances and takes O(M^2).
 *
 * <p>Several UAVs are equals of the keenest only in what precedes: {@link DrawnPlaces} then prices the tasks, {@value
 * #DRAWN_SWEEPS} times, and each time the chances follow. For one thread at a time.
 */
final class PlaceQueue {
    private static final int SWEEPS = 3;
    private static final int DRAWN_SWEEPS = 2;

    private final RoundTerms terms;
    private final int most;
    private final int uavs;
    private final RoundForecast[] forecasts;
    private final RoundForecast[] others;
    private final DrawnPlaces drawn;
    private final double[] uavValues;
    private final double[] uavDeclared;
    private final int[] keenestOf;
    private final int[] batteries;
    private final double[] declared;
    private final double[] unitPrices;
    private final double[] values;
    private final double[] left;
    private final double[] before;
    private final double[] prices;
    private final double[] placeWeights;
    private final double[] lost;
    private final int[] order;

    /** The weight behind x tasks, w(x). */
    private final double[] weights;

    /** What one more task before costs, w(x) - w(x + 1). */
    private final double[] falls;

    /** The distribution of the number of tasks before each place of the order, place after place. */
    private final double[][] chances;

    private int tasks;

    PlaceQueue(Intersection intersection, LinearFilterModel model) {
        most = intersection.tasks();
        uavs = intersection.uavs();
        terms = RoundTerms.of(intersection.market());
        forecasts = new RoundForecast[most];
        for (int m = 0; m < most; m++) {
            forecasts[m] = model.forecast();
        }
        others = new RoundForecast[uavs > 1 ? uavs * most : 0];
        Arrays.setAll(others, i -> model.forecast());
        drawn = new DrawnPlaces(intersection);
        uavValues = new double[others.length];
        uavDeclared = new double[others.length];
        keenestOf = new int[most];
        batteries = new int[uavs];
        declared = new double[most];
        unitPrices = new double[most];
        values = new double[most];
        left = new double[most];
        before = new double[most];
        prices = new double[most];
        placeWeights = new double[most];
        lost = new double[most + 1];
        order = new int[most];
        weights = new double[most + 1];
        double[] ofPlaces = intersection.weights().toArray();
        for (int x = 0; x < weights.length; x++) {
            weights[x] = weight(ofPlaces, (double) x / uavs);
        }
        falls = new double[most];
        chances = new double[most + 1][];
        chances[0] = new double[] {1.0};
        for (int i = 0; i < most; i++) {
            falls[i] = weights[i] - weights[i + 1];
            chances[i + 1] = new double[i + 2];
        }
    }

    /** The weight behind a number of tasks of the same UAV. */
    private static double weight(double[] ofPlaces, double ahead) {
        int whole = (int) ahead;
        if (whole >= ofPlaces.length - 1) {
            return ofPlaces[ofPlaces.length - 1];
        }
        return ofPlaces[whole] + (ahead - whole) * (ofPlaces[whole + 1] - ofPlaces[whole]);
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
            keenestOf[m] = keenest;
            declared[m] = terms.worth(announcement.view(keenest, m).estimate());
            unitPrices[m] = energyPrices[keenest];
            values[m] = expectedValue(forecast);
            left[m] = forecast.kept(forecast.bestAction(unitPrices[m]));
        }
        sort();
        place(false);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            place(true);
        }
        if (uavs > 1) {
            draw(announcement, energyPrices);
        }
        return true;
    }

    private static double expectedValue(RoundForecast forecast) {
        return forecast.unit()
                * FastStrictMath.exp(forecast.mean(RoundForecast.UAV)
                        + 0.5 * forecast.covariance(RoundForecast.UAV, RoundForecast.UAV));
    }

    /** Where there are several UAVs, the prices come from drawn sets; those from the queue are where that begins. */
    private void draw(SlotAnnouncement announcement, double[] energyPrices) {
        for (int u = 0; u < uavs; u++) {
            batteries[u] = announcement.battery(u);
            for (int m = 0; m < tasks; m++) {
                RoundForecast forecast = forecast(u, m);
                if (u != keenestOf[m]) {
                    forecast.read(announcement.view(u, m));
                }
                uavValues[u * most + m] = expectedValue(forecast);
                uavDeclared[u * most + m] = terms.worth(announcement.view(u, m).estimate());
            }
        }
        for (int sweep = 0; sweep < DRAWN_SWEEPS; sweep++) {
            drawn.read(tasks, left, uavDeclared, uavValues, keenestOf, batteries, energyPrices);
            for (int m = 0; m < tasks; m++) {
                placeWeights[m] = drawn.weight(m);
                prices[m] = drawn.price(m);
                left[m] = forecasts[m].kept(bestAction(m));
            }
        }
    }

    /** The forecast of a task for a UAV; of one UAV alone it is the keenest's. */
    RoundForecast forecast(int uav, int task) {
        return uav == keenestOf[task] ? forecasts[task] : others[uav * most + task];
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

    /**
     * Goes along the order of the places: what is before each task, and, if asked for, its chance at the prices of the last time.
     * Then goes back for the prices.
     */
    private void place(boolean choosing) {
        double sum = 0.0;
        for (int i = 0; i < tasks; i++) {
            int m = order[i];
            before[m] = sum;
            placeWeights[m] = expected(chances[i], weights);
            if (choosing) {
                left[m] = forecasts[m].kept(bestAction(m));
            }
            sum += left[m];
            add(left[m], chances[i], chances[i + 1]);
        }
        Arrays.fill(lost, 0, tasks + 1, 0.0);
        for (int i = tasks - 1; i >= 0; i--) {
            int m = order[i];
            prices[m] = unitPrices[m] + expected(chances[i], lost);
            double chance = left[m];
            double value = values[m];
            for (int x = 0; x <= i; x++) {
                lost[x] = chance * (value * falls[x] + lost[x + 1]) + (1.0 - chance) * lost[x];
            }
        }
    }

    /** The distribution of a number that grows by one with a chance. */
    private static void add(double chance, double[] before, double[] after) {
        after[0] = (1.0 - chance) * before[0];
        for (int x = 1; x < before.length; x++) {
            after[x] = (1.0 - chance) * before[x] + chance * before[x - 1];
        }
        after[before.length] = chance * before[before.length - 1];
    }

    /** The expectation of a function of a number. */
    private static double expected(double[] chances, double[] function) {
        double sum = 0.0;
        for (int x = 0; x < chances.length; x++) {
            sum += chances[x] * function[x];
        }
        return sum;
    }

    /** The best action for a task at the price of keeping it. */
    int bestAction(int task) {
        return forecasts[task].bestAction(placeWeights[task], prices[task]);
    }

    /** The forecast of a task, for the UAV that declares most for it. */
    RoundForecast forecast(int task) {
        return forecasts[task];
    }

    /** The chance that a task is left to the UAVs. */
    double left(int task) {
        return left[task];
    }

    /** What the UAV that declares most for a task is expected to be worth to it in the first place. */
    double value(int task) {
        return values[task];
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
