package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.tensorfile.TensorFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A perceptron that is taught distributions of which the answer is known. */
class PolicyDistillationTest {
    private static final int ACTIONS = 4;

    private static PolicyDistillation pupil(int width, long seed) {
        DiscreteSacConfig config =
                DiscreteSacConfig.standard().with(LearnerConfig.HIDDEN, width).with(LearnerConfig.BATCH, 32);
        return new PolicyDistillation(config, 2, ACTIONS, 1e-2, SeedTree.of(seed));
    }

    private static MlpPolicy policy(PolicyDistillation pupil) {
        return (MlpPolicy)
                pupil.config().policy(new TensorFile(pupil.tensors(), Map.of()), 2, ACTIONS, Inference.standard());
    }

    /** Two observations with a distribution each: what is learned is these distributions. */
    @Test
    void itGivesTheDistributionsThatItWasTaught() {
        PolicyDistillation pupil = pupil(16, 1);
        float[] first = {.7f, .2f, .1f, 0f};
        float[] second = {.1f, .1f, .3f, .5f};
        pupil.add(new float[] {1, 0}, first);
        pupil.add(new float[] {0, 1}, second);
        double divergence = pupil.train(3_000);
        assertEquals(0, divergence, 1e-3);
        MlpPolicy policy = policy(pupil);
        assertArrayEquals(first, policy.distribution(new float[] {1, 0}), .01f);
        assertArrayEquals(second, policy.distribution(new float[] {0, 1}), .01f);
    }

    /** One observation with two answers: their mean, and a divergence that is that of the answers from their mean. */
    @Test
    void ofSeveralAnswersItGivesTheMean() {
        PolicyDistillation pupil = pupil(8, 2);
        pupil.add(new float[] {1, 1}, new float[] {1, 0, 0, 0});
        pupil.add(new float[] {1, 1}, new float[] {0, 1, 0, 0});
        double divergence = pupil.train(3_000);
        assertArrayEquals(new float[] {.5f, .5f, 0, 0}, policy(pupil).distribution(new float[] {1, 1}), .05f);
        assertEquals(Math.log(2), divergence, .02);
    }

    /** A smooth teacher on a square is met between the examples too. */
    @Test
    void itMeetsATeacherBetweenTheExamples() {
        PolicyDistillation pupil = pupil(32, 3);
        RandomStream random = SeedTree.of(4).stream();
        for (int i = 0; i < 2_000; i++) {
            float[] at = {(float) random.nextGaussian(), (float) random.nextGaussian()};
            pupil.add(at, teacher(at));
        }
        pupil.train(3_000);
        MlpPolicy policy = policy(pupil);
        int same = 0;
        for (int i = 0; i < 500; i++) {
            float[] at = {(float) random.nextGaussian(), (float) random.nextGaussian()};
            same += policy.act(at, random) == Categorical.largest(teacher(at), 0, ACTIONS) ? 1 : 0;
        }
        assertTrue(same > 480, same + " of 500");
    }

    private static float[] teacher(float[] at) {
        float[] distribution = {
            (float) Math.exp(at[0]), (float) Math.exp(at[1]), (float) Math.exp(-at[0]), (float) Math.exp(-at[1])
        };
        float sum = distribution[0] + distribution[1] + distribution[2] + distribution[3];
        for (int a = 0; a < ACTIONS; a++) {
            distribution[a] /= sum;
        }
        return distribution;
    }

    @Test
    void equalSeedsGiveEqualWeights() {
        float[][] weights = new float[2][];
        for (int i = 0; i < 2; i++) {
            PolicyDistillation pupil = pupil(8, 5);
            pupil.add(new float[] {1, 0}, new float[] {.7f, .2f, .1f, 0f});
            pupil.train(20);
            weights[i] = pupil.tensors().values().iterator().next().data();
        }
        assertArrayEquals(weights[0], weights[1]);
    }

    @Test
    void whatIsNoExampleIsRefused() {
        PolicyDistillation pupil = pupil(8, 6);
        assertThrows(IllegalStateException.class, () -> pupil.train(1));
        assertThrows(IllegalArgumentException.class, () -> pupil.add(new float[1], new float[ACTIONS]));
        assertThrows(IllegalArgumentException.class, () -> pupil.add(new float[] {Float.NaN, 0}, new float[ACTIONS]));
        assertThrows(IllegalArgumentException.class, () -> pupil.add(new float[2], new float[] {1, 0, 0, Float.NaN}));
        assertEquals(0, pupil.size());
    }
}
