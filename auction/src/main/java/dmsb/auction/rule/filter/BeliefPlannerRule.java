package dmsb.auction.rule.filter;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;

/**
 * The rule of {@link Belief#planner}. Every decision uses the same standard normal draws, in pairs of opposite signs. A draw
 * gives all rounds to the horizon. It is played twice, as if the ground and as if the UAV served first. Both plays meet the
 * same bids and values, and differ in what has been revealed. A look is worth the mean difference. A later round counts with
 * its expected surplus given what is known then, which varies less than its surplus and has the same mean.
 */
final class BeliefPlannerRule extends BeliefRule {
    private static final int HORIZON = Belief.HORIZON;

    private final int width;
    private final SurplusForecast expected = new SurplusForecast(0);
    private final SurplusForecast base;
    private final double[] means = new double[LinearFilterFit.TARGETS];
    private final double[][] covariance = new double[LinearFilterFit.TARGETS][LinearFilterFit.TARGETS];
    private final double[][] draws;
    private final double[] path; // the numbers of all rounds from the oldest past one to the horizon
    private final double[] noise;
    private final BeliefState later;
    private final Gaussian first;
    private final Gaussian next;

    BeliefPlannerRule(Belief belief, double optimism, int count) {
        super(belief);
        this.width = belief.width();
        this.base = new SurplusForecast(optimism);
        this.path = new double[(PAST + 1 + HORIZON) * width];
        this.draws = draws(count, PAST + (1 + HORIZON) * width);
        this.noise = new double[width];
        this.later = new BeliefState(belief);
        this.first = BeliefState.room(belief);
        this.next = BeliefState.room(belief);
    }

    private static double[][] draws(int count, int size) {
        RandomStream random = SeedTree.of(0).child("belief").stream();
        double[][] draws = new double[count][size];
        for (int d = 0; d < count; d += 2) {
            for (int i = 0; i < size; i++) {
                draws[d][i] = random.nextGaussian();
                draws[d + 1][i] = -draws[d][i];
            }
        }
        return draws;
    }

    @Override
    double worthOfLook(BeliefState state, Gaussian round) {
        PositiveFactor spread = new PositiveFactor(round.covariance());
        double sum = 0;
        for (double[] draw : draws) {
            drawPath(state, round, spread, draw);
            sum += play(state, round, true) - play(state, round, false);
        }
        return sum / draws.length;
    }

    /** Draws the values of the last rounds, the round to come, and those after it. */
    private void drawPath(BeliefState state, Gaussian round, PositiveFactor spread, double[] draw) {
        System.arraycopy(state.logs(), 0, path, 0, PAST * width);
        for (int i = 0; i < PAST; i++) {
            path[i * width + width - 1] = round.mean()[i] + spread.element(i, draw);
        }
        for (int j = 0; j < width; j++) {
            path[PAST * width + j] = round.mean()[PAST + j] + spread.element(PAST + j, draw);
        }
        double[][] weights = belief().weights();
        for (int step = 1; step <= HORIZON; step++) {
            int from = (PAST + step) * width;
            System.arraycopy(draw, PAST + step * width, noise, 0, width);
            for (int j = 0; j < width; j++) {
                double sum = belief().offsets()[j] + belief().noiseFactor().element(j, noise);
                for (int i = 0; i < PAST * width; i++) {
                    sum += weights[j][i] * path[step * width + i];
                }
                path[from + j] = sum;
            }
        }
    }

    private double gap(int row) {
        return path[row * width] - path[row * width + 1];
    }

    /** What the base rule expects to earn on a path, in units of the last round's highest bid. */
    private double play(BeliefState state, Gaussian round, boolean uavServesFirst) {
        later.set(state);
        first.set(round);
        later.settle(first, path, PAST * width, uavServesFirst);
        double sum = 0;
        for (int step = 1; step <= HORIZON; step++) {
            int row = PAST + step;
            later.predict(next);
            next.condition(PAST + width - 2, path[row * width + width - 2]);
            double laterUnit = later.unit();
            belief().forecast(next, PAST, laterUnit, means, covariance);
            expected.set(means, covariance);
            base.set(means, covariance);
            double logRho = grid().logRho(base.best(grid()));
            sum += StrictMath.exp(laterUnit - state.unit()) * expected.at(logRho);
            later.settle(next, path, row * width, gap(row) <= logRho);
        }
        return sum;
    }
}
