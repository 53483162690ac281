package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.core.argument.Require;
import dmsb.proofs.law.Counterexample.Contradiction;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Examines auctions before the laws. An auction is known by its outcomes alone.
 *
 * <pre>{@code
 * Verdict verdict = Laws.check(Law.STRATEGY_PROOF, new OwnBidDependent(), Search.DEFAULT);
 * // strategy-proof fails: bids {2, 1}: bidder 1 loses; bidding 4 it wins at 1: gain 1
 * }</pre>
 *
 * <p>First all experiments on a small grid are held, of which the simplest that breaks the law is returned; if none does,
 * random profiles are probed at their critical bids, found by bisection, one ulp to either side, at ties and at zeros, and
 * what is found is made simpler step by step. The same auction and the same {@link Search} give the same verdict.
 *
 * <p>Differences that roundings of the price could have made, of a few ulps, are not counted: {@link Law#ULPS}.
 *
 * <p>What comes out is a proof only where a law fails. Where it holds, the {@link Evidence} says what was tried.
 */
public final class Laws {
    /** The rounds of a statistical test: of two halves of them, shares that differ by .04 are too far apart for chance. */
    public static final int ROUNDS = 20_000;

    /** The probability with which a statistical test rejects what is true, at most. */
    public static final double FALSE_ALARM_RATE = 1e-6;

    private Laws() {}

    /**
     * Examines one law.
     *
     * @param law the law; not the statistical one, see {@link #checkIndependence}
     * @param mechanism the auction. One that refuses some bids by an exception is examined on the others, except for
     *     feasibility; of one that refuses all nothing is known, {@link Verdict.Unknown}.
     * @param search where to look
     * @return the verdict
     * @throws IllegalArgumentException if the search cannot examine the law: {@link Search#canExamine}
     */
    public static Verdict check(Law law, Mechanism mechanism, Search search) {
        if (!search.canExamine(law)) {
            throw new IllegalArgumentException("law: expected one that this search can examine, got " + law);
        }
        if (law == Law.FEASIBLE) {
            return Feasibility.check(mechanism, search);
        }
        Trial trial = new Trial(mechanism, law);
        Grid.search(trial, search);
        long gridCases = trial.held();
        @Nullable Contradiction found = trial.simplest();
        if (found == null) {
            Probes.search(trial, search);
            found = trial.simplest();
        }
        if (found != null) {
            return new Verdict.Fails(law, Shrinking.shrink(trial, found));
        }
        if (trial.held() == 0) {
            return new Verdict.Unknown(law, trial.refused(), reason(trial.refusal()));
        }
        return new Verdict.Holds(
                law, new Evidence.Searched(gridCases, trial.held() - gridCases, trial.refused(), search.seed()));
    }

    private static String reason(@Nullable RuntimeException refusal) {
        return refusal == null ? "" : refusal.toString().replaceAll("\\s+", " ");
    }

    /**
     * Examines all laws that the search can examine.
     *
     * @param mechanism the auction
     * @param search where to look
     * @return the verdicts in the order of {@link Law}; modifiable, belongs to the caller
     */
    public static Map<Law, Verdict> checkAll(Mechanism mechanism, Search search) {
        Map<Law, Verdict> verdicts = new EnumMap<>(Law.class);
        for (Law law : Law.values()) {
            if (search.canExamine(law)) {
                verdicts.put(law, check(law, mechanism, search));
            }
        }
        return verdicts;
    }

    /**
     * Tests whether who wins is independent of the common value, {@link Law#INDEPENDENT_OF_COMMON_VALUE}, in {@link
     * #ROUNDS} rounds with {@link #FALSE_ALARM_RATE}.
     *
     * @param market draws the rounds
     * @param seed the seed of the rounds
     * @return the verdict
     * @throws IllegalArgumentException if all rounds have the same common value
     */
    public static Verdict checkIndependence(CommonValueMarket market, long seed) {
        return checkIndependence(market, ROUNDS, FALSE_ALARM_RATE, seed);
    }

    /**
     * Tests whether who wins is independent of the common value, {@link Law#INDEPENDENT_OF_COMMON_VALUE}: compares every
     * provider's share of the rounds with low C to its share of those with high C. The bound is Hoeffding's, so the
     * false-alarm rate holds for any number of rounds. O(rounds log rounds).
     *
     * @param market draws the rounds
     * @param rounds how many, at least 2
     * @param falseAlarmRate the probability of failing an auction that is independent, at most; in (0, 1)
     * @param seed the seed of the rounds
     * @return the verdict
     * @throws IllegalArgumentException if a number is out of its range or all rounds have the same common value
     */
    public static Verdict checkIndependence(CommonValueMarket market, int rounds, double falseAlarmRate, long seed) {
        Require.atLeast("rounds", rounds, 2);
        if (!(falseAlarmRate > 0.0 && falseAlarmRate < 1.0)) {
            throw Require.refusal("falseAlarmRate", "a number above 0 and below 1", falseAlarmRate);
        }
        return Independence.check(market, rounds, falseAlarmRate, seed);
    }
}
