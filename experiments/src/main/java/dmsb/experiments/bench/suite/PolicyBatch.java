package dmsb.experiments.bench.suite;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Policy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One decision of 256 that are made together, each by its own stream: to the bit what {@link Act} measures one by one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolicyBatch {
    private static final int ROWS = 256;
    private static final int OBSERVATIONS = 24;

    @Param({"0", "16"})
    private int chains;

    @Param("256")
    private int hidden;

    private final float[] observations = new float[ROWS * OBSERVATIONS];
    private final RandomStream[] streams = new RandomStream[ROWS];
    private final int[] actions = new int[ROWS];

    @SuppressWarnings("NullAway.Init") // set by JMH
    private Policy policy;

    /** Made by JMH. */
    public PolicyBatch() {}

    /** Makes a policy with fresh weights, observations, and a stream for each. */
    @Setup
    public void makePolicy() {
        policy = BenchLearners.fresh(OBSERVATIONS, Map.of("hidden", hidden)).policyOf(chains);
        SeedTree seeds = SeedTree.of(1).child("rows");
        for (int row = 0; row < ROWS; row++) {
            streams[row] = seeds.child(row).stream();
        }
        BenchLearners.fill(observations, SeedTree.of(1).child("observations").stream());
    }

    /**
     * All of them.
     *
     * @return the actions
     */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int[] act() {
        policy.act(ROWS, observations, streams, actions);
        return actions;
    }
}
