package dmsb.auction.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class UavContractProperties {
    @Property(tries = 500)
    void contractIsTheSmallestMaximiserInExactArithmetic(@ForAll("histories") List<double[]> rounds) {
        UavContract contract = new UavContract();
        for (int t = 0; t < rounds.size(); t++) {
            contract.add(rounds.get(t)[0], rounds.get(t)[1]);
            if (t % 8 == 0) {
                assertEquals(bruteForce(rounds.subList(0, t + 1)), contract.value());
            }
        }
        assertEquals(bruteForce(rounds), contract.value());
    }

    /** Long histories, with bids that rise, fall, come in any order or meet again, so that the tree turns in every way. */
    @Property(tries = 20)
    void contractOfALongHistoryIsThatOfItsSortedRounds(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 3000) int length, @ForAll("orders") String order) {
        UavContract contract = new UavContract();
        NavigableMap<Double, BigDecimal> profits = new TreeMap<>();
        for (int t = 0; t < length; t++) {
            double estimate = 0.1 * random.nextInt(2 * length);
            double bid = 0.1
                    * switch (order) {
                        case "rising" -> t;
                        case "falling" -> length - t;
                        case "few" -> random.nextInt(7);
                        default -> random.nextInt(2 * length);
                    };
            contract.add(estimate, bid);
            profits.merge(bid, new BigDecimal(estimate).subtract(new BigDecimal(bid)), BigDecimal::add);
            if (t % 97 == 0 || t + 1 == length) {
                assertEquals(smallestMaximiser(profits), contract.value(), () -> order + " bids");
            }
        }
    }

    /**
     * Amounts of 2^54 in several groups cancel out, and small ones decide, which doubles lose beside them: before a group, in
     * it, behind it, once or many times.
     */
    @Property(tries = 1000)
    void roundingErrorsOfEveryGroupAreSeen(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int groups, @ForAll boolean many) {
        UavContract contract = new UavContract();
        NavigableMap<Double, BigDecimal> profits = new TreeMap<>();
        int pairs = many ? 1 + random.nextInt(60) : 1 + random.nextInt(8);
        for (int i = 0; i < pairs; i++) {
            double bid = (1 + random.nextInt(groups)) * (random.nextInt(3) == 0 ? 1.0 : 0x1p54);
            double small = random.nextInt(4) == 0 ? 0.0 : random.nextInt(many ? 3 : 9);
            add(contract, profits, small, bid); // a loss of about the bid
            double other = (1 + random.nextInt(groups)) * (bid < 0x1p50 ? 1.0 : 0x1p54);
            add(contract, profits, random.nextInt(3) == 0 ? other : other + bid, other); // and a gain of it, most times
            if (!many || i + 1 == pairs) {
                assertEquals(smallestMaximiser(profits), contract.value());
            }
        }
    }

    private static void add(
            UavContract contract, NavigableMap<Double, BigDecimal> profits, double estimate, double bid) {
        contract.add(estimate, bid);
        profits.merge(bid, new BigDecimal(estimate).subtract(new BigDecimal(bid)), BigDecimal::add);
    }

    private static double smallestMaximiser(NavigableMap<Double, BigDecimal> profits) {
        double best = 0.0;
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal largest = BigDecimal.ZERO;
        for (Map.Entry<Double, BigDecimal> group : profits.entrySet()) {
            sum = sum.add(group.getValue());
            if (sum.compareTo(largest) > 0) {
                largest = sum;
                best = group.getKey();
            }
        }
        return best;
    }

    @Example
    void contractIsZeroWithoutHistoryOrProfit() {
        UavContract contract = new UavContract();
        assertEquals(0.0, contract.value());
        contract.add(1.0, 2.0);
        assertEquals(0.0, contract.value());
        contract.add(4.0, 3.0);
        assertEquals(0.0, contract.value(), "a gain of 0 is no profit");
        contract.add(4.0, 3.0);
        assertEquals(3.0, contract.value());
        contract.clear();
        assertEquals(0.0, contract.value());
    }

    @Example
    void gainsBelowTheRoundingErrorOfTheSumCount() {
        UavContract contract = new UavContract();
        double large = 0x1p54;
        contract.add(1.0, large); // 1 - 2^54 rounds to -2^54,
        contract.add(2.0 * large, large); // so that in doubles nothing is left of the gain of 1
        assertEquals(large, contract.value());
    }

    @Example
    void refusesWhatIsNoAmount() {
        UavContract contract = new UavContract();
        assertThrows(IllegalArgumentException.class, () -> contract.add(Double.NaN, 1.0));
        assertThrows(IllegalArgumentException.class, () -> contract.add(1.0, -1.0));
        assertThrows(IllegalArgumentException.class, () -> contract.add(1.0, 0x1.1p1000));
    }

    private static double bruteForce(List<double[]> rounds) {
        double best = 0.0;
        BigDecimal bestProfit = BigDecimal.ZERO;
        for (double[] candidate : rounds) {
            double b = candidate[1];
            BigDecimal profit = BigDecimal.ZERO;
            for (double[] round : rounds) {
                if (round[1] <= b) {
                    profit = profit.add(new BigDecimal(round[0])).subtract(new BigDecimal(round[1]));
                }
            }
            int order = profit.compareTo(bestProfit);
            if (order > 0 || (order == 0 && profit.signum() > 0 && b < best)) {
                best = b;
                bestProfit = profit;
            }
        }
        return best;
    }

    @Provide
    Arbitrary<String> orders() {
        return Arbitraries.of("rising", "falling", "few", "any");
    }

    @Provide
    Arbitrary<List<double[]>> histories() {
        Arbitrary<Double> amount = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 4).map(Integer::doubleValue),
                Arbitraries.doubles().between(0.0, 10.0).ofScale(3),
                Arbitraries.of(0.1, 0.2, 0.3, 0.30000000000000004, 1e16, 1e-30));
        return amount.array(double[].class).ofSize(2).list().ofMinSize(1).ofMaxSize(30);
    }

    @Example
    void aRoundThatJoinsAGroupOfEqualBidsIsJudgedWithIt() {
        UavContract contract = new UavContract();
        contract.add(4.0, 3.0);
        assertEquals(3.0, contract.value());
        contract.add(1.0, 3.0); // 4 + 1 - 2 * 3 < 0
        assertEquals(0.0, contract.value());
    }

    /** Forty roundings of 1 each are lost, all in one direction: in doubles the gain is -20, exactly it is 20. */
    @Example
    void roundingErrorsThatAddUpOverManyRoundsAreSeen() {
        UavContract contract = new UavContract();
        double large = 0x1p54;
        for (int i = 0; i < 40; i++) {
            contract.add(1.0, large); // 1 - 2^54 rounds to -2^54
            contract.add(2.0 * large, large);
        }
        contract.add(large - 20.0, large);
        assertEquals(large, contract.value());
    }

    /** What a longer history left behind in the arrays is no round of the next one, in either search. */
    @Example
    void aHistoryThatWasForgottenDoesNotCount() {
        UavContract contract = new UavContract();
        double large = 0x1p54;
        for (int i = 0; i < 5; i++) {
            contract.add(0.0, large);
        }
        assertEquals(0.0, contract.value());
        contract.clear();
        contract.add(1.0, large);
        contract.add(2.0 * large, large); // a gain of 1 that only the exact search sees
        assertEquals(large, contract.value());
    }
}
