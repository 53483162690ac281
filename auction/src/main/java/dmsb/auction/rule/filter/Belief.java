package dmsb.auction.rule.filter;

import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.Magnitude;
import dmsb.auction.round.Round;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.PostedRule;
import dmsb.core.argument.Require;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A linear-Gaussian model of the market. The logs of a round's bids, of the UAV's estimate and of zeta v_0 depend linearly
 * on those of the last {@value #PAST} rounds, with Gaussian noise. Bids and estimates are seen; zeta v_0 is seen only where
 * the UAV serves. So what is believed of the hidden values is Gaussian, and Kalman's filter updates it from round to round.
 * {@link BeliefFit} learns it. It makes rules that plan for what serving reveals. Immutable and safe for use by many
 * threads.
 */
public final class Belief {
    /** The number of past rounds that a round depends on. */
    public static final int PAST = 6;

    /** The number of rounds after the one to come that a plan looks at. */
    public static final int HORIZON = 8;

    /** The largest weight of a look's worth. */
    public static final double MOST_WEIGHT = 100;

    /** The largest number of pairs of draws. */
    public static final int MOST_PAIRS = 10_000;

    /** The number of bids of a round that are read: the lower ones tell next to nothing. */
    private static final int MOST_RANKS = 4;

    /** An amount of 0, and one that is far below or above the highest bid, counts as this far away. */
    private static final double CLIP = 4.0;

    private static final double LN_2 = StrictMath.log(2.0);

    /** The place of a number that is known and so is no element of a vector. */
    private static final int KNOWN = -1;

    private final Scenario scenario;
    private final Moments moments;
    private final int width;
    private final double[][] weights;
    private final double[] offsets;
    private final double[][] noise;
    private final PositiveFactor noiseFactor;
    private final int[] hidden; // where the numbers of the last rounds stand among what is believed of them
    private final int[] hiddenLater; // the same one round later, the round to come being the last
    private final AtomicReferenceArray<Moments.Prediction> first = new AtomicReferenceArray<>(1 << PAST);

    Belief(Scenario scenario, Moments moments) {
        this.scenario = scenario;
        this.moments = moments;
        this.width = width(scenario);
        int[] given = new int[PAST * width];
        Arrays.setAll(given, i -> i);
        Moments.Prediction next = moments.predictLast(width, given);
        int unit = (PAST - 1) * width; // the highest bid of the last round, which the fit measured everything by
        this.weights = next.weightsWithUnit(unit);
        this.offsets = next.offsets();
        this.noise = next.covariance();
        this.noiseFactor = new PositiveFactor(noise);
        this.hidden = new int[PAST * width];
        this.hiddenLater = new int[PAST * width];
        for (int i = 0; i < hidden.length; i++) {
            boolean isValue = i % width == width - 1;
            hidden[i] = isValue ? i / width : KNOWN;
            boolean isLast = i / width == PAST - 1;
            hiddenLater[i] = isLast ? PAST + i % width : isValue ? i / width + 1 : KNOWN;
        }
    }

    /** The numbers of a round: the logs of its highest bids, from the highest on, of the estimate and of zeta v_0. */
    static int width(Scenario scenario) {
        Stations.requireOne(scenario, "a belief");
        return Math.max(2, Math.min(scenario.groundStations(), MOST_RANKS)) + 2;
    }

    /** Writes the logs of a round, that of zeta v_0 only if it is revealed. */
    static void read(Round round, double[] sorted, double[] logs, int from, int width) {
        System.arraycopy(round.bids(), 0, sorted, 0, sorted.length);
        Arrays.sort(sorted);
        double unit = StrictMath.log(round.highest());
        for (int rank = 0; rank < width - 2; rank++) {
            logs[from + rank] = near(rank < sorted.length ? sorted[sorted.length - 1 - rank] : 0, unit);
        }
        logs[from + width - 2] = near(round.estimate(), unit);
        if (round.uavServes() && round.uavValueRevealed()) {
            logs[from + width - 1] = near(round.surplus(), unit);
        }
    }

    /** The log of an amount, moved to near another. */
    static double near(double amount, double logUnit) {
        return nearLog(StrictMath.log(amount), logUnit);
    }

    private static double nearLog(double log, double logUnit) {
        return Math.max(logUnit - CLIP, Math.min(logUnit + CLIP, log));
    }

    /**
     * Writes the logs of a round of a history, less that of the highest bid of another of its rounds. A factor 2^k of all
     * amounts changes no bit of them.
     *
     * @param history the history. Not modified.
     * @param age the round's age; its highest bid is positive
     * @param unit the age of the round whose highest bid is the unit
     * @param logs receives the logs, that of zeta v_0 only if it is revealed. Modified.
     */
    static void read(BidHistory history, int age, int unit, double[] logs, int width) {
        double top = log(history.bidLogSignificand(age, 0), history.bidExponent(age, 0), history, unit);
        for (int rank = 0; rank < width - 2; rank++) {
            logs[rank] = rank < history.groundStations()
                    ? nearLog(
                            log(history.bidLogSignificand(age, rank), history.bidExponent(age, rank), history, unit),
                            top)
                    : top - CLIP;
        }
        int estimateExponent = Magnitude.exponent(history.estimate(age));
        logs[width - 2] = nearLog(log(history.estimateLogSignificand(age), estimateExponent, history, unit), top);
        if (history.uavValueRevealed(age)) {
            int surplusExponent = Magnitude.exponent(history.surplus(age));
            logs[width - 1] = nearLog(log(history.surplusLogSignificand(age), surplusExponent, history, unit), top);
        }
    }

    /** The log of an estimate that is announced, in units of the highest bid of a round of a history. */
    static double read(double estimate, BidHistory history, int unit) {
        return nearLog(log(Magnitude.logSignificand(estimate), Magnitude.exponent(estimate), history, unit), 0.0);
    }

    private static double log(double logSignificand, int exponent, BidHistory history, int unit) {
        return exponent == Magnitude.ZERO
                ? Double.NEGATIVE_INFINITY
                : (logSignificand - history.bidLogSignificand(unit, 0))
                        + ((long) exponent - history.bidExponent(unit, 0)) * LN_2;
    }

    /**
     * The rule that counts what a look is worth for the decision of the next round. That worth is added to the UAV's side of
     * the expected surplus, as the UAV's value is revealed where it serves. It is the expectation of
     *
     * <pre>
     * max_a S_seen(a) - max_a S_unseen(a),
     * </pre>
     *
     * <p>with S the expected surplus of the next round with and without the look, by quadrature of three-dimensional normal
     * laws.
     *
     * @param weight what the worth is multiplied by; above 1 as later decisions gain too, from 0 to {@value #MOST_WEIGHT}
     * @return a new rule, for one thread at a time
     * @throws IllegalArgumentException if the weight is out of its range
     */
    public PostedRule valueOfInformation(double weight) {
        return new ValueOfInformationRule(this, Require.within("weight", weight, 0, MOST_WEIGHT));
    }

    /**
     * The rule that plans by rollouts. A look is worth what the next {@value #HORIZON} rounds bring more with it than without,
     * on average over fixed draws of what may come. In them a base rule decides: the action of largest expected surplus, the
     * UAV's value taken times e^(c s), s the variance of its log.
     *
     * @param optimism c, from 0 to {@value LinearFilterModel#MOST_OPTIMISM}
     * @param pairs how many pairs of draws with opposite signs, from 1 to {@value #MOST_PAIRS}
     * @return a new rule, for one thread at a time
     * @throws IllegalArgumentException if a number is out of its range
     */
    public PostedRule planner(double optimism, int pairs) {
        return new BeliefPlannerRule(
                this,
                Require.within("optimism", optimism, 0, LinearFilterModel.MOST_OPTIMISM),
                2 * Require.within("pairs", pairs, 1, MOST_PAIRS));
    }

    /** The market. */
    Scenario scenario() {
        return scenario;
    }

    /** The number of bids of a round. */
    int groundStations() {
        return scenario.groundStations();
    }

    /** The actions. */
    ActionGrid grid() {
        return ActionGrid.of(scenario);
    }

    /** Whether a look is seen before the next round. */
    boolean reveals() {
        return scenario.reveal() == Reveal.SERVED && scenario.revealLag() == 0;
    }

    /** The numbers of a round. */
    int width() {
        return width;
    }

    /** Extends what is believed of the last rounds' values by the numbers of the round to come. */
    void extend(Gaussian all, double[] logs) {
        extend(all, PAST, hidden, logs, 0);
    }

    /** Extends what is believed of the last rounds' values and of the round to come by the numbers of the round after it. */
    void extendLater(Gaussian all, double[] logs) {
        extend(all, PAST + width, hiddenLater, logs, width); // the oldest round is past by then
    }

    /**
     * Kalman's propagation: a round's numbers depend linearly on those of the rounds before.
     *
     * @param all the vector. Its elements from {@code from} on become the round's numbers, those before stay.
     * @param places of each number of the rounds before its place in the vector, or {@link #KNOWN}
     * @param logs the known numbers of the rounds before, from {@code first} on; of the others anything. Not modified.
     */
    private void extend(Gaussian all, int from, int[] places, double[] logs, int firstLog) {
        double[] mean = all.mean();
        double[][] covariance = all.covariance();
        for (int j = 0; j < width; j++) {
            double sum = offsets[j];
            for (int i = 0; i < places.length; i++) {
                sum += weights[j][i] * (places[i] == KNOWN ? logs[firstLog + i] : mean[places[i]]);
            }
            mean[from + j] = sum;
            for (int k = 0; k < from; k++) {
                double cross = spread(j, places, covariance, k);
                covariance[from + j][k] = cross;
                covariance[k][from + j] = cross;
            }
        }
        for (int j = 0; j < width; j++) {
            for (int l = 0; l <= j; l++) {
                double sum = noise[j][l];
                for (int i = 0; i < places.length; i++) {
                    if (places[i] != KNOWN) {
                        sum += weights[l][i] * covariance[from + j][places[i]];
                    }
                }
                covariance[from + j][from + l] = sum;
                covariance[from + l][from + j] = sum;
            }
        }
    }

    /** The covariance of a number of a round, its noise apart, with an element of what the rounds before are believed to be. */
    private double spread(int number, int[] places, double[][] covariance, int element) {
        double sum = 0;
        for (int i = 0; i < places.length; i++) {
            if (places[i] != KNOWN) {
                sum += weights[number][i] * covariance[places[i]][element];
            }
        }
        return sum;
    }

    /** Sets a forecast of a round from what is believed of it, all less the log of a unit. */
    void forecast(Gaussian round, int from, double unit, double[] means, double[][] covariance) {
        int[] targets = {from, from + 1, from + width - 1};
        for (int i = 0; i < targets.length; i++) {
            means[i] = round.mean()[targets[i]] - unit;
            for (int j = 0; j < targets.length; j++) {
                covariance[i][j] = round.covariance()[targets[i]][targets[j]];
            }
        }
    }

    /** The weights of a round's numbers on those of the last rounds, the oldest first: width x (PAST x width). */
    double[][] weights() {
        return weights;
    }

    /** What is added to them. */
    double[] offsets() {
        return offsets;
    }

    /** The factor of the covariances of a round's noise. */
    PositiveFactor noiseFactor() {
        return noiseFactor;
    }

    /**
     * The prediction of the hidden values of {@value #PAST} rounds from all their other numbers, less the last round's highest
     * bid. It is made when it is first needed.
     *
     * @param seen bit i is set if the value of round i is seen, the oldest round first
     */
    Moments.Prediction first(int seen) {
        Moments.Prediction prediction = first.get(seen);
        if (prediction == null) {
            int[] targets = new int[PAST - Integer.bitCount(seen)];
            int[] given = new int[hidden.length - targets.length];
            int nextTarget = 0;
            int nextGiven = 0;
            for (int i = 0; i < hidden.length; i++) {
                if (hidden[i] != KNOWN && ((seen >> hidden[i]) & 1) == 0) {
                    targets[nextTarget++] = i;
                } else {
                    given[nextGiven++] = i;
                }
            }
            prediction = moments.predict(given, targets, Moments.RIDGE);
            first.set(seen, prediction);
        }
        return prediction;
    }

    /** The moments of consecutive rounds' numbers that all of it is made from. */
    Moments moments() {
        return moments;
    }
}
