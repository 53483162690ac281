package dmsb.nn.agent;

import static dmsb.nn.layer.GradientCheck.random;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicy;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An actor whose elements are decided one after the other: what it can do that independent draws cannot, and its gradient. */
class SequentialActorTest {
    private static final Kernels KERNELS = Kernels.create();
    private static final int SETS = 1_024;
    private static final float[] TOLD_APART = {1f, -1f};

    private static SetActorConfig settings(SetActorConfig.Head head, int batch) {
        return SetActorConfig.standard()
                .with(SetActorConfig.HEAD, head)
                .with(LearnerConfig.HIDDEN, 16)
                .with(LearnerConfig.BATCH, batch)
                .with(LearnerConfig.LEARNING_RATE, 5e-3)
                .with(LearnerConfig.SOFT_UPDATE, 0.05)
                .with(LearnerConfig.ENTROPY, 0.0);
    }

    @Test
    void elementsAreDecidedByTheLogitsOfTheWholePass() {
        SetActor actor =
                new SetActor(new SetActorShape(settings(SetActorConfig.Head.AUTOREGRESSIVE, 8), 3, 2, 4), KERNELS);
        actor.initialise(SeedTree.of(1).stream());
        SetPass pass = new SetPass(actor, 8, true);
        float[] own = random("own", 8, 3).data;
        float[] shared = random("shared", 2, 2).data;
        pass.sets().add(3, own, 0, shared, 0);
        pass.sets().add(4, own, 9, shared, 2);
        float[][] seen = new float[8][];
        int[] given = {2, 0, 3, 1, 1, 2, 0};
        int[] taken = new int[8];
        int[] next = {0};
        pass.see();
        pass.decideInTurn(
                probabilities -> {
                    seen[next[0]] = probabilities.clone();
                    return given[next[0]++];
                },
                taken);
        assertArrayEquals(given, Arrays.copyOf(taken, 7));
        SoftPolicy policy = new SoftPolicy(8, 4, KERNELS);
        policy.set(pass.run(taken));
        float[] together = policy.probabilities().data.clone();
        for (int row = 0; row < 7; row++) {
            assertArrayEquals(seen[row], Arrays.copyOfRange(together, row * 4, row * 4 + 4), "element " + row);
        }
        taken[1] = 3;
        policy.set(pass.run(taken));
        float[] other = policy.probabilities().data;
        for (int row = 0; row < 7; row++) {
            boolean behind = row == 2;
            assertEquals(behind, together[row * 4] != other[row * 4], "only element 2 sees what element 1 did: " + row);
        }
    }

    /** The game: two elements that nothing tells apart, and one place. One of them has to take it, the other not. */
    private static float onePlace(int first, int second) {
        return first == second ? 0f : 1f;
    }

    @Test
    void breaksATieThatIndependentElementsCannot() {
        int[] independent = learned(SetActorConfig.Head.SOFTMAX);
        assertEquals(independent[0], independent[1], "equal elements have equal policies");
        int[] inTurn = learned(SetActorConfig.Head.AUTOREGRESSIVE);
        assertNotEquals(inTurn[0], inTurn[1]);
    }

    private static int[] learned(SetActorConfig.Head head) {
        SetPolicyGradient learner =
                new SetPolicyGradient(new SetActorShape(settings(head, 64), 1, 1, 2), SeedTree.of(3), KERNELS);
        for (int update = 0; update < 300; update++) {
            fill(learner, 32, new float[2]);
            reward(learner, 32, SequentialActorTest::onePlace, head.sequential());
            learner.improve();
        }
        SetPolicy policy = learner.snapshot().open(2);
        int[] actions = new int[2];
        policy.act(2, new float[2], new float[1], SeedTree.of(5).stream(), actions);
        return actions;
    }

    private static void fill(SetPolicyGradient learner, int sets, float[] own) {
        learner.clear();
        for (int i = 0; i < sets; i++) {
            learner.add(2, own, 0, new float[1], 0);
        }
    }

    /** The rewards of sets of two elements; {@code anew} false for those with the second action as drawn. */
    private static void reward(SetPolicyGradient learner, int sets, Game game, boolean anew) {
        int[] a = new int[2 * sets];
        learner.draw(a);
        int[] c = a.clone();
        if (anew) {
            learner.drawAgain(c);
        }
        for (int i = 0; i < sets; i++) {
            int first = 2 * i;
            int second = 2 * i + 1;
            for (int action = 0; action < 2; action++) {
                learner.rewards()[2 * first + action] = game.reward(action, c[second]);
                learner.rewards()[2 * second + action] = game.reward(a[first], action);
            }
            learner.remainders()[first] = game.reward(a[first], a[second]) - game.reward(a[first], c[second]);
            learner.remainders()[second] = 0f;
        }
    }

