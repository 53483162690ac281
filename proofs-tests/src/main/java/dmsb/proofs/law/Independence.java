package dmsb.proofs.law;

import dmsb.auction.mechanism.Outcome;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether who wins is independent of C. Rounds are divided at the median of C, and into eighths by C. Each provider's share
 * of the low half is compared with its share of the high one, and its share of each eighth with that of all other rounds.
 *
 * <p>Given the values of C, under independence a provider's wins are independent draws with one probability. By Hoeffding's
 * inequality its shares of n_1 and n_2 rounds differ by more than {@code sqrt(ln(2/a) (1/n_1 + 1/n_2) / 2)} with probability
 * at most a. With a = alpha/(2 (N + 1)) for each provider at the median, and an eighth of that for each eighth, a false alarm has
 * at most probability alpha, for every n_1 and n_2.
 */
final class Independence {
    private static final int SLICES = 8;

    private final double[] common;
    private final int[] winners;
    private final int providers;
    private final double each;

    private Independence(Draws draws, double falseAlarmRate) {
        this.common = draws.common;
        this.winners = draws.winners;
        this.providers = draws.bidders + 1;
        this.each = 0.5 * falseAlarmRate / providers;
    }

    static Verdict check(CommonValueMarket market, int rounds, double falseAlarmRate, long seed) {
        Law law = Law.INDEPENDENT_OF_COMMON_VALUE;
        Draws draws = new Draws(rounds);
        Draws again = new Draws(rounds);
        try {
            draws.draw(market, seed);
            again.draw(market, seed);
        } catch (Sale.Refused refused) {
            return new Verdict.Unknown(law, "the market refused a round by " + refused.getMessage());
        }
        return Arrays.equals(draws.common, again.common) && Arrays.equals(draws.winners, again.winners)
                ? new Independence(draws, falseAlarmRate).compare(falseAlarmRate, seed)
                : new Verdict.Unknown(law, "the market is no function of its seed, so no round can be repeated");
    }

    private static final class Draws {
        private final double[] common;
        private final int[] winners;
        private int bidders;

        Draws(int rounds) {
            common = new double[rounds];
            winners = new int[rounds];
        }

        void draw(CommonValueMarket market, long seed) {
            RandomStream random = SeedTree.of(seed).child("common value").stream();
            for (int t = 0; t < common.length; t++) {
                CommonValueMarket.MarketRound round = next(market, random);
                common[t] = round.commonValue();
                Outcome outcome = Sale.clear(round.mechanism(), round.bids());
                winners[t] = outcome.winner();
                bidders = Math.max(bidders, outcome.groundStations());
            }
        }

        private static CommonValueMarket.MarketRound next(CommonValueMarket market, RandomStream random) {
            CommonValueMarket.@Nullable MarketRound round;
            try {
                round = market.next(random);
            } catch (Exception | Error thrown) { // whatever a stranger's market throws is the finding
                throw Sale.refused(thrown);
            }
            if (round == null) {
                throw new Sale.Refused("null instead of a round", null);
            }
            return round;
        }
    }

    private Verdict compare(double falseAlarmRate, long seed) {
        double[] sorted = common.clone();
        Arrays.sort(sorted);
        Counterexample.Dependence found = compare(sorted[0], split(sorted), each);
        for (int slice = 0; slice < SLICES; slice++) {
            int from = (int) ((long) sorted.length * slice / SLICES);
            int to = (int) ((long) sorted.length * (slice + 1) / SLICES);
            double low = lowest(sorted, from);
            boolean isAll = low == sorted[0] && sorted[to - 1] == sorted[sorted.length - 1];
            if (to > from && low <= sorted[to - 1] && !isAll) {
                Counterexample.Dependence other = compare(low, sorted[to - 1], each / SLICES);
                found = other.excess() > found.excess() ? other : found;
            }
        }
        Law law = Law.INDEPENDENT_OF_COMMON_VALUE;
        return found.excess() > 1.0
                ? new Verdict.Fails(law, found)
                : new Verdict.Holds(
                        law,
                        new Evidence.Sampled(common.length, found.difference(), found.allowed(), falseAlarmRate, seed));
    }

    /** The smallest value of a slice that begins at a place; equal values are of one slice, the one in which they begin. */
    private static double lowest(double[] sorted, int from) {
        int place = from;
        while (from > 0 && place < sorted.length && sorted[place] == sorted[from - 1]) {
            place++;
        }
        return place < sorted.length ? sorted[place] : Double.POSITIVE_INFINITY;
    }

    /** The provider whose shares of the rounds with C from one value to another, and of all others, differ most. */
    private Counterexample.Dependence compare(double from, double to, double rate) {
        int[][] wins = new int[2][providers];
        int[] size = new int[2];
        for (int t = 0; t < common.length; t++) {
            int side = common[t] >= from && common[t] <= to ? 0 : 1;
            size[side]++;
            wins[side][winners[t]]++;
        }
        int where = 0;
        double largest = -1.0;
        for (int provider = 0; provider < providers; provider++) {
            double difference = Math.abs(share(wins[0][provider], size[0]) - share(wins[1][provider], size[1]));
            if (difference > largest) {
                largest = difference;
                where = provider;
            }
        }
        return new Counterexample.Dependence(
                where,
                from,
                to,
                size[0],
                share(wins[0][where], size[0]),
                size[1],
                share(wins[1][where], size[1]),
                Math.sqrt(0.5 * StrictMath.log(2.0 / rate) * (1.0 / size[0] + 1.0 / size[1])));
    }

    private static double share(int wins, int size) {
        return (double) wins / size;
    }

    /** The median, or the largest value below it if nothing lies above. */
    private static double split(double[] sorted) {
        double largest = sorted[sorted.length - 1];
        int place = (sorted.length - 1) / 2;
        while (place > 0 && sorted[place] == largest) {
            place--;
        }
        if (sorted[place] == largest) {
            throw new IllegalArgumentException("market: expected a common value that varies, got only " + largest);
        }
        return sorted[place];
    }
}
