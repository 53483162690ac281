package dmsb.proofs.smt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The laws of an auction of N performance bidders, each as its violation: a condition on real numbers, all of them at
 * least 0, that holds iff they are a counterexample. The law is true of a rule iff nothing satisfies the violation.
 *
 * <p>"One bidder" stands for every bidder, as the rules do not look at a bidder's number. Extra identities come one, two
 * and three at a time; for critical payments psi more than that follow by induction, one at a time, up to N + 2 bidders.
 */
enum Law {
    /** x_1 + ... + x_N &lt;= 1, so that x_0 = 1 - sum x_n is 0 or 1. */
    AT_MOST_ONE_WINNER("at most one winner") {
        @Override
        List<String> variables(int n, int extras) {
            return named("b", n);
        }

        @Override
        <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x) {
            List<B> both = new ArrayList<>();
            List<B> wins = winners(on, rule, x);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    both.add(on.all(List.of(wins.get(i), wins.get(j))));
                }
            }
            return on.any(both);
        }
    },

    /** v x(v) - p(v) &gt;= v x(b) - p(b) for every value v and misreport b. */
    STRATEGY_PROOF("strategy-proof") {
        @Override
        List<String> variables(int n, int extras) {
            return join(List.of("value", "bid"), named("other", n - 1));
        }

        @Override
        <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x) {
            T value = x.get(0);
            List<T> others = x.subList(2, x.size());
            return on.less(utility(on, rule, value, value, others), utility(on, rule, value, x.get(1), others));
        }
    },

    /** A truthful winner pays at most its value; losers pay nothing by definition. */
    INDIVIDUALLY_RATIONAL("individually rational") {
        @Override
        List<String> variables(int n, int extras) {
            return join(List.of("value"), named("other", n - 1));
        }

        @Override
        <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x) {
            return on.less(utility(on, rule, x.get(0), x.get(0), x.subList(1, x.size())), on.zero());
        }
    },

    /** A higher bid wins where a lower one did. */
    MONOTONE("monotone") {
        @Override
        List<String> variables(int n, int extras) {
            return join(List.of("bid", "raised"), named("other", n - 1));
        }

        @Override
        <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x) {
            List<T> others = x.subList(2, x.size());
            return on.all(List.of(
                    on.less(x.get(0), x.get(1)),
                    rule.wins(on, x.get(0), others),
                    on.not(rule.wins(on, x.get(1), others))));
        }
    },

    /** A winner pays the infimum of its winning bids: what is above the payment wins, what is below loses. */
    CRITICAL_PAYMENT("critical payment") {
        @Override
        List<String> variables(int n, int extras) {
            return join(List.of("bid", "instead"), named("other", n - 1));
        }

        @Override
        <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x) {
            List<T> others = x.subList(2, x.size());
            T instead = x.get(1);
            T price = rule.pays(on, x.get(0), others);
            B wins = rule.wins(on, instead, others);
            return on.all(List.of(
                    rule.wins(on, x.get(0), others),
                    on.any(List.of(
                            on.all(List.of(on.less(price, instead), on.not(wins))),
                            on.all(List.of(on.less(instead, price), wins))))));
        }
    },

    /** The order of the others' bids is of no importance; transpositions of neighbours generate all permutations. */
    ANONYMOUS("anonymous") {
        @Override
        List<String> variables(int n, int extras) {
            return join(List.of("bid"), named("other", n - 1));
        }

        @Override
        <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x) {
            T bid = x.get(0);
            List<T> others = x.subList(1, x.size());
            B wins = rule.wins(on, bid, others);
            T price = rule.pays(on, bid, others);
            List<B> changes = new ArrayList<>();
            for (int i = 1; i < others.size(); i++) {
                List<T> swapped = new ArrayList<>(others);
                Collections.swap(swapped, i - 1, i);
                changes.add(on.exactlyOne(wins, rule.wins(on, bid, swapped)));
                changes.add(on.all(List.of(wins, on.differ(price, rule.pays(on, bid, swapped)))));
            }
            return on.any(changes);
        }
    },

    /**
     * psi(B + S) &gt;= psi(B): extra identities never lower the price of the bidder who sends them. One at a time, over all
     * sizes of B, says it for S of every size.
     */
    WINNER_FALSE_NAME_PROOF("winner-false-name-proof") {
        @Override
        List<String> variables(int n, int extras) {
            return join(named("other", n - 1), named("extra", extras));
        }

        @Override
        <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x) {
            Rule.Threshold threshold = (Rule.Threshold) rule;
            T before = threshold.psi(on, x.subList(0, n - 1));
            return on.any(IntStream.rangeClosed(1, extras)
                    .mapToObj(k -> on.less(threshold.psi(on, x.subList(0, n - 1 + k)), before))
                    .toList());
        }

        @Override
        boolean speaksOf(Rule rule) {
            return rule instanceof Rule.Threshold;
        }
    },

    /** psi(B + S) &lt;= psi(B) whenever max S &lt;= max B: a loser's extra identities change nothing for the worse. */
    LOSER_FALSE_NAME_PROOF("loser-false-name-proof") {
        @Override
        List<String> variables(int n, int extras) {
            return WINNER_FALSE_NAME_PROOF.variables(n, extras);
        }

        @Override
        <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x) {
            Rule.Threshold threshold = (Rule.Threshold) rule;
            T before = threshold.psi(on, x.subList(0, n - 1));
            T highest = on.max(x.subList(0, n - 1));
            return on.any(IntStream.rangeClosed(1, extras)
                    .mapToObj(k -> on.all(List.of(
                            on.atMost(on.max(x.subList(n - 1, n - 1 + k)), highest),
                            on.less(before, threshold.psi(on, x.subList(0, n - 1 + k))))))
                    .toList());
        }

        @Override
        boolean speaksOf(Rule rule) {
            return rule instanceof Rule.Threshold;
        }
    },

    /** The same in money: no set of identities earns its owner more than one identity with the true value. */
    NO_GAIN_FROM_IDENTITIES("no gain from identities") {
        @Override
        List<String> variables(int n, int extras) {
            return join(List.of("value"), named("identity", extras), named("other", n - 1));
        }

        @Override
        <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x) {
            T value = x.get(0);
            List<T> others = x.subList(1 + extras, x.size());
            T honest = utility(on, rule, value, value, others);
            List<B> gains = new ArrayList<>();
            for (int k = 1; k <= extras; k++) {
                List<T> identities = x.subList(1, 1 + k);
                List<B> wins = new ArrayList<>();
                List<T> paid = new ArrayList<>();
                for (int i = 0; i < k; i++) {
                    List<T> faced = join(others, without(identities, i));
                    B winning = rule.wins(on, identities.get(i), faced);
                    wins.add(winning);
                    paid.add(on.choose(winning, rule.pays(on, identities.get(i), faced), on.zero()));
                }
                T gross = on.choose(on.any(wins), value, on.zero());
                gains.add(on.less(honest, on.minus(gross, on.sum(paid))));
            }
            return on.any(gains);
        }
    },

    /** Eq. (22): psi({max B}) = psi(B), the highest of the other bids says it all. */
    DETERMINED_BY_HIGHEST("psi({max B}) = psi(B)") {
        @Override
        List<String> variables(int n, int extras) {
            return named("other", n - 1);
        }

        @Override
        <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x) {
            Rule.Threshold threshold = (Rule.Threshold) rule;
            return on.differ(threshold.psi(on, List.of(on.max(x))), threshold.psi(on, x));
        }

        @Override
        boolean speaksOf(Rule rule) {
            return rule instanceof Rule.Threshold;
        }
    },

    /**
     * Under a common factor theta of all bids, those in {@link #THETAS}, a bidder wins as before and pays theta-fold: so
     * x_0(theta b) = x_0(b), no adverse selection.
     */
    SCALE_FREE("scale-free") {
        @Override
        List<String> variables(int n, int extras) {
            return join(List.of("bid"), named("other", n - 1));
        }

        @Override
        <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x) {
            List<T> others = x.subList(1, n);
            B wins = rule.wins(on, x.get(0), others);
            T price = rule.pays(on, x.get(0), others);
            List<B> changes = new ArrayList<>();
            for (BigFraction theta : THETAS) {
                T bid = on.scale(theta, x.get(0));
                List<T> scaled =
                        others.stream().map(other -> on.scale(theta, other)).toList();
                changes.add(on.exactlyOne(wins, rule.wins(on, bid, scaled)));
                changes.add(on.all(List.of(wins, on.differ(on.scale(theta, price), rule.pays(on, bid, scaled)))));
            }
            return on.any(changes);
        }
    };

    /** Common factors; that every real one is harmless is the matter of {@link Degrees} and {@link Scaling}. */
    static final List<BigFraction> THETAS =
            List.of(new BigFraction(2), new BigFraction(1, 2), new BigFraction(10, 7), new BigFraction(1, 1000));

    private final String title;

    Law(String title) {
        this.title = title;
    }

    /**
     * The names of the numbers that the law speaks of, for N bidders and at most so many identities: extra ones, but for {@link
     * #NO_GAIN_FROM_IDENTITIES}, which counts the owner's first name among them.
     */
    abstract List<String> variables(int n, int extras);

    /** Whether the numbers, in the order of the variables, violate the law. */
    abstract <T, B> B violated(Algebra<T, B> on, Rule rule, int n, int extras, List<T> x);

    /** Whether the law says anything about such a rule; both false-name laws and (22) want a psi without the own bid. */
    boolean speaksOf(Rule rule) {
        return true;
    }

    @Override
    public String toString() {
        return title;
    }

    private static <T, B> T utility(Algebra<T, B> on, Rule rule, T value, T bid, List<T> others) {
        return on.choose(rule.wins(on, bid, others), on.minus(value, rule.pays(on, bid, others)), on.zero());
    }

    private static <T, B> List<B> winners(Algebra<T, B> on, Rule rule, List<T> bids) {
        return IntStream.range(0, bids.size())
                .mapToObj(i -> rule.wins(on, bids.get(i), without(bids, i)))
                .toList();
    }

    /** All but the one at the index. */
    static <T> List<T> without(List<T> list, int index) {
        return join(list.subList(0, index), list.subList(index + 1, list.size()));
    }

    private static List<String> named(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> name + i).toList();
    }

    @SafeVarargs
    private static <T> List<T> join(List<T>... lists) {
        List<T> joined = new ArrayList<>();
        for (List<T> list : lists) {
            joined.addAll(list);
        }
        return List.copyOf(joined);
    }
}
