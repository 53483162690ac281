package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicy;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A set actor that is only told what the drawn actions of a whole set have brought. */
class ExecutedFeedbackTest {
    private static final Kernels KERNELS = Kernels.create();
    private static final int BATCH = 64;

    private static SetActorConfig settings(SetActorConfig.Head head) {
        boolean critics = head == SetActorConfig.Head.DETERMINISTIC;
        return SetActorConfig.standard()
                .with(LearnerConfig.OBJECTIVE, critics ? Objective.CRITICS : Objective.REWARDS)
                .with(SetActorConfig.HEAD, head)
                .with(SetActorConfig.EXPLORATION, 0.5)
                .with(LearnerConfig.FEEDBACK, Feedback.EXECUTED)
                .with(LearnerConfig.HIDDEN, 16)
                .with(LearnerConfig.BATCH, BATCH)
                .with(LearnerConfig.LEARNING_RATE, 5e-3)
                .with(LearnerConfig.CRITIC_LEARNING_RATE, 5e-3)
                .with(LearnerConfig.FIRST_UPDATE, 1_600)
                .with(LearnerConfig.SOFT_UPDATE, 0.02)
                .with(LearnerConfig.ENTROPY, 0.0)
                .with(DiffusionSacConfig.EVALUATION_CHAINS, 3);
    }

    private static SetPolicyGradient learner(SetActorConfig settings) {
        return new SetPolicyGradient(new SetActorShape(settings, 1, 1, 2), SeedTree.of(11), KERNELS);
    }

    /**
     * An element's feature says which of two actions is right, and a set of two is told how many were. Shared feature 0 or 5
     * is added to that: without a baseline it would drown what the actions do.
     */
    @ParameterizedTest
    @EnumSource
    void learnsFromOneNumberASet(SetActorConfig.Head head) {
        SetPolicyGradient learner = learner(settings(head).with(PpoConfig.EPOCHS, 3));
        RandomStream random = SeedTree.of(12).stream();
        int[] actions = new int[BATCH];
        float[] own = new float[BATCH];
        float[] shared = new float[1];
        for (int update = 0; update < 200; update++) {
            learner.clear();
            float[] base = new float[BATCH / 2];
            for (int set = 0; set < BATCH / 2; set++) {
                base[set] = shared[0] = 5f * random.nextInt(2);
                own[2 * set] = 2f * random.nextInt(2) - 1f;
                own[2 * set + 1] = 2f * random.nextInt(2) - 1f;
                learner.add(2, own, 2 * set, shared, 0);
            }
            learner.draw(actions);
            for (int set = 0; set < BATCH / 2; set++) {
                float right = (own[2 * set] > 0) == (actions[2 * set] == 1) ? 1f : 0f;
                right += (own[2 * set + 1] > 0) == (actions[2 * set + 1] == 1) ? 1f : 0f;
                Arrays.fill(learner.returns(), 2 * set, 2 * set + 2, base[set] + right);
            }
            learner.improve();
        }
        SetPolicy policy = learner.snapshot().open(2);
        for (int which = 0; which < 4; which++) {
            float[] pair = {which % 2 == 0 ? -1f : 1f, which < 2 ? -1f : 1f};
            policy.act(2, pair, new float[] {5f}, random, actions);
            assertEquals(pair[0] > 0 ? 1 : 0, actions[0], head + ", pair " + which);
            assertEquals(pair[1] > 0 ? 1 : 0, actions[1], head + ", pair " + which);
        }
    }

