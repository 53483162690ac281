package dmsb.experiments.bench.suite;

import dmsb.auction.Auctioneer;
import dmsb.auction.BatchAuctioneer;
import dmsb.auction.environment.AuctionEnvironment;
import dmsb.auction.market.Scenario;
import dmsb.auction.round.AuctionListener;
import dmsb.auction.round.Posted;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.Settlement;
import dmsb.auction.rule.learned.LearnedModel;
import dmsb.auction.rule.learned.ModelRule;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.core.rl.Environment;
import dmsb.core.rl.PolicySnapshot;
import dmsb.nn.agent.DiffusionSac;
import dmsb.nn.agent.DiffusionSacConfig;
import dmsb.nn.agent.DiscreteSac;
import dmsb.nn.agent.DiscreteSacConfig;
import dmsb.nn.agent.Inference;
import dmsb.nn.agent.LearnerConfig;
import java.util.Arrays;
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
 * One auction that an embedding program prices by a model, from the announcement to the recorded round: among 1,024
 * markets that are cleared together, or alone. {@code noiseless} is what a model does unless asked otherwise; {@code chain}
 * draws one chain, {@code mean16} the mean of 16, and {@code distilled} is a perceptron of width 64 as {@code dmsb distil}
 * makes it.
 */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LearnedRho {
    private static final int MARKETS = 1 << 10;
    private static final int ROUNDS = 1 << 12;
    private static final int DISTILLED_WIDTH = 64;

    @Param({"noiseless", "chain", "mean16", "distilled"})
    private String policy = "";

    @Param("256")
    private int hidden;

    @Param("3")
    private int groundStations;

    private final Auctioneer[] markets = new Auctioneer[MARKETS];
    private final Posted[] posted = new Posted[MARKETS];
    private final Settlement[] settlements = new Settlement[MARKETS];
    private double[][] rounds = {};
    private int next;

    @SuppressWarnings("NullAway.Init") // set by JMH
    private BatchAuctioneer together;

    @SuppressWarnings("NullAway.Init") // set by JMH
    private Auctioneer alone;

    /** Made by JMH. */
    public LearnedRho() {}

    /** Makes a model with fresh weights, and markets whose histories are full. */
    @Setup
    public void openMarkets() {
        Scenario scenario = Scenario.standard().with(Scenario.GROUND_STATIONS, groundStations);
        ModelRule rule = new ModelRule(LearnedModel.of(
                scenario,
                snapshot(new AuctionEnvironment(scenario, 1), SeedTree.of(1).child("agent"))));
        together = new BatchAuctioneer(rule, RoundTerms.of(scenario));
        alone = Auctioneer.trained(rule, AuctionListener.NONE);
        RandomStream random = SeedTree.of(1).child("bids").stream();
        rounds = new double[ROUNDS][groundStations];
        for (double[] round : rounds) {
            Arrays.setAll(round, n -> 100 * random.nextDouble());
        }
        double[] conditions = new double[together.newMarket().terms().conditionCount()];
        for (int i = 0; i < MARKETS; i++) {
            Arrays.setAll(conditions, k -> random.nextDouble());
            markets[i] = together.newMarket().announce(conditions, 100 * random.nextDouble(), 50);
        }
        alone.announce(conditions, 100 * random.nextDouble(), 50);
        for (int round = 0; round < scenario.history(); round++) {
            batch();
            single();
        }
    }

    private PolicySnapshot snapshot(Environment environment, SeedTree seeds) {
        if (policy.equals("distilled")) {
            return new DiscreteSac(
                            DiscreteSacConfig.raw().with(LearnerConfig.HIDDEN, DISTILLED_WIDTH), environment, seeds)
                    .snapshot();
        }
        DiffusionSac agent =
                new DiffusionSac(DiffusionSacConfig.raw().with(LearnerConfig.HIDDEN, hidden), environment, seeds);
        return agent.snapshot(
                switch (policy) {
                    case "noiseless" -> Inference.noiseless();
                    case "chain" -> Inference.meanOf(1);
                    case "mean16" -> Inference.meanOf(16);
                    default -> throw new IllegalArgumentException("policy: " + policy);
                });
    }

    /**
     * One auction in every market.
     *
     * @return the settlements
     */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OperationsPerInvocation(MARKETS)
    public Settlement[] batch() {
        together.post(MARKETS, markets, posted);
        for (int i = 0; i < MARKETS; i++) {
            settlements[i] = posted[i].clear(rounds[i]);
        }
        return settlements;
    }

    /**
     * One auction in one market, each a sample.
     *
     * @return the settlement
     */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public Settlement single() {
        next = (next + 1) & (ROUNDS - 1);
        return alone.clear(rounds[next]);
    }
}
