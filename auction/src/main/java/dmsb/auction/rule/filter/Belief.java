package dmsb.auction.rule.filter;

import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.Round;
import dmsb.auction.rule.ActionGrid;
import dmsb.auction.rule.PostedRule;
import dmsb.core.argument.Require;
import java.util.Arrays;

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

    private final Scenario scenario;
    private final Moments moments;
    private final int width;
    private final double[][] weights;
    private final double[] offsets;
    private final double[][] noise;
    private final PositiveFactor noiseFactor;

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
    }

    /** The numbers of a round: the logs of its highest bids, from the highest on, of the estimate and of zeta v_0. */
    static int width(Scenario scenario) {
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
        return Math.max(logUnit - CLIP, Math.min(logUnit + CLIP, StrictMath.log(amount)));
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

    /** The weights of a round's numbers on those of the last rounds, the oldest first: width x (PAST x width). */
    double[][] weights() {
        return weights;
    }

    /** What is added to them. */
    double[] offsets() {
        return offsets;
    }

    /** The covariances of a round's noise. */
    double[][] noise() {
        return noise;
    }

    /** The factor of the covariances of a round's noise. */
    PositiveFactor noiseFactor() {
        return noiseFactor;
    }

    /** The prediction of some numbers of {@value #PAST} rounds from others, all less the last round's highest bid. */
    Moments.Prediction within(int[] given, int[] targets) {
        return moments.predict(given, targets, Moments.RIDGE);
    }
}