    /** The first step on a batch is the plain policy gradient, whatever the clip, and rows without an element take no part. */
    @Test
    void theFirstStepIsThePlainPolicyGradient() {
        SetActorConfig settings = settings(SetActorConfig.Head.AUTOREGRESSIVE);
        float[] narrow = gradientOfOneStep(settings.with(PpoConfig.CLIP, 0.0), 0f);
        assertArrayEquals(narrow, gradientOfOneStep(settings.with(PpoConfig.CLIP, 1.0), 0f));
        assertArrayEquals(narrow, gradientOfOneStep(settings, 1e3f));
        SetPolicyGradient learner = learner(settings);
        SetActor before = new SetActor(learner.actor().shape(), KERNELS);
        for (int p = 0; p < before.parameters().size(); p++) {
            before.parameters()
                    .get(p)
                    .value()
                    .setTo(learner.actor().parameters().get(p).value());
        }
        int[] actions = step(learner, 0f);
        // Fresh baselines give equal sets equal values, so the normalised advantages are those of the returns
        // themselves.
        double[] advantages = new double[BATCH];
        for (int i = 0; i < 40; i++) {
            advantages[i] = learner.returns()[i];
        }
        Advantages.normalise(advantages, 40);
        SoftPolicy policy = new SoftPolicy(BATCH, 2, KERNELS);
        SetPass pass = new SetPass(before, BATCH, true);
        for (int set = 0; set < 20; set++) {
            pass.sets().add(2, new float[2], 0, new float[1], 0);
        }
        policy.set(pass.run(actions));
        float[] weights = new float[BATCH];
        for (int i = 0; i < BATCH; i++) {
            weights[i] = (float) advantages[i];
        }
        pass.logitGradient().zero();
        policy.addTaken(actions, weights, 40, pass.logitGradient().data);
        pass.backward();
        List<Parameter> expected = before.parameters();
        for (int p = 0; p < expected.size(); p++) {
            // the same sums, there in double and here in float
            assertArrayEquals(
                    expected.get(p).gradient().data,
                    learner.actor().parameters().get(p).gradient().data,
                    1e-5f,
                    expected.get(p).name());
        }
    }

    private static float[] gradientOfOneStep(SetActorConfig settings, float inUnusedRows) {
        SetPolicyGradient learner = learner(settings);
        step(learner, inUnusedRows);
        return learner.actor().parameters().get(4).gradient().data;
    }

    /** One update by 20 sets of two equal elements, in a batch with room for more. */
    private static int[] step(SetPolicyGradient learner, float inUnusedRows) {
        learner.clear();
        for (int set = 0; set < 20; set++) {
            learner.add(2, new float[2], 0, new float[1], 0);
        }
        int[] actions = new int[BATCH];
        learner.draw(actions);
        Arrays.fill(learner.returns(), inUnusedRows);
        for (int i = 0; i < 40; i++) {
            learner.returns()[i] = actions[i - i % 2] == actions[i - i % 2 + 1] ? 1f : 0f;
        }
        learner.improve();
        return actions;
    }

    /** Thirty epochs on one batch carry the policy far, unless they are clipped. */
    @Test
    void clippingHoldsThePolicyBack() {
        double clipped = moved(0.05);
        double free = moved(1.0);
        assertTrue(clipped < 0.12, "clipped " + clipped);
        assertTrue(free > 2 * clipped, "free " + free + ", clipped " + clipped);
    }

    private static double moved(double clip) {
        SetPolicyGradient learner = learner(settings(SetActorConfig.Head.SOFTMAX)
                .with(PpoConfig.CLIP, clip)
                .with(PpoConfig.EPOCHS, 30)
                .with(LearnerConfig.LEARNING_RATE, 2e-3));
        double before = probability(learner.actor());
        learner.clear();
        for (int set = 0; set < 32; set++) {
            learner.add(2, new float[2], 0, new float[1], 0);
        }
        int[] actions = new int[BATCH];
        learner.draw(actions);
        for (int i = 0; i < BATCH; i++) {
            learner.returns()[i] = actions[i - i % 2] + actions[i - i % 2 + 1];
        }
        learner.improve();
        return probability(learner.actor()) - before;
    }

    private static double probability(SetActor actor) {
        SetPass pass = new SetPass(actor, 2, false);
        pass.sets().add(2, new float[2], 0, new float[1], 0);
        SoftPolicy policy = new SoftPolicy(2, 2, KERNELS);
        policy.set(pass.run(new int[2]));
        return policy.probabilities().data[1];
    }
}
