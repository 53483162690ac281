package dmsb.experiments.bench.suite;

import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.market.Scenario;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Step;
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
 * One slot of the paper's market: links, latencies, accuracies, values and bids, the rewards of all actions, the auction,
 * the next observation. Episodes are as in training: 100 slots, with the 35 hidden ones before them in their time. Longer
 * ones are another measurement, as the UAV searches its contract among all rounds of the episode.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MarketSlot {
    @Param({"3", "9"})
    private int groundStations;

    private final SeedTree seeds = SeedTree.of(1).child("market");

    @SuppressWarnings("NullAway.Init") // set by JMH
    private AuctionEnvironment environment;

    @SuppressWarnings("NullAway.Init") // set by JMH
    private Step step;

    private long episode;
    private int action;

    /** Made by JMH. */
    public MarketSlot() {}

    /**
     * The length of an observation in the paper's market.
     *
     * @param stations the number of ground base stations, N
     * @return the number of floats
     */
    public static int observationSize(int stations) {
        return environment(stations).observationSize();
    }

    private static AuctionEnvironment environment(int stations) {
        return new AuctionEnvironment(Scenario.standard().with(Scenario.GROUND_STATIONS, stations), 1);
    }

    /** Begins an episode. */
    @Setup
    public void begin() {
        environment = environment(groundStations);
        step = new Step(environment);
        environment.reset(seeds.child(episode++), step.observation());
    }

    /**
     * One slot.
     *
     * @return the reward
     */
    @Benchmark
    public double slot() {
        if (step.done()) {
            environment.reset(seeds.child(episode++), step.observation());
        }
        environment.step(action, step);
        action = (action + 1) % environment.actionCount();
        return step.reward();
    }
}
