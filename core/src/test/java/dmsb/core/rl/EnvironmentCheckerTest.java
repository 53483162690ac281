package dmsb.core.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import org.junit.jupiter.api.Test;

class EnvironmentCheckerTest {
    /** A random walk of ten steps, and ways to break it. */
    private static class Walk implements Environment {
        RandomStream random = SeedTree.of(0).stream();
        int left;
        float position;

        @Override
        public int observationSize() {
            return 1;
        }

        @Override
        public int actionCount() {
            return 2;
        }

        @Override
        public boolean actionsMoveState() {
            return true;
        }

        @Override
        public void reset(SeedTree episode, float[] observation) {
            random = episode.stream();
            left = 10;
            position = 0;
            observation[0] = position;
        }

        @Override
        public void step(int action, Step step) {
            if (left == 0) {
                throw new IllegalStateException("step: no episode is under way");
            }
            left--;
            position += (float) random.nextGaussian() + action;
            step.observation()[0] = position;
            step.rewards()[0] = position;
            step.rewards()[1] = -position;
            step.set(step.rewards()[action], false, left == 0);
        }
    }

    private static String broken(Environment environment) {
        return String.valueOf(assertThrows(
                        IllegalStateException.class, () -> EnvironmentChecker.check(environment, SeedTree.of(1), 3))
                .getMessage());
    }

    @Test
    void acceptsAnEnvironmentThatKeepsItsPromises() {
        EnvironmentChecker.check(new Walk(), SeedTree.of(1), 5);
    }

    @Test
    void catchesAnEpisodeThatDependsOnTheOneBefore() {
        assertTrue(broken(new Walk() {
                    @Override
                    public void reset(SeedTree episode, float[] observation) {
                        float before = position;
                        super.reset(episode, observation);
                        position = before;
                    }
                })
                .contains("same episode"));
    }

    @Test
    void catchesARewardThatIsNotAmongTheRewards() {
        assertTrue(broken(new Walk() {
                    @Override
                    public void step(int action, Step step) {
                        super.step(action, step);
                        step.set(step.reward() + 1, false, step.truncated());
                    }
                })
                .contains("reward must equal"));
    }

    @Test
    void catchesNumbersThatAreNotFiniteAndStepsAfterTheEnd() {
        assertTrue(broken(new Walk() {
                    @Override
                    public void step(int action, Step step) {
                        super.step(action, step);
                        step.observation()[0] = Float.NaN;
                    }
                })
                .contains("finite"));
        assertTrue(broken(new Walk() {
                    @Override
                    public void step(int action, Step step) {
                        left = Math.max(left, 1);
                        super.step(action, step);
                    }
                })
                .contains("after the end"));
    }

    @Test
    void trainingInPiecesIsTrainingAtOnce() {
        StringBuilder whole = new StringBuilder();
        StringBuilder pieces = new StringBuilder();
        new Training(new Walk(), recorder(whole), SeedTree.of(3)).run(57);
        Training training = new Training(new Walk(), recorder(pieces), SeedTree.of(3));
        for (int piece : new int[] {1, 9, 10, 0, 30, 7}) {
            training.run(piece);
        }
        assertEquals(57, training.steps());
        assertEquals(whole.toString(), pieces.toString());
    }

    private static Agent recorder(StringBuilder log) {
        return new Agent() {
            @Override
            public int act(float[] observation, RandomStream random) {
                return random.nextInt(2);
            }

            @Override
            public void learn(float[] observation, int action, Step step) {
                log.append(observation[0])
                        .append(action)
                        .append(step.observation()[0])
                        .append(step.truncated());
            }

            @Override
            public long updates() {
                return 0;
            }
        };
    }
}
