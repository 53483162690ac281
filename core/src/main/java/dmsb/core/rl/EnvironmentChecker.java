package dmsb.core.rl;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;

/**
 * A check of the promises that every {@link Environment} makes: sizes, finite numbers, refusal of wrong use, and above
 * all that an episode is a function of its seed and its actions.
 */
public final class EnvironmentChecker {
    private static final int MAX_STEPS = 100_000;

    private EnvironmentChecker() {}

    /**
     * Plays the same random episodes twice on the environment, with another episode between, and compares every number.
     *
     * @param environment the environment. Its episode under way, if any, is lost.
     * @param seeds the source of the episodes and the actions
     * @param episodes how many episodes
     * @throws IllegalStateException if a promise is broken, saying which
     */
    public static void check(Environment environment, SeedTree seeds, int episodes) {
        require(environment.observationSize() >= 1, "observationSize must be at least 1");
        require(environment.actionCount() >= 1, "actionCount must be at least 1");
        Play first = new Play(environment);
        Play second = new Play(environment);
        for (long e = 0; e < episodes; e++) {
            SeedTree episode = seeds.child(e);
            first.play(episode);
            refusesSteps(environment);
            second.play(seeds.child(episodes + e));
            second.play(episode);
            require(first.hash == second.hash, "the same seed and actions must give the same episode");
            require(first.actions.samePosition(second.actions), "the same episode must have the same length");
        }
    }

    private static void refusesSteps(Environment environment) {
        boolean refused = false;
        try {
            environment.step(0, new Step(environment));
        } catch (IllegalStateException expected) {
            refused = true;
        }
        require(refused, "a step after the end of an episode must throw IllegalStateException");
    }

    private static void require(boolean holds, String promise) {
        if (!holds) {
            throw new IllegalStateException("environment: " + promise);
        }
    }

    private static final class Play {
        private final Environment environment;
        private final Step step;
        private final float[] observation;
        private RandomStream actions = SeedTree.of(0).stream();
        private long hash;

        Play(Environment environment) {
            this.environment = environment;
            this.step = new Step(environment);
            this.observation = new float[environment.observationSize()];
        }

        void play(SeedTree episode) {
            actions = episode.child("checker-actions").stream();
            hash = 1;
            Arrays.fill(observation, Float.NaN);
            environment.reset(episode, observation);
            absorb(observation);
            int steps = 0;
            do {
                Arrays.fill(step.observation(), Float.NaN);
                Arrays.fill(step.rewards(), Double.NaN);
                step.set(Double.NaN, false, false);
                int action = actions.nextInt(environment.actionCount());
                environment.step(action, step);
                absorb(step.observation());
                for (double reward : step.rewards()) {
                    absorb(reward, "reward");
                }
                absorb(step.reward(), "reward");
                require(
                        step.reward() == step.rewards()[action],
                        "the reward must equal the taken action's entry among the rewards of all actions");
                require(++steps < MAX_STEPS, "an episode must end within " + MAX_STEPS + " steps");
            } while (!step.done());
        }

        private void absorb(float[] values) {
            for (float value : values) {
                absorb(value, "observation");
            }
        }

        private void absorb(double value, String what) {
            require(Double.isFinite(value), what + " must be finite and written in full");
            hash = hash * 0x9e3779b97f4a7c15L + Double.doubleToLongBits(value);
            hash ^= hash >>> 29;
        }
    }
}
