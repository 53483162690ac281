package dmsb.experiments.bench.suite;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
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

/** One auction of the many that an embedding program clears at one rho, arrays in and out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FixedRho {
    private static final int AUCTIONS = 1 << 12; // other bids every time, so that no branch can be learned by heart
    private static final double RHO = 1.5;
    private static final double CONTRACT = 30;

    @Param("9")
    private int groundStations;

    private final double[] contracts = new double[AUCTIONS];
    private final int[] winners = new int[AUCTIONS];
    private final double[] prices = new double[AUCTIONS];
    private double[] bids = {};

    /** Made by JMH. */
    public FixedRho() {}

    /** Draws the bids, uniform on [0, 100). */
    @Setup
    public void drawBids() {
        RandomStream random = SeedTree.of(1).child("bids").stream();
        bids = new double[AUCTIONS * groundStations];
        Arrays.setAll(bids, i -> 100 * random.nextDouble());
        Arrays.fill(contracts, CONTRACT);
    }

    /**
     * Winners and prices of all.
     *
     * @return the prices
     */
    @Benchmark
    @OperationsPerInvocation(AUCTIONS)
    public double[] clear() {
        ModifiedSecondBid.clear(AUCTIONS, groundStations, bids, RHO, contracts, winners, prices);
        return prices;
    }
}
