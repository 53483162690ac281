package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Minibatch;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.GradientCheck;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses of the agents against central differences, and against hand-made examples where a slope jumps. */
class LossGradientTest {
    private static final int ROWS = 64;
    private static final int ACTIONS = 4;

    /**
     * In double with a step of 1e-6 rounding contributes 1e-16 / 1e-6 and the third derivative 1e-12: hence 1e-8. A random
     * batch is within 1e-6 of a kink of the clips with a probability of about 64 * 1e-5; this one is not.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void ppoGradientIsTheDerivativeWithAndWithoutValueClip(double valueClip) {
        RandomStream random = SeedTree.of(5).child("ppo").stream();
        double[] oldLogits = normal(random, ROWS * ACTIONS, 1);
        double[] advantages = normal(random, ROWS, 1);
        double[] oldValues = normal(random, ROWS, 1);
        double[] returns = normal(random, ROWS, 1);
        double[] values = normal(random, ROWS, 0.2);
        int[] taken = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] += oldValues[i];
            taken[i] = random.nextInt(ACTIONS);
        }
        double[] oldLogProbabilities = new double[ROWS];
        PpoLoss.logProbabilities(oldLogits, ACTIONS, taken, oldLogProbabilities);
        PpoLoss loss = new PpoLoss(ROWS, ACTIONS, 0.2, valueClip, 0.5, 0.01);
        double[] shift = normal(random, ROWS * ACTIONS, 0.3);
        for (int j = 0; j < shift.length; j++) {
            loss.logits()[j] = oldLogits[j] + shift[j];
        }
        loss.compute(taken, oldLogProbabilities, advantages, values, oldValues, returns);
        double[] logitGradient = loss.logitGradient().clone();
        double[] valueGradient = loss.valueGradient().clone();
        for (double[] point : new double[][] {loss.logits(), values}) {
            double[] gradient = point == values ? valueGradient : logitGradient;
            for (int j = 0; j < point.length; j++) {
                double centre = point[j];
                point[j] = centre + 1e-6;
                double up = loss.compute(taken, oldLogProbabilities, advantages, values, oldValues, returns);
                point[j] = centre - 1e-6;
                double down = loss.compute(taken, oldLogProbabilities, advantages, values, oldValues, returns);
                point[j] = centre;
                assertEquals((up - down) / 2e-6, gradient[j], 1e-8, "element " + j);
            }
        }
    }

    @Test
    void clippedStepsPushNoFurtherAndMayComeBack() {
        // One step each: (too likely, good), (too likely, bad), (too unlikely, good), (too unlikely, bad).
        double[] advantages = {1, -1, 1, -1};
        double[] likely = {Math.log(0.5 / 1.5), Math.log(0.5 / 1.5), Math.log(0.5 / 0.5), Math.log(0.5 / 0.5)};
        PpoLoss loss = new PpoLoss(4, 2, 0.2, 0, 0, 0);
        double[] half = {Math.log(1 / 3.0), Math.log(1 / 3.0), Math.log(1.0), Math.log(1.0)};
        assertArrayEquals(half, likely, 1e-15);
        double[] zeros = new double[4];
        // pi is (1/2, 1/2), so the ratios are 1.5, 1.5, 0.5, 0.5.
        loss.compute(new int[4], likely, advantages, zeros, zeros, zeros);
        assertEquals(-(1.2 - 1.5 + 0.5 - 0.8) / 4, loss.surrogate(), 1e-15);
        double[] slopes = {0, 1.5 / 8, -0.5 / 8, 0};
        for (int i = 0; i < 4; i++) {
            assertEquals(slopes[i], loss.logitGradient()[2 * i], 1e-15, "step " + i);
            assertEquals(-slopes[i], loss.logitGradient()[2 * i + 1], 1e-15, "step " + i);
        }
    }

    @Test
    void lambdaZeroIsTheOneStepErrorAndLambdaOneTheReturn() {
        double[] rewards = {1, 2, 4};
        double[] values = {10, 20, 30};
        double[] next = {20, 30, 40};
        boolean[] none = new boolean[3];
        double[] advantages = new double[3];
        Advantages.estimate(rewards, values, next, none, none, 0.5, 0, advantages);
        assertArrayEquals(new double[] {1, -3, -6}, advantages);
        Advantages.estimate(rewards, values, next, none, none, 0.5, 1, advantages);
        assertArrayEquals(new double[] {1 + 1 + 1 + 5 - 10, 2 + 2 + 10 - 20, 4 + 20 - 30}, advantages);
        Advantages.estimate(rewards, values, next, none, new boolean[] {false, true, false}, 0.5, 1, advantages);
        assertArrayEquals(new double[] {1 + 1 + 7.5 - 10, 2 + 15 - 20, 4 + 20 - 30}, advantages);
        Advantages.estimate(rewards, values, next, new boolean[] {false, true, false}, none, 0.5, 1, advantages);
        assertArrayEquals(new double[] {1 + 1 - 10, 2 - 20, 4 + 20 - 30}, advantages);
    }

    @ParameterizedTest
    @EnumSource(Feedback.class)
    void actionValueGradientIsTheDerivative(Feedback feedback) {
        Minibatch batch = new Minibatch(
                ROWS,
                new float[0],
                new int[ROWS],
                GradientCheck.random("returns", ROWS, 1).data,
                GradientCheck.random("rewards", ROWS, ACTIONS).data,
                new float[0],
                new float[ROWS],
                Minibatch.Other.NONE);
        RandomStream random = SeedTree.of(5).child("actions").stream();
        for (int i = 0; i < ROWS; i++) {
            batch.actions()[i] = random.nextInt(ACTIONS);
            batch.bootstraps()[i] = i % 3 == 0 ? 0f : 0.9f;
        }
        NextValues values = reached(GradientCheck.random("values", ROWS, 1).data);
        FMatrixRMaj q = GradientCheck.random("q", ROWS, ACTIONS);
        FMatrixRMaj gradient = GradientCheck.random("to be overwritten", ROWS, ACTIONS);
        ActionValueLoss.of(feedback, batch, values, ACTIONS, q.data, gradient.data);
        float[] ignored = new float[ROWS * ACTIONS];
        GradientCheck.check(
                "q " + feedback,
                q,
                gradient,
                () -> ActionValueLoss.of(feedback, batch, values, ACTIONS, q.data, ignored));
        boolean othersMove = false;
        for (int j = 0; j < ignored.length; j++) {
            othersMove |= j % ACTIONS != batch.actions()[j / ACTIONS] && gradient.data[j] != 0;
        }
        assertEquals(feedback == Feedback.COUNTERFACTUAL, othersMove);
    }

    @Test
    void whatAllActionsHaveInCommonIsNoPartOfAnAdvantage() {
        float[] rewards = {1, 2, 6, 11, 12, 16}; // the second transition is worth 10 more whatever is done
        float[] advantages = {-2, -1, 3, -2, -1, 3};
        Minibatch batch = new Minibatch(
                2,
                new float[0],
                new int[] {0, 2},
                new float[] {1, 16},
                rewards,
                new float[0],
                new float[] {0.9f, 0.9f},
                Minibatch.Other.NONE);
        float[] gradient = new float[6];
        NextValues later = reached(new float[] {5, -7});
        assertEquals(0, ActionValueLoss.of(Feedback.COUNTERFACTUAL, batch, later, 3, advantages, gradient), 1e-12);
        assertArrayEquals(new float[6], gradient, 1e-7f);
        float[] taken = {1 + 0.9f * 5, 0, 0, 0, 0, 16 - 0.9f * 7};
        assertEquals(0, ActionValueLoss.of(Feedback.EXECUTED, batch, later, 3, taken, gradient), 1e-10);
    }

    private static NextValues reached(float[] values) {
        NextValues next = new NextValues(DqnConfig.standard().with(LearnerConfig.BATCH, values.length));
        System.arraycopy(values, 0, next.reached(), 0, values.length);
        return next;
    }

    /** Actions 0 and 1 lead to one state, 2 to the other; the first transition has reached the one, the second the other. */
    @Test
    void withPlanningEveryActionCountsTheValueOfItsOwnNextState() {
        Minibatch batch = new Minibatch(
                2,
                new float[0],
                new int[] {0, 2},
                new float[2],
                new float[] {1, 2, 6, 11, 12, 16},
                new float[0],
                new float[] {0.5f, 0f},
                new Minibatch.Other(new float[0], new int[] {2, 2}, new float[] {3, 1}, new float[] {4, 1}));
        NextValues next = new NextValues(planning().with(LearnerConfig.BATCH, 2));
        next.reached()[0] = 10;
        next.other()[0] = 20;
        next.reached()[1] = 30; // nothing is bootstrapped from it
        assertEquals(2, next.baseline()); // with discount 1/2; networks count from it
        float[] targets = {1 + 0.5f * 3 * 12 - 2, 2 + 0.5f * 3 * 12 - 2, 6 + 0.5f * 4 * 22 - 2, 11 - 2, 12 - 2, 16 - 2};
        float[] gradient = new float[6];
        assertEquals(0, ActionValueLoss.of(Feedback.COUNTERFACTUAL, batch, next, 3, targets, gradient), 1e-12);
        assertArrayEquals(new float[6], gradient, 1e-7f);
        FMatrixRMaj q = GradientCheck.random("q", 2, 3);
        FMatrixRMaj derivative = new FMatrixRMaj(2, 3);
        ActionValueLoss.of(Feedback.COUNTERFACTUAL, batch, next, 3, q.data, derivative.data);
        GradientCheck.check(
                "q planned",
                q,
                derivative,
                () -> ActionValueLoss.of(Feedback.COUNTERFACTUAL, batch, next, 3, q.data, gradient));
    }

