package dmsb.auction.dense;

import dmsb.auction.round.RoundTerms;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.filter.LinearFilterModel;
import dmsb.auction.rule.filter.RoundForecast;
import dmsb.core.math.FastStrictMath;

/**
 * The observation of a rule that is learned for slots of any number of tasks: features of each task's own, and features of the
 * UAVs that all tasks share. All of it comes from the linear filter's forecasts, the declarations, the batteries and the price
 * of their units.
 *
 * <table>
 * <caption>The features of a task, with U UAVs and |A| actions</caption>
 * <tr><th>entries</th><th>what</th></tr>
 * <tr><td>5</td><td>the expected logs of the highest and second-highest bid and of their gap; the deviations of the highest bid
 * and the gap</td></tr>
 * <tr><td>5</td><td>by mean field: the chance that the task is left to the UAVs, how many tasks are before it and
 * behind it, the price of keeping it, and the expected weight of its place</td></tr>
 * <tr><td>4 U</td><td>of each UAV the expected log of zeta v_0 and its deviation, the log of its declaration, the covariance of
 * gap and log zeta v_0</td></tr>
 * <tr><td>1 + |A|</td><td>the log of the largest expected surplus of an action at that weight and price, and what each action
 * falls short of it, relative to it</td></tr>
 * </table>
 *
 * <p>Shared are the number of tasks, the share of the episode that is left, the expected number of tasks left to the UAVs, and of
 * each UAV the tasks that its energy allows in each slot left and the price of a unit. Amounts enter as logs less the mean log of
 * the tasks' last highest bids, or relative to it, and are clipped. For one thread at a time.
 */
public final class SlotEncoder {
    private static final int PER_TASK = 11;
    private static final int PER_UAV = 4;
    private static final int SHARED = 3;
    private static final int SHARED_PER_UAV = 2;
    private static final double CLIP = 4.0;
    private static final double SHARPNESS = 10.0;
    private static final double LEAST_PRICE = -0.9; // a task may do good to others, as stale declarations assign them

    private final RoundTerms terms;
    private final PlaceQueue queue;
    private final int uavs;
    private final int actions;
    private final int slots;
    private final double[] surplus;
    private final float[] own;
    private final float[] shared;
    private final double[] optimism;
    private double scale;

    /**
     * An encoder.
     *
     * @param intersection gives the shape; its number of tasks is the largest that there can be
     * @param model the forecast of one task
     */
    public SlotEncoder(Intersection intersection, LinearFilterModel model) {
        terms = RoundTerms.of(intersection.market());
        queue = new PlaceQueue(intersection, model);
        uavs = intersection.uavs();
        actions = ActionGrid.of(intersection.market()).size();
        slots = intersection.market().roundsPerEpisode();
        surplus = new double[actions];
        optimism = new double[uavs * intersection.tasks()];
        own = new float[intersection.tasks() * ownSize()];
        shared = new float[sharedSize()];
    }

    /**
     * The number of a task's own features.
     *
     * @return how many
     */
    public int ownSize() {
        return PER_TASK + PER_UAV * uavs + actions;
    }

    /**
     * The number of shared features.
     *
     * @return how many
     */
    public int sharedSize() {
        return SHARED + SHARED_PER_UAV * uavs;
    }

    /** The number of UAVs. */
    int uavs() {
        return uavs;
    }

    /**
     * The number of actions of a task.
     *
     * @return those of the grid
     */
    public int actions() {
        return actions;
    }

    /**
     * The own features of the last slot read, task after task.
     *
     * @return the array itself, with room for the largest number of tasks
     */
    public float[] own() {
        return own;
    }

    /**
     * The shared features of the last slot read.
     *
     * @return the array itself
     */
    public float[] shared() {
        return shared;
    }

    /**
     * The amount that the last slot read is measured in: the geometric mean of its tasks' last highest bids.
     *
     * @return the scale, in money
     */
    public double scale() {
        return scale;
    }

    /**
     * By which factor a UAV's value of a task of the last slot read counts for more than it is, because serving reveals it.
     *
     * @param uav the UAV, from 0
     * @param task the task, from 0
     * @return the filter's optimism, 1 for none
     */
    public double optimism(int uav, int task) {
        return optimism[task * uavs + uav];
    }

