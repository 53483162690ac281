package dmsb.proofs.smt;

import dmsb.auction.rule.ActionGrid;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/** The modified second-bid auction in the two forms that stay linear, and rules that are weaker in one point each. */
final class Rules {
    /** Every threshold auction psi = h(max b_-n) with h non-decreasing and h(x) &gt;= x. */
    record AnyPrice() implements Rule.Threshold {
        @Override
        public <T, B> T psi(Algebra<T, B> on, List<T> others) {
            return on.unknownPrice(on.max(others));
        }

        @Override
        public String toString() {
            return "every rho >= 1";
        }
    }

    /** The auction itself, psi = rho max b_-n, with one rational number for rho. */
    record Modified(BigFraction rho) implements Rule.Threshold {
        @Override
        public <T, B> T psi(Algebra<T, B> on, List<T> others) {
            return on.scale(rho, on.max(others));
        }

        @Override
        public String toString() {
            return "rho = " + rho.doubleValue();
        }
    }

    /** &gt;= in place of &gt; in (14). */
    record WeakComparison(BigFraction rho) implements Rule.Threshold {
        @Override
        public <T, B> T psi(Algebra<T, B> on, List<T> others) {
            return on.scale(rho, on.max(others));
        }

        @Override
        public <T, B> B wins(Algebra<T, B> on, T bid, List<T> others) {
            return on.atMost(psi(on, others), bid);
        }

        @Override
        public String toString() {
            return ">= in place of >, rho = " + rho;
        }
    }

    /** rho = max(1, b1/b2) of the current bids with &gt;=: what is paid is one's own bid. */
    record CurrentRatio() implements Rule {
        @Override
        public <T, B> B wins(Algebra<T, B> on, T bid, List<T> others) {
            return on.atMost(on.max(others), bid);
        }

        @Override
        public <T, B> T pays(Algebra<T, B> on, T bid, List<T> others) {
            return on.max(List.of(bid, on.max(others)));
        }

        @Override
        public String toString() {
            return "rho = max(1, b1/b2) with >=";
        }
    }

    /** Sold above rho b2, but for b2. */
    record SecondBidPaid(BigFraction rho) implements Rule {
        @Override
        public <T, B> B wins(Algebra<T, B> on, T bid, List<T> others) {
            return on.less(on.scale(rho, on.max(others)), bid);
        }

        @Override
        public <T, B> T pays(Algebra<T, B> on, T bid, List<T> others) {
            return on.max(others);
        }

        @Override
        public String toString() {
            return "price b2 in place of rho b2, rho = " + rho;
        }
    }

    /** rho = 1 for a bid of 4 or more, else 3. */
    record OwnBidDependent() implements Rule {
        @Override
        public <T, B> B wins(Algebra<T, B> on, T bid, List<T> others) {
            return on.less(pays(on, bid, others), bid);
        }

        @Override
        public <T, B> T pays(Algebra<T, B> on, T bid, List<T> others) {
            T highest = on.max(others);
            return on.choose(
                    on.atMost(on.constant(new BigFraction(4)), bid), highest, on.scale(new BigFraction(3), highest));
        }

        @Override
        public String toString() {
            return "rho = 1 if the own bid >= 4, else 3";
        }
    }

    /** rho = 2 if max b_-n &lt; 2, else 1.2. */
    record DependentOnOthers() implements Rule.Threshold {
        @Override
        public <T, B> T psi(Algebra<T, B> on, List<T> others) {
            T highest = on.max(others);
            return on.choose(
                    on.less(highest, on.constant(BigFraction.TWO)),
                    on.scale(BigFraction.TWO, highest),
                    on.scale(new BigFraction(6, 5), highest));
        }

        @Override
        public String toString() {
            return "rho = 2 if max b_-n < 2, else 6/5";
        }
    }

    /** psi = 2 b(1) - b(2) of the others. */
    record Extrapolated() implements Rule.Threshold {
        @Override
        public <T, B> T psi(Algebra<T, B> on, List<T> others) {
            T first = on.zero();
            T second = on.zero();
            for (T bid : others) {
                second = on.max(List.of(second, on.min(List.of(first, bid))));
                first = on.max(List.of(first, bid));
            }
            return on.minus(on.scale(BigFraction.TWO, first), second);
        }

        @Override
        public String toString() {
            return "psi = 2 b(1) - b(2) of the others";
        }
    }

    /** psi = the sum of the others' bids. */
    record Sum() implements Rule.Threshold {
        @Override
        public <T, B> T psi(Algebra<T, B> on, List<T> others) {
            return on.sum(others);
        }

        @Override
        public String toString() {
            return "psi = sum of the others";
        }
    }

    /** psi = max(max b_-n, 4 min b_-n). */
    record LowestCounts() implements Rule.Threshold {
        @Override
        public <T, B> T psi(Algebra<T, B> on, List<T> others) {
            return others.isEmpty()
                    ? on.zero()
                    : on.max(List.of(on.max(others), on.scale(new BigFraction(4), on.min(others))));
        }

        @Override
        public String toString() {
            return "psi = max(max, 4 min) of the others";
        }
    }

