package dmsb.nn.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BehaviourCloningTest {
    private static final int OBSERVATIONS = 4;
    private static final int ACTIONS = 5;
    private static final DiffusionSacConfig CONFIG = DiffusionSacConfig.standard()
            .with(LearnerConfig.HIDDEN, 64)
            .with(LearnerConfig.BATCH, 64)
            .with(LearnerConfig.REPLAY_CAPACITY, 1_000);

    /** What the log's author does: the index of the largest number, or the last action if none is above 0. */
    private static int choice(float[] observation) {
        int best = ACTIONS - 1;
        float highest = 0;
        for (int i = 0; i < OBSERVATIONS; i++) {
            if (observation[i] > highest) {
                highest = observation[i];
                best = i;
            }
        }
        return best;
    }

    /** Draws an observation in which the choice is clear: no other number, and not 0, is within 0.5 of the largest. */
    private static void draw(RandomStream random, float[] observation) {
        boolean clear = false;
        while (!clear) {
            random.fillGaussian(observation, OBSERVATIONS);
            float[] sorted = {observation[0], observation[1], observation[2], observation[3], 0};
            Arrays.sort(sorted);
            clear = sorted[OBSERVATIONS] - sorted[OBSERVATIONS - 1] > 0.5;
        }
    }

    private static double agreement(Policy policy, long seed) {
        RandomStream random = SeedTree.of(seed).stream();
        float[] observation = new float[OBSERVATIONS];
        int agreed = 0;
        int rounds = 1000;
        for (int i = 0; i < rounds; i++) {
            draw(random, observation);
            agreed += policy.act(observation, random) == choice(observation) ? 1 : 0;
        }
        return (double) agreed / rounds;
    }

    private static BehaviourCloning cloned(boolean honest) {
        BehaviourCloning cloning = new BehaviourCloning(CONFIG, OBSERVATIONS, ACTIONS, SeedTree.of(1));
        RandomStream random = SeedTree.of(2).stream();
        float[] observation = new float[OBSERVATIONS];
        for (int i = 0; i < 4000; i++) {
            draw(random, observation);
            cloning.add(observation, honest ? choice(observation) : random.nextInt(ACTIONS));
        }
        assertEquals(4000, cloning.size());
        double before = cloning.train(10);
        double after = 0;
        for (int i = 0; i < 3; i++) {
            after = cloning.train(1000);
        }
        assertTrue(after < before, before + " to " + after);
        return cloning;
    }

    @Test
    void theClonedPolicyReproducesTheLogsChoices() {
        DiffusionSac agent = new DiffusionSac(CONFIG, OBSERVATIONS, ACTIONS, SeedTree.of(3));
        double untrained = agreement(agent.snapshot(Inference.meanOf(8)).open(), 4);
        agent.startFrom(cloned(true));
        // On new observations, not those of the log.
        double mean = agreement(agent.snapshot(Inference.meanOf(32)).open(), 4);
        double noiseless = agreement(agent.snapshot(Inference.noiseless()).open(), 4);
        assertTrue(mean > 0.97, "mean of 32 chains: " + mean);
        assertTrue(noiseless > 0.97, "without noise: " + noiseless);
        assertTrue(untrained < 0.5, "untrained: " + untrained);
    }

    @Test
    void aLogWithoutAPatternTeachesNone() {
        DiffusionSac agent = new DiffusionSac(CONFIG, OBSERVATIONS, ACTIONS, SeedTree.of(3));
        agent.startFrom(cloned(false));
        assertTrue(agreement(agent.snapshot(Inference.meanOf(8)).open(), 4) < 0.5);
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        DiffusionSac one = new DiffusionSac(CONFIG, OBSERVATIONS, ACTIONS, SeedTree.of(3));
        DiffusionSac two = new DiffusionSac(CONFIG, OBSERVATIONS, ACTIONS, SeedTree.of(3));
        BehaviourCloning[] clonings = new BehaviourCloning[2];
        for (int i = 0; i < 2; i++) {
            clonings[i] = new BehaviourCloning(CONFIG, OBSERVATIONS, ACTIONS, SeedTree.of(1));
            clonings[i].add(new float[] {1, 2, 3, 4}, 3);
        }
        assertEquals(clonings[0].train(5), clonings[1].train(5));
        one.startFrom(clonings[0]);
        two.startFrom(clonings[1]);
        float[] observation = {1, 2, 3, 4};
        float[] first = one.policyOf(1).distribution(observation, SeedTree.of(5).stream());
        float[] second = two.policyOf(1).distribution(observation, SeedTree.of(5).stream());
        assertArrayEquals(first, second);
    }

    @Test
    void whatIsNoChoiceIsRefused() {
        BehaviourCloning cloning = new BehaviourCloning(CONFIG, OBSERVATIONS, ACTIONS, SeedTree.of(1));
        assertEquals("observation: expected 4 elements, got 3", refusal(() -> cloning.add(new float[3], 0)));
        assertEquals(
                "observation[1]: expected a finite number, got NaN",
                refusal(() -> cloning.add(new float[] {0, Float.NaN, 0, 0}, 0)));
        assertEquals("action: expected a whole number from 0 to 4, got 5", refusal(() -> cloning.add(new float[4], 5)));
        assertThrows(IllegalStateException.class, () -> cloning.train(1));
    }

    private static String refusal(Runnable use) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, use::run).getMessage());
    }
}
