package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.core.argument.Require;
import dmsb.proofs.law.Counterexample.Contradiction;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Examines whether auctions obey the laws. An auction is known by its outcomes alone.
 *
 * <pre>{@code
 * Verdict verdict = Laws.check(Law.STRATEGY_PROOF, new OwnBidDependent(), Search.DEFAULT);
 * // strategy-proof fails: bids {2, 1}: bidder 1 loses; bidding 4 it wins at 1: gain 1
 * }</pre>
 *
 * <p>First all experiments on a small grid are held, and the simplest that breaks the law is returned. If none does,
 * random profiles are probed at their critical bids, found by bisection, one ulp to either side, at ties and at zeros.
 * Laws about identities are also probed where psi jumps. What is found is simplified step by step and repeated before
 * it is returned. The same auction and the same {@link Search} give the same verdict.
 *
 * <p>An auction that throws, returns null or returns the outcome of another sale has refused that sale. Then {@link
 * Law#FEASIBLE} fails. Other laws are examined on what is left, and refused sales are never counted as evidence. If an
 * auction clears the same bids in two ways, it is no function of the bids. Then every other law is {@link
 * Verdict.Unknown}.
 *
 * <p>Differences that roundings of the price could have made, of a few ulps, are not counted: {@link Law#ULPS}.
 *
 * <p>A failure is a proof, because anybody can check its counterexample. Where a law holds, the {@link Evidence} says
 * only what was tried.
 */
public final class Laws {
    /** The rounds of a statistical test: of two halves of them, shares that differ by .05 are too far apart for chance. */
    public static final int ROUNDS = 20_000;

    /** The probability with which a statistical test rejects what is true, at most. */
    public static final double FALSE_ALARM_RATE = 1e-6;

    /** Why nothing is known where nothing was to be held. */
    static final String NOTHING_CONCERNED = "no experiment of this search concerned it";

    private Laws() {}

    /**
     * Examines one law.
     *
     * @param law the law; not the statistical one, see {@link #checkIndependence}
     * @param mechanism the auction
     * @param search where to look
     * @return the verdict
     * @throws IllegalArgumentException if the search cannot examine the law: {@link Search#canExamine}
     */
    public static Verdict check(Law law, Mechanism mechanism, Search search) {
        if (!search.canExamine(law)) {
            throw new IllegalArgumentException("law: expected one that this search can examine, got " + law);
        }
        return check(law, new Sales(mechanism), search);
    }

    private static Verdict check(Law law, Sales sales, Search search) {
        try {
            return examine(law, sales, search);
        } catch (Sales.HiddenState state) {
            return noFunction(law, state);
        }
    }

    private static Verdict noFunction(Law law, Sales.HiddenState state) {
        return law == Law.FEASIBLE
                ? new Verdict.Fails(law, state.found())
                : new Verdict.Unknown(law, "the auction is no function of the bids, " + state.found());
    }

    private static Verdict examine(Law law, Sales sales, Search search) {
        return law == Law.FEASIBLE ? Feasibility.check(sales, search) : examine(new Trial(sales, law), search);
    }

    private static Verdict examine(Trial trial, Search search) {
        Law law = trial.law();
        Sales sales = trial.sales();
        CaseCount count = trial.count();
        Grid.search(trial, search);
        long gridCases = count.held();
        @Nullable Contradiction found = trial.simplest();
        if (found == null) {
            Probes.search(trial, search);
            found = trial.simplest();
        }
        if (found == null && law.needsNewIdentities()) {
            Jumps.search(trial, search);
            found = trial.simplest();
        }
        sales.replaySome();
        if (found != null) {
            Contradiction shrunk = Shrinking.shrink(trial, search, found);
            sales.replaySome(() -> {
                sales.replay(shrunk.experiment().bids());
                sales.replay(shrunk.experiment().bidsAfter());
            });
            return new Verdict.Fails(law, shrunk);
        }
        if (count.held() == 0) {
            return new Verdict.Unknown(law, reason(count));
        }
        long probes = count.held() - gridCases;
        return new Verdict.Holds(
                law,
                new Evidence.Searched(
                        gridCases, probes, count.refused(), count.mostBidders(), search.step(), search.seed()));
    }

    private static String reason(CaseCount count) {
        return count.refused() == 0 ? NOTHING_CONCERNED : "the auction " + count.refusals("experiments");
    }

    /**
     * Examines all laws. Of one that the search cannot examine the verdict is {@link Verdict.Unknown}, and says what is missing.
     * If the auction is found to be no function of the bids, by whichever law, {@link Law#FEASIBLE} fails and all others are
     * unknown.
     *
     * @param mechanism the auction
     * @param search where to look
     * @return the verdicts, of every law, in the order of {@link Law}; modifiable, belongs to the caller
     */
    public static Map<Law, Verdict> checkAll(Mechanism mechanism, Search search) {
        Sales sales = new Sales(mechanism);
        Map<Law, Verdict> verdicts = new EnumMap<>(Law.class);
        try {
            for (Law law : Law.values()) {
                verdicts.put(law, search.canExamine(law) ? examine(law, sales, search) : missing(law, search));
            }
            if (verdicts.get(Law.FEASIBLE) instanceof Verdict.Fails fails
                    && fails.counterexample() instanceof Counterexample.Misclearing found) {
                Feasibility.requireRepeatable(found, mechanism);
            }
        } catch (Sales.HiddenState state) {
            Verdict feasible = verdicts.get(Law.FEASIBLE);
            for (Law law : Law.values()) {
                verdicts.put(law, search.canExamine(law) ? noFunction(law, state) : missing(law, search));
            }
            if (feasible instanceof Verdict.Fails fails
                    && fails.counterexample() instanceof Counterexample.Misclearing found
                    && Feasibility.isConfirmed(found, mechanism)) {
                verdicts.put(Law.FEASIBLE, feasible);
            }
        }
        return verdicts;
    }

    private static Verdict missing(Law law, Search search) {
        return new Verdict.Unknown(
                law,
                law.needsNewIdentities()
                        ? "it needs new identities, and the number of bidders is fixed at " + search.mostBidders()
                        : "it is statistical and needs a market");
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
     * provider's share of the rounds with low C to its share of those with high C, and its share of each eighth of the rounds by C
     * to that of all others. So a factor that is another one in the middle is noticed, too. The bound is Hoeffding's, so
     * the false-alarm rate holds for any number of rounds. O(rounds log rounds).
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
