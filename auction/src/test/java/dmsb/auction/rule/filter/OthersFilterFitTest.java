package dmsb.auction.rule.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundTerms;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;

/** Two rounds of three stations are read; the oracle takes samples from the rounds themselves and Commons Math's covariances. */
class OthersFilterFitTest {
    private static final int STATIONS = 3;
    private static final int HISTORY = 2;
    private static final Scenario SCENARIO = Pasts.scenario(STATIONS, HISTORY);

    private final RandomStream random = SeedTree.of(2).stream();
    private final Announcement announcement = PastRounds.announcement(STATIONS, 0, HISTORY);
    private final OthersFilterFit fit = new OthersFilterFit(SCENARIO);
    private final List<Round> held = new ArrayList<>(); // the newest first

    private double amount() {
        return StrictMath.exp(random.nextGaussian());
    }

    /** Plays a round that the UAV serves. */
    private void play(double estimate, double uavValue, double... bids) {
        Round round = new Round(RoundTerms.of(STATIONS));
        announcement.declare(estimate, 0);
        round.announce(held.size(), announcement);
        assertEquals(Double.POSITIVE_INFINITY, fit.rho(announcement));
        System.arraycopy(bids, 0, round.bids(), 0, STATIONS);
        round.open();
        round.awardBy(Double.POSITIVE_INFINITY);
        if (!Double.isNaN(uavValue)) {
            round.reveal(uavValue);
        }
        fit.observe(round);
        PastRounds.record(announcement.history(), round);
        held.add(0, round);
    }

    /** All bids of a round but those of the station of the given number, from the highest on. */
    private static double[] others(Round round, int station) {
        double[] others = new double[STATIONS - 1];
        int next = 0;
        for (int n = 1; n <= STATIONS; n++) {
            if (n != station) {
                others[next++] = -round.bids()[n - 1];
            }
        }
        Arrays.sort(others);
        return Arrays.stream(others).map(bid -> -bid).toArray();
    }

    /** The logs of the others' bids, the estimates and the values of the last rounds in the highest bidder's view, and targets. */
    private double[] sample() {
        Round last = held.get(0);
        double[] sample = new double[HISTORY * 4 + 3];
        int next = 0;
        for (Round past : held.subList(1, 1 + HISTORY)) {
            double[] others = others(past, last.leader());
            for (double amount : new double[] {others[0], others[1], past.estimate(), past.uavValue()}) {
                sample[next++] = amount / last.estimate();
            }
        }
        sample[next++] = last.highest() / last.estimate();
        sample[next++] = last.second() / last.estimate();
        sample[next] = last.uavValue() / last.estimate();
        return Arrays.stream(sample).map(StrictMath::log).toArray();
    }

    /** The logs of the estimates, of the past values and of the round's. */
    private double[] lookSample() {
        double[] sample = new double[2 * HISTORY + 2];
        for (int age = 0; age <= HISTORY; age++) {
            sample[age] = StrictMath.log(held.get(age).estimate());
            sample[age == 0 ? 2 * HISTORY + 1 : HISTORY + age] =
                    StrictMath.log(held.get(age).uavValue());
        }
        return sample;
    }

    /** Moments are kept as floats. */
    private static void assertMoments(List<double[]> samples, Moments moments) {
        double[][] rows = samples.toArray(new double[0][]);
        double[][] covariances =
                new Covariance(rows, false).getCovarianceMatrix().getData();
        for (int i = 0; i < covariances.length; i++) {
            double[] column = MatrixUtils.createRealMatrix(rows).getColumn(i);
            assertEquals(Arrays.stream(column).average().orElseThrow(), moments.means()[i], 1e-6, "mean " + i);
            float[] row =
                    Arrays.copyOfRange(moments.covariances(), i * covariances.length, (i + 1) * covariances.length);
            for (int j = 0; j < row.length; j++) {
                assertEquals(covariances[i][j], row[j], 1e-5, "covariance " + i + ", " + j);
            }
        }
    }

    /** A round with a bid, an estimate or a value of 0, or a value that is not revealed, teaches nothing, nor do the two after. */
    @Test
    void itLearnsFromRoundsOfWhichAllIsKnownInTheViewOfTheHighestBidder() {
        List<double[]> samples = new ArrayList<>();
        List<double[]> looks = new ArrayList<>();
        int[] tries = new int[5];
        for (int t = 0; t < 300; t++) {
            int flaw = t % 4 == 3 ? random.nextInt(5) : -1;
            double[] bids = {amount(), amount(), amount()};
            if (flaw == 0) { // the highest bid is the only one
                bids[0] = 0;
                bids[1] = 0;
            } else if (flaw == 1) {
                bids[2] = 0;
            }
            double uavValue = flaw == 2 ? 0 : flaw == 3 ? Double.NaN : amount();
            play(flaw == 4 ? 0 : amount(), uavValue, bids);
            if (flaw >= 0) {
                tries[flaw]++;
            }
            if (t < HISTORY) {
                continue;
            }
            double[] sample = sample();
            if (Arrays.stream(sample).allMatch(Double::isFinite)) {
                samples.add(sample);
                looks.add(lookSample());
            }
        }
        OthersFilter filter = fit.fitted();
        assertMoments(samples, filter.moments());
        assertMoments(looks, filter.lookMoments());
        assertTrue(Arrays.stream(tries).min().orElseThrow() > 5, "flaws: " + Arrays.toString(tries));
        assertTrue(samples.size() > 100, "samples: " + samples.size());
    }

    @Test
    void oneSampleMoreThanNumbersIsNeeded() {
        int numbers = HISTORY * 4 + 3;
        for (int t = 0; t < numbers + HISTORY; t++) {
            play(amount(), amount(), amount(), amount(), amount());
        }
        assertEquals(
                "others-filter: expected more than 11 rounds to learn from in which the UAV's value is known, and known"
                        + " in the 2 rounds before, got 11",
                assertThrows(TooFewRoundsException.class, fit::fitted).getMessage());
        play(amount(), amount(), amount(), amount(), amount());
        assertEquals(numbers, fit.fitted().moments().size());
    }
}
