package dmsb.experiments.bench.suite;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Step;
import dmsb.nn.agent.DiffusionSac;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One update of the learner as training makes it: a transition remembered, a minibatch sampled, noise drawn, both critics,
 * the actor through all denoising steps, Adam, targets. 24 observations, 20 actions.
 *
 * <p>It learns from {@code executed} rewards at discount 0.95, as in the paper, for which the target networks are run; from
 * {@code counterfactual} ones, the default, which bootstrap nothing; or from these without critics, {@code rewards}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Update {
    private static final int OBSERVATIONS = 24;

    @Param("256")
    private int hidden;

    @Param("5")
    private int diffusionSteps;

    @Param("256")
    private int batch;

    @Param({"executed", "counterfactual", "rewards"})
    private String learning = "";

    private final float[] observation = new float[OBSERVATIONS];
    private final Step step = new Step(OBSERVATIONS, BenchLearners.ACTIONS);

    @SuppressWarnings("NullAway.Init") // set by JMH
    private DiffusionSac agent;

    /** Made by JMH. */
    public Update() {}

    /** Makes a learner with a full memory. */
    @Setup
    public void fillMemory() {
        Map<String, Object> settings =
                new HashMap<>(Map.of("hidden", hidden, "diffusionSteps", diffusionSteps, "batch", batch));
        settings.putAll(
                switch (learning) {
                    case "executed" -> Map.of("feedback", "executed", "discount", 0.95);
                    case "counterfactual" -> Map.of("feedback", "counterfactual", "discount", 0);
                    case "rewards" -> Map.of("feedback", "counterfactual", "discount", 0, "objective", "rewards");
                    default -> throw new IllegalArgumentException("learning: " + learning);
                });
        agent = BenchLearners.updating(OBSERVATIONS, settings);
        RandomStream random = SeedTree.of(1).child("update").stream();
        BenchLearners.fill(observation, random);
        BenchLearners.draw(step, false, random);
    }

    /**
     * One update.
     *
     * @return the number of updates so far
     */
    @Benchmark
    public long update() {
        agent.learn(observation, 0, step);
        return agent.updates();
    }
}
