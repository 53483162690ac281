package dmsb.auction.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.assignment.PlaceWeights;
import dmsb.auction.round.RoundTerms;
import dmsb.auction.round.SealedBids;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The laws of one task for a vector of tasks and stations with additive values: misreports on several tasks at once, and
 * identities that bid on some of them. Where values are not additive the first of them fails.
 */
class VectorLawsTest {
    private static final int STATIONS = 3;
    private static final int[] FULL = {99};
    private static final double[] FREE = {0.0};

    @Test
    void noMisreportOnSeveralTasksPays() {
        RandomStream random = SeedTree.of(21).stream();
        for (int trial = 0; trial < 4_000; trial++) {
            int tasks = 1 + random.nextInt(5);
            double[][] bids = amounts(random, tasks);
            double[] values = column(bids, 0);
            double[] rhos = rhos(random, tasks);
            double truth = utility(play(bids, rhos, 0), values, 1);
            assertTrue(truth >= 0, "a truthful station never pays more than its tasks are worth");
            for (double[] row : bids) {
                row[0] = random.nextInt(3) == 0 ? row[0] : row[0] * 3 * random.nextDouble();
            }
            assertTrue(utility(play(bids, rhos, 0), values, 1) <= truth);
        }
    }

    /** A station's extra identity, absent from some tasks: it never makes a task cheaper for a winner. */
    @Test
    void noIdentityThatBidsOnSomeTasksPays() {
        RandomStream random = SeedTree.of(22).stream();
        for (int trial = 0; trial < 4_000; trial++) {
            int tasks = 1 + random.nextInt(5);
            double[][] bids = amounts(random, tasks);
            double[] values = column(bids, 0);
            double[] rhos = rhos(random, tasks);
            double[][] more = new double[tasks][STATIONS + 1];
            for (int m = 0; m < tasks; m++) {
                System.arraycopy(bids[m], 0, more[m], 0, STATIONS);
                more[m][STATIONS] = random.nextInt(2) == 0 ? Double.NaN : 20 * random.nextDouble();
            }
            Slot alone = play(bids, rhos, 0);
            Slot two = play(more, rhos, 0);
            double own = utility(two, values, 1) + utility(two, values, STATIONS + 1);
            assertTrue(own <= utility(alone, values, 1));
        }
    }

    /** The identities of a loser do not lower what it would pay, and cannot hand a task to the UAV below its own bid. */
    @Test
    void bidsBelowTheHighestOfTheOthersChangeNothing() {
        RandomStream random = SeedTree.of(23).stream();
        for (int trial = 0; trial < 2_000; trial++) {
            int tasks = 1 + random.nextInt(5);
            double[][] bids = amounts(random, tasks);
            double[] rhos = rhos(random, tasks);
            double[][] more = new double[tasks][STATIONS + 1];
            for (int m = 0; m < tasks; m++) {
                System.arraycopy(bids[m], 0, more[m], 0, STATIONS);
                more[m][STATIONS] = random.nextDouble() * second(bids[m]);
            }
            Slot before = play(bids, rhos, 0);
            Slot after = play(more, rhos, 0);
            for (int m = 0; m < tasks; m++) {
                assertEquals(before.server(m), after.server(m));
                assertEquals(before.view(0, m).price(), after.view(0, m).price());
            }
        }
    }

    /** All bids times 2^k: the same servers and places, as the assignment looks at no bid. */
    @Test
    void aCommonFactorOfAllBidsMovesNothing() {
        RandomStream random = SeedTree.of(24).stream();
        for (int trial = 0; trial < 2_000; trial++) {
            int tasks = 1 + random.nextInt(5);
            double[][] bids = amounts(random, tasks);
            double[] rhos = rhos(random, tasks);
            Slot plain = play(bids, rhos, 0);
            Slot scaled = play(bids, rhos, 7);
            for (int m = 0; m < tasks; m++) {
                assertEquals(plain.server(m), scaled.server(m));
                assertEquals(plain.place(m), scaled.place(m));
            }
        }
    }

    /**
     * A station whose tasks share one slice: each of two tasks is worth 10 alone, both together 12. Bidding the values of
     * single tasks wins both at 7 each, a loss of 2; bidding on one only gains 3.
     */
    @Test
    void ifTasksShareBandwidthTruthIsNoLongerBest() {
        double[] rhos = {1, 1};
        Slot both = play(new double[][] {{10, 7, 0}, {10, 7, 0}}, rhos, 0);
        double truth = 12 - both.view(0, 0).price() - both.view(0, 1).price();
        Slot one = play(new double[][] {{10, 7, 0}, {0, 7, 0}}, rhos, 0);
        double shaded = 10 - one.view(0, 0).price();
        assertEquals(-2.0, truth);
        assertEquals(3.0, shaded);
    }

    private static double[][] amounts(RandomStream random, int tasks) {
        double[][] bids = new double[tasks][STATIONS];
        for (double[] row : bids) {
            for (int n = 0; n < STATIONS; n++) {
                row[n] = random.nextInt(8) == 0 ? 5 : 10 * Math.exp(0.5 * random.nextGaussian()); // ties too
            }
        }
        return bids;
    }

    private static double[] rhos(RandomStream random, int tasks) {
        double[] rhos = new double[tasks];
        for (int m = 0; m < tasks; m++) {
            rhos[m] = random.nextInt(6) == 0 ? Double.POSITIVE_INFINITY : 1 + random.nextDouble();
        }
        return rhos;
    }

    private static double[] column(double[][] bids, int station) {
        double[] column = new double[bids.length];
        for (int m = 0; m < column.length; m++) {
            column[m] = bids[m][station];
        }
        return column;
    }

    private static double second(double[] bids) {
        double[] sorted = bids.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - 2];
    }

    private static double utility(Slot slot, double[] values, int station) {
        double sum = 0;
        for (int m = 0; m < values.length; m++) {
            sum += slot.server(m) == station ? values[m] - slot.view(0, m).price() : 0;
        }
        return sum;
    }

    /** One UAV; a bid of NaN is absent. */
    private static Slot play(double[][] bids, double[] rhos, int exponent) {
        Slot slot = new Slot(RoundTerms.of(bids[0].length), bids.length, 1, PlaceWeights.harmonic(bids.length));
        slot.begin(bids.length);
        for (int m = 0; m < bids.length; m++) {
            SealedBids sealed = new SealedBids(bids[m].length);
            for (int n = 0; n < bids[m].length; n++) {
                if (!Double.isNaN(bids[m][n])) {
                    sealed.bid(n + 1, Math.scalb(bids[m][n], exponent));
                }
            }
            slot.view(0, m).open(sealed);
            slot.declare(0, m, 8.0 + m);
        }
        slot.award(rhos, FULL, FREE);
        return slot;
    }
}