    /** psi = max(max b_-n, 3). */
    record AbsoluteReserve() implements Rule.Threshold {
        @Override
        public <T, B> T psi(Algebra<T, B> on, List<T> others) {
            return on.max(List.of(on.max(others), on.constant(new BigFraction(3))));
        }

        @Override
        public String toString() {
            return "reserve, psi = max(b2, 3)";
        }
    }

    /**
     * rho = max(1, E0 / E M_[2]), the optimal one for the observed N, for a Pareto market of shape 2 with E0 = 4; there E
     * M_[2] = prod_{j=2..N} j / (j - 1/2). rho(2) = 3, rho(3) = 5/2, rho(4) = 35/16.
     */
    record OptimalForObservedNumber() implements Rule.Threshold {
        @Override
        public <T, B> T psi(Algebra<T, B> on, List<T> others) {
            return on.scale(rho(others.size() + 1), on.max(others));
        }

        static BigFraction rho(int bidders) {
            BigFraction rho = new BigFraction(4);
            for (int j = 2; j <= bidders; j++) {
                rho = rho.multiply(new BigFraction(2 * j - 1, 2 * j));
            }
            return rho.compareTo(BigFraction.ONE) < 0 ? BigFraction.ONE : rho;
        }

        @Override
        public String toString() {
            return "rho optimal for the observed N";
        }
    }

    /** Sold to the lower bids at a higher price, and more to the neighbour on the list: breaks what the others do not. */
    record Perverse() implements Rule {
        @Override
        public <T, B> B wins(Algebra<T, B> on, T bid, List<T> others) {
            return on.less(bid, others.get(0));
        }

        @Override
        public <T, B> T pays(Algebra<T, B> on, T bid, List<T> others) {
            return others.get(0);
        }

        @Override
        public String toString() {
            return "perverse";
        }
    }

    /**
     * A weakened rule and what that costs it.
     *
     * @param rule the rule
     * @param broken the laws that it breaks
     */
    record Weakened(Rule rule, Set<Law> broken) {
        Weakened(Rule rule, Law first, Law... rest) {
            this(rule, EnumSet.of(first, rest));
        }

        /** The laws that it breaks with N bidders, in their order: with one other bid (22) says nothing. */
        List<Law> breaks(int bidders) {
            return broken.stream()
                    .filter(law -> bidders > 2 || law != Law.DETERMINED_BY_HIGHEST)
                    .sorted()
                    .toList();
        }

        @Override
        public String toString() {
            return rule.toString();
        }
    }

    private Rules() {}

    /** The auction with each rho that the default grid has, as the fraction which the double is. */
    static List<Modified> grid() {
        ActionGrid grid = new ActionGrid(20);
        return IntStream.range(0, grid.size())
                .mapToObj(a -> new Modified(Fractions.of(grid.rho(a))))
                .toList();
    }

    /** The rules that are weaker in one point each, with the laws that they break. */
    static List<Weakened> weakened() {
        BigFraction rho = new BigFraction(3, 2);
        return List.of(
                new Weakened(new Modified(new BigFraction(9, 10)), Law.AT_MOST_ONE_WINNER),
                new Weakened(new WeakComparison(BigFraction.ONE), Law.AT_MOST_ONE_WINNER),
                new Weakened(new WeakComparison(rho), Law.AT_MOST_ONE_WINNER),
                new Weakened(
                        new CurrentRatio(),
                        Law.AT_MOST_ONE_WINNER,
                        Law.STRATEGY_PROOF,
                        Law.CRITICAL_PAYMENT,
                        Law.NO_GAIN_FROM_IDENTITIES),
                new Weakened(
                        new SecondBidPaid(rho), Law.STRATEGY_PROOF, Law.CRITICAL_PAYMENT, Law.NO_GAIN_FROM_IDENTITIES),
                new Weakened(
                        new OwnBidDependent(),
                        Law.STRATEGY_PROOF,
                        Law.CRITICAL_PAYMENT,
                        Law.NO_GAIN_FROM_IDENTITIES,
                        Law.SCALE_FREE),
                new Weakened(
                        new DependentOnOthers(),
                        Law.WINNER_FALSE_NAME_PROOF,
                        Law.NO_GAIN_FROM_IDENTITIES,
                        Law.SCALE_FREE),
                new Weakened(
                        new Extrapolated(),
                        Law.WINNER_FALSE_NAME_PROOF,
                        Law.NO_GAIN_FROM_IDENTITIES,
                        Law.DETERMINED_BY_HIGHEST),
                new Weakened(new Sum(), Law.LOSER_FALSE_NAME_PROOF, Law.DETERMINED_BY_HIGHEST),
                new Weakened(
                        new LowestCounts(),
                        Law.WINNER_FALSE_NAME_PROOF,
                        Law.NO_GAIN_FROM_IDENTITIES,
                        Law.DETERMINED_BY_HIGHEST),
                new Weakened(new AbsoluteReserve(), Law.SCALE_FREE),
                new Weakened(
                        new OptimalForObservedNumber(),
                        Law.WINNER_FALSE_NAME_PROOF,
                        Law.NO_GAIN_FROM_IDENTITIES,
                        Law.DETERMINED_BY_HIGHEST));
    }
}
