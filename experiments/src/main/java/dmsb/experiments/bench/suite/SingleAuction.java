package dmsb.experiments.bench.suite;

import dmsb.auction.mechanism.ModifiedSecondBid;
import dmsb.auction.mechanism.Outcome;
import dmsb.auction.mechanism.TopBids;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One modified second-bid auction, with other bids every time so that no branch can be learned by heart. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SingleAuction {
    private static final int ROUNDS = 1 << 12;
    private static final double RHO = 1.5;
    private static final double CONTRACT = 30;

    @Param("9")
    private int bids;

    private final TopBids top = new TopBids();
    private double[][] rounds = {};
    private int next;

    /** Made by JMH. */
    public SingleAuction() {}

    /** Draws the bids, uniform on [0, 100). */
    @Setup
    public void drawBids() {
        RandomStream random = SeedTree.of(1).child("bids").stream();
        rounds = new double[ROUNDS][bids];
        for (double[] round : rounds) {
            for (int n = 0; n < bids; n++) {
                round[n] = 100 * random.nextDouble();
            }
        }
    }

    private double[] round() {
        next = (next + 1) & (ROUNDS - 1);
        return rounds[next];
    }

    /**
     * Winner and price as {@link ModifiedSecondBid#clear} gives them, bids checked.
     *
     * @return both, folded into one number
     */
    @Benchmark
    public double clear() {
        Outcome outcome = new ModifiedSecondBid(RHO, CONTRACT).clear(round());
        return outcome.winner() + outcome.price();
    }

    /**
     * Winner and price by the functions that the market itself uses, without checks.
     *
     * @return both, folded into one number
     */
    @Benchmark
    public double decide() {
        double[] round = round();
        top.find(round, 0, round.length);
        return top.groundWins(RHO) ? top.leader(round, 0) + top.criticalPayment(RHO) : CONTRACT;
    }
}
