package dmsb.proofs.vector;

import dmsb.proofs.law.CaseCount;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Examines auctions of several tasks among bidders with additive values.
 *
 * <pre>{@code
 * VectorVerdict verdict = VectorLaws.check(VectorLaw.STRATEGY_PROOF, auction, VectorSearch.DEFAULT);
 * }</pre>
 *
 * <p>First all cases on a small grid are asked, then cases of random markets; what is found is made simpler step by step and
 * repeated before it is reported. An auction that refuses a case is asked others; what it refused is no evidence. Before any
 * verdict a sample of all slots is held again, refused ones among them. The verdict is the same for the same auction and search.
 */
public final class VectorLaws {
    private VectorLaws() {}

    /**
     * Looks for a counterexample to one law.
     *
     * @param law the law
     * @param auction the auction
     * @param search where to look
     * @return the verdict
     */
    public static VectorVerdict check(VectorLaw law, VectorAuction auction, VectorSearch search) {
        try {
            return examine(law, new VectorSlots(auction), search);
        } catch (VectorSlots.ChangingSlot state) {
            return noFunction(law, state);
        }
    }

    private static VectorVerdict noFunction(VectorLaw law, VectorSlots.ChangingSlot state) {
        return new VectorVerdict.Unexamined(law, "the auction is no function of the bids: " + state.getMessage());
    }

    private static VectorVerdict examine(VectorLaw law, VectorSlots slots, VectorSearch search) {
        VectorTrials trials = new VectorTrials(slots);
        CaseCount count = trials.count();
        VectorGrid.search(trials, law, search);
        long gridCases = count.held();
        if (trials.simplest() == null) {
            VectorProbes.search(trials, law, search);
        }
        @Nullable VectorCounterexample found = trials.simplest();
        if (found != null) {
            VectorCounterexample shrunk = VectorShrinking.shrink(trials, found);
            slots.requireRepeatable(shrunk);
            return new VectorVerdict.Violated(law, shrunk);
        }
        slots.repeatSome();
        if (count.held() == 0) {
            return new VectorVerdict.Unexamined(
                    law,
                    count.refused() == 0
                            ? "nothing in the range of the search concerns it"
                            : "the auction " + count.refusals("cases"));
        }
        return new VectorVerdict.Observed(
                law,
                gridCases,
                count.held() - gridCases,
                count.refused(),
                trials.mostTasks(),
                count.mostBidders(),
                search);
    }

    /**
     * Looks for counterexamples to all laws. If the auction is found to be no function of the bids, by whichever law, nothing is
     * known of any.
     *
     * @param auction the auction
     * @param search where to look
     * @return the verdicts by law, in the laws' order
     */
    public static Map<VectorLaw, VectorVerdict> checkAll(VectorAuction auction, VectorSearch search) {
        VectorSlots slots = new VectorSlots(auction);
        Map<VectorLaw, VectorVerdict> verdicts = new EnumMap<>(VectorLaw.class);
        try {
            for (VectorLaw law : VectorLaw.values()) {
                verdicts.put(law, examine(law, slots, search));
            }
        } catch (VectorSlots.ChangingSlot state) {
            for (VectorLaw law : VectorLaw.values()) {
                verdicts.put(law, noFunction(law, state));
            }
        }
        return verdicts;
    }
}
