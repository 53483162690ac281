package dmsb.nn.agent;

import static dmsb.nn.layer.GradientCheck.check;
import static dmsb.nn.layer.GradientCheck.random;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.SetPolicy;
import dmsb.core.rl.SetPolicySnapshot;
import dmsb.core.tensorfile.Tensor;
import dmsb.nn.kernel.Kernels;
import dmsb.nn.layer.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two critics of sets: what they learn, and that the best proposal is chosen by the smaller one. */
class SetCriticsTest {
    private static final Kernels KERNELS = Kernels.create();
    private static final int BATCH = 64;

    private static SetActorConfig settings(SetActorConfig.Head head, Feedback feedback) {
        boolean critics = head == SetActorConfig.Head.DETERMINISTIC;
        return SetActorConfig.standard()
                .with(LearnerConfig.OBJECTIVE, critics ? Objective.CRITICS : Objective.REWARDS)
                .with(SetActorConfig.HEAD, head)
                .with(SetActorConfig.EXPLORATION, 0.5)
                .with(LearnerConfig.FEEDBACK, feedback)
                .with(SetActorConfig.PROPOSALS, 32)
                .with(LearnerConfig.HIDDEN, 16)
                .with(LearnerConfig.BATCH, BATCH);
    }

    /** A step so small that the weights stay as they are. */
    @Test
    void gradientsMatchFiniteDifferences() {
        SetActorShape shape = new SetActorShape(
                settings(SetActorConfig.Head.DIFFUSION, Feedback.EXECUTED)
                        .with(LearnerConfig.HIDDEN, 6)
                        .with(LearnerConfig.GRADIENT_CLIP, 0.0)
                        .with(LearnerConfig.CRITIC_LEARNING_RATE, 1e-20)
                        .with(LearnerConfig.BATCH, 8),
                3,
                2,
                4);
        SetCritics critics = new SetCritics(shape, SeedTree.of(1), KERNELS);
        float[] own = random("own", 8, 3).data;
        float[] shared = random("shared", 2, 2).data;
        critics.passes().forEach(pass -> {
            pass.sets().add(2, own, 0, shared, 0);
            pass.sets().add(4, own, 6, shared, 2);
        });
        float[] rewards = random("rewards", 8, 4).data;
        int[] taken = {1, 0, 3, 2, 2, 1, 0, 0};
        float[] returns = {0.5f, 0.5f, -1f, -1f, -1f, -1f, 0f, 0f};
        for (DoubleSupplier loss :
                List.<DoubleSupplier>of(() -> critics.regress(rewards), () -> critics.regress(taken, returns))) {
            for (SetActor network : critics.networks()) {
                for (Parameter parameter : network.parameters()) {
                    assertTrue(loss.getAsDouble() > 0);
                    check(parameter.name(), parameter.value(), parameter.gradient(), loss);
                }
            }
        }
    }

    static Stream<Arguments> allKinds() {
        return Arrays.stream(SetActorConfig.Head.values())
                .flatMap(head -> Arrays.stream(Feedback.values()).map(feedback -> Arguments.of(head, feedback)));
    }

