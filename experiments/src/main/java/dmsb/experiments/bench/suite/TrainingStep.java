package dmsb.experiments.bench.suite;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Training;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.LearnerConfig;
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
import org.openjdk.jmh.annotations.Threads;

/**
 * One step of training on the paper's market: a decision, a slot, a transition remembered, and every 32 steps an update.
 *
 * <p>{@code one} trains one learner, {@code two} two of them on two threads, which share nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TrainingStep {
    private static final int STEPS_PER_UPDATE = 32;

    /** Holds what a measurement plays in a second or two, and has done its growing before that. */
    private static final int MEMORY = 8_192;

    @Param("256")
    private int hidden;

    @Param("256")
    private int batch;

    @Param("3")
    private int groundStations;

    @SuppressWarnings("NullAway.Init") // set by JMH
    private Training training;

    /** Made by JMH. */
    public TrainingStep() {}

    /** Plays until the memory is full; the updates begin when it is. */
    @Setup
    public void fillMemory() {
        AuctionEnvironment environment =
                new AuctionEnvironment(Scenario.standard().with(Scenario.GROUND_STATIONS, groundStations), 100);
        DiffusionSacConfig settings = DiffusionSacConfig.raw()
                .with(LearnerConfig.HIDDEN, hidden)
                .with(LearnerConfig.BATCH, batch)
                .with(LearnerConfig.STEPS_PER_UPDATE, STEPS_PER_UPDATE)
                .with(LearnerConfig.FIRST_UPDATE, MEMORY)
                .with(LearnerConfig.REPLAY_CAPACITY, MEMORY);
        SeedTree seeds = SeedTree.of(1);
        DiffusionSac agent = new DiffusionSac(settings, environment, seeds.child("agent"));
        training = new Training(environment, agent, seeds.child("training"));
        training.run(MEMORY - 1);
    }

    /**
     * One learner on one thread.
     *
     * @return the number of steps so far
     */
    @Benchmark
    @OperationsPerInvocation(STEPS_PER_UPDATE)
    public long one() {
        training.run(STEPS_PER_UPDATE);
        return training.steps();
    }

    /**
     * Two learners on two threads; the time is that of a step of either.
     *
     * @return the number of steps so far of this thread's learner
     */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(STEPS_PER_UPDATE)
    public long two() {
        training.run(STEPS_PER_UPDATE);
        return training.steps();
    }
}