    /**
     * Reads a slot.
     *
     * @param announcement what is known before the bids. Not modified.
     * @param unitPrices the price of a unit of each UAV's battery. Not modified.
     * @return false if there is no forecast for one of the tasks; then nothing has a meaning
     */
    public boolean read(SlotAnnouncement announcement, double[] unitPrices) {
        if (!queue.read(announcement, unitPrices)) {
            return false;
        }
        int tasks = announcement.tasks();
        double logSum = 0.0;
        for (int m = 0; m < tasks; m++) {
            logSum += FastStrictMath.log(queue.forecast(m).unit());
        }
        double reference = logSum / tasks;
        scale = FastStrictMath.exp(reference);
        for (int m = 0; m < tasks; m++) {
            readTask(announcement, m, reference);
        }
        int next = 0;
        shared[next++] = (float) (FastStrictMath.log(tasks) / 2);
        shared[next++] = (float) announcement.slotsLeft() / slots;
        shared[next++] = (float) StrictMath.log1p(queue.expectedLeft());
        for (int u = 0; u < uavs; u++) {
            double allowance = (double) announcement.battery(u) / announcement.slotsLeft();
            shared[next++] = (float) Math.min(1.0, allowance / tasks);
            shared[next++] = clipped(unitPrices[u] / scale);
        }
        return true;
    }

    private void readTask(SlotAnnouncement announcement, int task, double reference) {
        RoundForecast forecast = queue.forecast(task);
        int next = task * ownSize();
        double unit = FastStrictMath.log(forecast.unit()) - reference;
        double highest = forecast.mean(RoundForecast.HIGHEST);
        double second = forecast.mean(RoundForecast.SECOND);
        double spread = forecast.covariance(RoundForecast.HIGHEST, RoundForecast.HIGHEST);
        double gapSpread = spread
                - 2 * forecast.covariance(RoundForecast.HIGHEST, RoundForecast.SECOND)
                + forecast.covariance(RoundForecast.SECOND, RoundForecast.SECOND);
        own[next++] = clipped(unit + highest);
        own[next++] = clipped(unit + second);
        own[next++] = clipped(highest - second);
        own[next++] = deviation(spread);
        own[next++] = deviation(gapSpread);
        own[next++] = (float) queue.left(task);
        own[next++] = (float) StrictMath.log1p(queue.before(task));
        own[next++] = (float) StrictMath.log1p(Math.max(0.0, queue.behind(task)));
        own[next++] = clipped(StrictMath.log1p(Math.max(LEAST_PRICE, queue.price(task) / scale)));
        own[next++] = (float) queue.placeWeight(task);
        for (int u = 0; u < uavs; u++) {
            RoundForecast seen = queue.forecast(u, task);
            optimism[task * uavs + u] = seen.uavOptimism();
            double worth = terms.worth(announcement.view(u, task).estimate());
            own[next++] = clipped(unit + seen.mean(RoundForecast.UAV));
            own[next++] = deviation(seen.covariance(RoundForecast.UAV, RoundForecast.UAV));
            own[next++] = worth > 0.0 ? clipped(FastStrictMath.log(worth) - reference) : (float) -CLIP;
            own[next++] = clipped(4
                    * (seen.covariance(RoundForecast.HIGHEST, RoundForecast.UAV)
                            - seen.covariance(RoundForecast.SECOND, RoundForecast.UAV)));
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < actions; a++) {
            surplus[a] = forecast.surplus(a, queue.placeWeight(task), queue.price(task));
            most = Math.max(most, surplus[a]);
        }
        double level = Math.max(most, Double.MIN_NORMAL);
        own[next++] = clipped(FastStrictMath.log(level) - reference);
        for (int a = 0; a < actions; a++) {
            own[next++] = clipped(SHARPNESS * (surplus[a] / level - 1.0));
        }
    }

    private static float deviation(double variance) {
        return clipped(Math.sqrt(Math.max(0.0, variance)));
    }

    private static float clipped(double value) {
        return (float) (value > CLIP ? CLIP : value < -CLIP ? -CLIP : value);
    }
}
