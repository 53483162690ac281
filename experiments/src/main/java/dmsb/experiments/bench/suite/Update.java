package dmsb.experiments.bench.suite;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Step;
import dmsb.nn.agent.DiffusionSac;
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
 * <p>With discount 0, the default, nothing is bootstrapped and the target networks are not run; with any other discount
 * they are and the feedback is executed, as in the paper.
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

    @Param({"0", "0.95"})
    private double discount;

    private final float[] observation = new float[OBSERVATIONS];
    private final Step step = new Step(OBSERVATIONS, BenchLearners.ACTIONS);

    @SuppressWarnings("NullAway.Init") // set by JMH
    private DiffusionSac agent;

    /** Made by JMH. */
    public Update() {}

    /** Makes a learner with a full memory. */
    @Setup
    public void fillMemory() {
        agent = BenchLearners.updating(
                OBSERVATIONS,
                Map.of(
                        "hidden",
                        hidden,
                        "diffusionSteps",
                        diffusionSteps,
                        "batch",
                        batch,
                        "discount",
                        discount,
                        "feedback",
                        discount > 0 ? "executed" : "counterfactual"));
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