    private interface Game {
        float reward(int first, int second);
    }

    /** Action 1 of the first is the better one, but only if the second follows. */
    private static float following(int first, int second) {
        return first != second ? 0f : 1f + first;
    }

    /**
     * The mean gradient of 1,024 sets against the exact one, by central differences of the expected reward over all four
     * vectors. A reward is at most 2, and a mean of 1,024 errs by some hundredths: measured .03. The variant with the second
     * element as it was drawn, which would be right for independent elements, is off by .4.
     */
    @Test
    void theGradientIsThatOfTheExpectedReward() {
        double right = error(true);
        double broken = error(false);
        assertTrue(right < 0.08, "relative error " + right);
        assertTrue(broken > 0.3, "relative error of the broken variant " + broken);
    }

    private static double error(boolean anew) {
        SetActorShape shape = new SetActorShape(settings(SetActorConfig.Head.AUTOREGRESSIVE, 2 * SETS), 1, 1, 2);
        SetPolicyGradient learner = new SetPolicyGradient(shape, SeedTree.of(8), KERNELS);
        follow(learner.actor());
        fill(learner, SETS, TOLD_APART);
        reward(learner, SETS, SequentialActorTest::following, anew);
        List<Parameter> parameters = learner.actor().parameters().stream()
                .filter(parameter -> parameter.name().matches("body3.*|body[12].bias|decided2.bias"))
                .toList();
        double[][] expected = parameters.stream()
                .map(parameter -> slopes(learner.actor(), parameter))
                .toArray(double[][]::new);
        learner.improve();
        double squares = 0.0;
        double off = 0.0;
        for (int p = 0; p < expected.length; p++) {
            float[] got = parameters.get(p).gradient().data;
            for (int i = 0; i < expected[p].length; i++) {
                squares += expected[p][i] * expected[p][i];
                off += (got[i] - expected[p][i]) * (got[i] - expected[p][i]);
            }
        }
        return Math.sqrt(off / squares);
    }

    /** Weights with which the second element mostly does what the first one does, which is open by the entropy's weight. */
    private static void follow(SetActor target) {
        SetActorConfig settings =
                settings(SetActorConfig.Head.AUTOREGRESSIVE, 64).with(LearnerConfig.ENTROPY, 0.3);
        SetPolicyGradient learner =
                new SetPolicyGradient(new SetActorShape(settings, 1, 1, 2), SeedTree.of(8), KERNELS);
        for (int update = 0; update < 200; update++) {
            fill(learner, 32, TOLD_APART);
            reward(learner, 32, (first, second) -> first == second ? 1f : 0f, true);
            for (int i = 0; i < 32; i++) {
                Arrays.fill(learner.rewards(), 4 * i, 4 * i + 2, 0f);
                learner.remainders()[2 * i] = 0f;
            }
            learner.improve();
        }
        for (int p = 0; p < target.parameters().size(); p++) {
            target.parameters()
                    .get(p)
                    .value()
                    .setTo(learner.actor().parameters().get(p).value());
        }
    }

    /** The derivatives of the loss; a reward is divided among the rows, of which a set has two. */
    private static double[] slopes(SetActor actor, Parameter parameter) {
        double[] slopes = new double[parameter.value().data.length];
        Arrays.setAll(slopes, i -> -slope(actor, parameter, i) / 2);
        return slopes;
    }

    private static double slope(SetActor actor, Parameter parameter, int i) {
        float value = parameter.value().data[i];
        parameter.value().data[i] = value + 1f / 128;
        double up = expected(actor);
        parameter.value().data[i] = value - 1f / 128;
        double down = expected(actor);
        parameter.value().data[i] = value;
        return (up - down) * 64;
    }

    private static double expected(SetActor actor) {
        SetPass pass = new SetPass(actor, 2, false);
        pass.sets().add(2, TOLD_APART, 0, new float[1], 0);
        SoftPolicy policy = new SoftPolicy(2, 2, KERNELS);
        double sum = 0.0;
        for (int[] vector : List.of(new int[] {0, 0}, new int[] {0, 1}, new int[] {1, 0}, new int[] {1, 1})) {
            policy.set(pass.run(vector));
            float[] probabilities = policy.probabilities().data;
            sum += (double) probabilities[vector[0]] * probabilities[2 + vector[1]] * following(vector[0], vector[1]);
        }
        return sum;
    }
}
