package dmsb.experiments.bench.suite;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
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

/** One decision: a reverse chain sampled, as in training (0 chains), or the mean policy of several chains. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Act {
    @Param({"0", "16"})
    private int chains;

    @Param("256")
    private int hidden;

    @Param("5")
    private int diffusionSteps;

    @Param("24")
    private int observations;

    private final RandomStream random = SeedTree.of(1).child("act").stream();
    private float[] observation = new float[0];

    @SuppressWarnings("NullAway.Init") // set by JMH
    private Policy policy;

    /** Made by JMH. */
    public Act() {}

    /** Makes a policy with fresh weights. */
    @Setup
    public void makePolicy() {
        policy = BenchLearners.fresh(observations, Map.of("hidden", hidden, "diffusionSteps", diffusionSteps))
                .policyOf(chains);
        observation = new float[observations];
        BenchLearners.fill(observation, random);
    }

    /**
     * One decision.
     *
     * @return the action
     */
    @Benchmark
    public int act() {
        return policy.act(observation, random);
    }
}
