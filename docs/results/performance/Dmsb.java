import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.Policy;
import dmsb.core.rl.Step;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.kernel.KernelChoice;
import dmsb.nn.kernel.Kernels;
import java.util.Arrays;
import java.util.Map;

/**
 * What libtorch.py measures, by this library: the median time of a single update and of a single decision.
 *
 * <pre>java --add-modules jdk.incubator.vector -cp 'experiments/target/launch/dmsb-experiments.jar' Dmsb.java [THREADS]</pre>
 */
public class Dmsb {
    private static final int OBSERVATIONS = 24;
    private static final int ACTIONS = 20;
    private static final int MEMORY = 4_096;

    public static void main(String[] arguments) {
        int threads = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
        DiffusionSacConfig settings = DiffusionSacConfig.SCHEMA.with(
                DiffusionSacConfig.raw(),
                Map.of(
                        "discount", 0.95,
                        "feedback", "executed",
                        "replayCapacity", MEMORY,
                        "firstUpdate", MEMORY,
                        "stepsPerUpdate", 1));
        DiffusionSac agent =
                new DiffusionSac(settings, new Shapes(), SeedTree.of(1).child("agent"), Kernels.create(threads));
        RandomStream random = SeedTree.of(1).child("transitions").stream();
        float[] observation = new float[OBSERVATIONS];
        Step step = new Step(OBSERVATIONS, ACTIONS);
        for (int i = 1; i < MEMORY; i++) {
            random.fillGaussian(observation, OBSERVATIONS);
            random.fillGaussian(step.observation(), OBSERVATIONS);
            step.set(random.nextDouble(), false, i % 100 == 0);
            agent.learn(observation, random.nextInt(ACTIONS), step);
        }
        double update = median(1_000, 300, () -> agent.learn(observation, 0, step));
        Policy policy = agent.policyOf(0);
        RandomStream noise = SeedTree.of(2).stream();
        double decision = median(20_000, 5_000, () -> policy.act(observation, noise));
        System.out.printf(
                "JDK %d, %s, %d threads: update %.2f ms, decision %.1f us%n",
                Runtime.version().feature(), KernelChoice.description().split("[,:]")[0], threads, update / 1e6, decision / 1e3);
        System.exit(0); // helping threads of several
    }

    private static double median(int warmup, int timed, Runnable call) {
        for (int i = 0; i < warmup; i++) {
            call.run();
        }
        long[] times = new long[timed];
        for (int i = 0; i < timed; i++) {
            long begin = System.nanoTime();
            call.run();
            times[i] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        return times[timed / 2];
    }

    private record Shapes() implements Environment {
        @Override
        public int observationSize() {
            return OBSERVATIONS;
        }

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
