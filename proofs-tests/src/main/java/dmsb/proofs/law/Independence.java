package dmsb.proofs.law;

import dmsb.auction.mechanism.Outcome;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether who wins is independent of C: rounds are divided at the median of C, and each provider's share of the low
 * rounds is compared with its share of the high ones.
 *
 * <p>Given the values of C, under independence a provider's wins are independent draws with one probability. By Hoeffding's
 * inequality its shares of n_1 and n_2 rounds differ by more than {@code sqrt(ln(2/a) (1/n_1 + 1/n_2) / 2)} with probability
 * at most a; with a = alpha/(N + 1) for each provider a false alarm has at most probability alpha, for every n_1 and n_2.
 */
final class Independence {
    private Independence() {}

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
                ? compare(draws.common, draws.winners, draws.bidders + 1, falseAlarmRate, seed)
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

    private static Verdict compare(double[] common, int[] winners, int providers, double falseAlarmRate, long seed) {
        double split = split(common);
        int[][] wins = new int[2][providers];
        int[] size = new int[2];
        for (int t = 0; t < common.length; t++) {
            int half = common[t] <= split ? 0 : 1;
            size[half]++;
            wins[half][winners[t]]++;
        }
        double each = falseAlarmRate / providers;
        double allowed = Math.sqrt(0.5 * StrictMath.log(2.0 / each) * (1.0 / size[0] + 1.0 / size[1]));
        double largest = -1.0;
        int where = 0;
        for (int provider = 0; provider < providers; provider++) {
            double difference = Math.abs(share(wins[0][provider], size[0]) - share(wins[1][provider], size[1]));
            if (difference > largest) {
                largest = difference;
                where = provider;
            }
        }
        Law law = Law.INDEPENDENT_OF_COMMON_VALUE;
        return largest <= allowed
                ? new Verdict.Holds(law, new Evidence.Sampled(common.length, largest, allowed, falseAlarmRate, seed))
                : new Verdict.Fails(
                        law,
                        new Counterexample.Dependence(
                                where,
                                split,
                                size[0],
                                share(wins[0][where], size[0]),
                                size[1],
                                share(wins[1][where], size[1]),
                                allowed));
    }

    private static double share(int wins, int size) {
        return (double) wins / size;
    }

    /** The median, or the largest value below it if nothing lies above. */
    private static double split(double[] common) {
        double[] sorted = common.clone();
        Arrays.sort(sorted);
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
