package dmsb.proofs.horizon;

import dmsb.proofs.law.CaseCount;
import org.jspecify.annotations.Nullable;

/**
 * Examines rules for truthfulness over a horizon.
 *
 * <pre>{@code
 * HorizonVerdict verdict = HorizonLaws.checkTruthful(FactorRule.of(LaggedReserveRule::new), HorizonSearch.DEFAULT);
 * // truthful over time fails: values {0, 1}, then {2, 1}: bidder 1 loses, then loses;
 * // bidding 1, then 2 it loses, then wins at 1: gain 1
 * }</pre>
 *
 * <p>The law is that of theorem A: for every sequence of the others' bids, fixed beforehand, no sequence of own bids brings a
 * bidder more over all rounds than its values do. First all plays on a small grid are held, then plays of random markets; what is
 * found is made simpler step by step and repeated before it is reported. A play is the same for the same rule and search. Before
 * any verdict a sample of all that the rule was asked is asked again, what it refused among it: a rule that answers in another
 * way then is no function of the history.
 */
public final class HorizonLaws {
    private HorizonLaws() {}

    /**
     * Looks for a bidder that gains by misreporting.
     *
     * @param rule posts the factors
     * @param search where to look
     * @return the verdict
     */
    public static HorizonVerdict checkTruthful(FactorRule rule, HorizonSearch search) {
        Plays plays = new Plays(rule);
        CaseCount count = plays.count();
        try {
            HorizonGrid.search(plays, search);
            long gridPlays = count.held();
            if (plays.simplest() == null) {
                HorizonProbes.search(plays, search);
            }
            @Nullable Manipulation found = plays.simplest();
            if (found != null) {
                Manipulation shrunk = HorizonShrinking.shrink(plays, found);
                plays.requireRepeatable(shrunk);
                return new HorizonVerdict.Manipulable(shrunk);
            }
            plays.repeatSome();
            return count.held() == 0
                    ? new HorizonVerdict.Undecided("the rule " + count.refusals("plays"))
                    : new HorizonVerdict.Truthful(
                            gridPlays,
                            count.held() - gridPlays,
                            count.refused(),
                            count.mostBidders(),
                            plays.mostRounds(),
                            search);
        } catch (Plays.ChangingPlay state) {
            return new HorizonVerdict.Undecided("the rule is no function of the history: " + state.getMessage());
        }
    }
}