    private static LearnerConfig planning() {
        return DqnConfig.standard().with(LearnerConfig.DISCOUNT, 0.5).with(LearnerConfig.PLANNING, true);
    }

    @Test
    void softPolicyGradientIsTheDerivative() {
        SoftPolicy policy = new SoftPolicy(ROWS, ACTIONS, Kernels.create());
        FMatrixRMaj logits = GradientCheck.random("logits", ROWS, ACTIONS);
        float[] q = GradientCheck.random("q", ROWS, ACTIONS).data;
        FMatrixRMaj gradient = new FMatrixRMaj(ROWS, ACTIONS);
        policy.set(logits);
        double loss = policy.improve(q, 0.3, gradient.data);
        float[] ignored = new float[ROWS * ACTIONS];
        GradientCheck.check("logits", logits, gradient, () -> {
            policy.set(logits);
            return policy.improve(q, 0.3, ignored);
        });
        float[] soft = new float[ROWS];
        float[] plain = new float[ROWS];
        policy.set(logits);
        policy.values(q, 0.3, soft);
        policy.values(q, 0, plain);
        double softSum = 0;
        double plainSum = 0;
        for (int i = 0; i < ROWS; i++) {
            softSum += soft[i];
            plainSum += plain[i];
        }
        assertEquals(-loss, softSum / ROWS, 1e-5);
        assertEquals(0.3 * policy.entropy(), (softSum - plainSum) / ROWS, 1e-5);
        assertTrue(policy.entropy() > 0.5, "entropy " + policy.entropy());
    }

    private static double[] normal(RandomStream random, int length, double scale) {
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = scale * random.nextGaussian();
        }
        return numbers;
    }
}