    /** The actor learns nothing, so its proposals are as good as chance; the choice among 32 of them is right. */
    @ParameterizedTest
    @MethodSource("allKinds")
    void criticsChooseTheRightProposal(SetActorConfig.Head head, Feedback feedback) {
        SetActorConfig settings = settings(head, feedback)
                .with(LearnerConfig.LEARNING_RATE, 1e-12)
                .with(LearnerConfig.CRITIC_LEARNING_RATE, 1e-2)
                .with(LearnerConfig.SOFT_UPDATE, 0.05);
        SetPolicyGradient learner =
                new SetPolicyGradient(new SetActorShape(settings, 1, 1, 2), SeedTree.of(2), KERNELS);
        RandomStream random = SeedTree.of(3).stream();
        int[] actions = new int[BATCH];
        float[] own = new float[BATCH];
        for (int update = 0; update < 250; update++) {
            learner.clear();
            for (int set = 0; set < BATCH / 2; set++) {
                own[2 * set] = 2f * random.nextInt(2) - 1f;
                own[2 * set + 1] = 2f * random.nextInt(2) - 1f;
                learner.add(2, own, 2 * set, new float[1], 0);
            }
            learner.draw(actions);
            for (int i = 0; i < BATCH; i++) {
                int right = own[i] > 0 ? 1 : 0;
                int other = i ^ 1;
                learner.rewards()[2 * i + right] = 0.5f;
                learner.rewards()[2 * i + 1 - right] = -0.5f;
                learner.returns()[i] =
                        (actions[i] == right ? 1f : 0f) + (actions[other] == (own[other] > 0 ? 1 : 0) ? 1f : 0f);
            }
            learner.improve();
        }
        SetPolicySnapshot snapshot = learner.snapshot();
        assertEquals(1.0, shareRight(snapshot.open(2)), 0.02, head + ", " + feedback);
        double alone = shareRight(learner.exploration(2));
        assertTrue(alone < 0.8, "without critics " + alone);
    }

    private static double shareRight(SetPolicy policy) {
        RandomStream random = SeedTree.of(4).stream();
        int[] actions = new int[2];
        int right = 0;
        for (int trial = 0; trial < 200; trial++) {
            float[] own = {2f * random.nextInt(2) - 1f, 2f * random.nextInt(2) - 1f};
            policy.act(2, own, new float[1], random, actions);
            right += actions[0] == (own[0] > 0 ? 1 : 0) ? 1 : 0;
            right += actions[1] == (own[1] > 0 ? 1 : 0) ? 1 : 0;
        }
        return right / 400.0;
    }

    @Test
    void aProposalIsWorthTheSmallerSum() {
        SetActorShape shape = new SetActorShape(settings(SetActorConfig.Head.SOFTMAX, Feedback.EXECUTED), 3, 2, 4);
        SetCritics critics = new SetCritics(shape, SeedTree.of(21), KERNELS);
        float[] own = random("own", 3, 3).data;
        float[] shared = random("shared", 1, 2).data;
        SetJudge judge = new SetJudge(critics.averages(), 3);
        judge.see(own, shared);
        boolean[] smaller = new boolean[2];
        for (int a = 0; a < 64; a++) {
            int[] taken = {a % 4, a / 4 % 4, a / 16};
            double[] sums = new double[2];
            for (int k = 0; k < 2; k++) {
                SetPass pass = new SetPass(critics.averages().get(k), 3, false);
                pass.sets().add(3, own, 0, shared, 0);
                float[] q = pass.run(taken).data;
                for (int m = 0; m < 3; m++) {
                    sums[k] += q[4 * m + taken[m]];
                }
            }
            assertEquals(Math.min(sums[0], sums[1]), judge.value(taken));
            smaller[sums[0] < sums[1] ? 0 : 1] = true;
        }
        assertArrayEquals(new boolean[] {true, true}, smaller, "each critic is the smaller one somewhere");
    }

    @Test
    void aModelWithProposalsNeedsBothCritics() {
        SetActorShape shape = new SetActorShape(settings(SetActorConfig.Head.SOFTMAX, Feedback.EXECUTED), 3, 2, 4);
        SetPolicySnapshot whole = new SetPolicyGradient(shape, SeedTree.of(6), KERNELS).snapshot();
        Map<String, Tensor> tensors = new TreeMap<>(whole.tensors());
        assertEquals(whole.tensors(), new SetPolicyWeights(shape, tensors).tensors());
        tensors.keySet().removeIf(name -> name.startsWith("critic2."));
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> new SetPolicyWeights(shape, tensors))
                        .getMessage());
        assertTrue(message.contains("critic2"), message);
    }
}
