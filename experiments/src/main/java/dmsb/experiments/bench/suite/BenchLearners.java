package dmsb.experiments.bench.suite;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Step;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import java.util.HashMap;
import java.util.Map;

/** Learners of the standard settings on made-up transitions: 20 actions, observations of any length. */
final class BenchLearners {
    static final int ACTIONS = 20;

    private static final int MEMORY = 4_096;
    private static final int EPISODE = 100;

    private BenchLearners() {}

    /**
     * A learner that makes one update at the next step it learns from, and at every one after that.
     *
     * @param observations the length of an observation
     * @param settings settings that replace those of the preset {@code standard}
     */
    static DiffusionSac updating(int observations, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("replayCapacity", MEMORY);
        all.put("firstUpdate", MEMORY);
        all.put("stepsPerUpdate", 1);
        DiffusionSac agent = fresh(observations, all);
        Step step = new Step(observations, ACTIONS);
        float[] observation = new float[observations];
        RandomStream random = SeedTree.of(1).child("transitions").stream();
        for (int i = 1; i < MEMORY; i++) {
            fill(observation, random);
            draw(step, i % EPISODE == 0, random);
            agent.learn(observation, random.nextInt(ACTIONS), step);
        }
        return agent;
    }

    /** A learner with fresh weights and an empty memory. */
    static DiffusionSac fresh(int observations, Map<String, ?> settings) {
        return new DiffusionSac(
                DiffusionSacConfig.SCHEMA.with(DiffusionSacConfig.raw(), settings),
                new Shapes(observations),
                SeedTree.of(1).child("agent"));
    }

    /** Fills an observation with standard normal numbers. */
    static void fill(float[] observation, RandomStream random) {
        for (int i = 0; i < observation.length; i++) {
            observation[i] = (float) random.nextGaussian();
        }
    }

    /** Fills a step: normal observation, rewards from [0, 1). */
    static void draw(Step step, boolean last, RandomStream random) {
        fill(step.observation(), random);
        for (int a = 0; a < step.rewards().length; a++) {
            step.rewards()[a] = random.nextDouble();
        }
        step.set(step.rewards()[0], false, last);
    }

    /** The shapes of an environment that nobody plays. */
    private record Shapes(int observationSize) implements Environment {
        @Override
        public int actionCount() {
            return ACTIONS;
        }

        @Override
        public boolean actionsMoveState() {
            return false;
        }

        @Override
        public void reset(SeedTree episode, float[] observation) {
            throw new UnsupportedOperationException("shapes only");
        }

        @Override
        public void step(int action, Step step) {
            throw new UnsupportedOperationException("shapes only");
        }
    }
}
