package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.proofs.law.Counterexample.Misclearing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Examines {@link Law#FEASIBLE}: are all legal bids cleared as they should be? The search goes on behind the first bids that are not,
 * because an auction that clears them after some others is none whose refusal can be repeated.
 */
final class Feasibility {
    private final Sales sales;
    private final Search search;
    private int mostBidders;
    private @Nullable Misclearing found;

    private Feasibility(Sales sales, Search search) {
        this.sales = sales;
        this.search = search;
    }

    static Verdict check(Sales sales, Search search) {
        return new Feasibility(sales, search).check();
    }

    private Verdict check() {
        long gridCases = 0;
        for (int n = search.fewestBidders(); n <= Math.min(Grid.MOST_BIDDERS, search.mostBidders()); n++) {
            int profiles = Grid.profiles(n);
            for (int profile = 0; profile < profiles; profile++) {
                gridCases++;
                examine(Grid.bids(profile, n, search.step()));
            }
        }
        RandomStream random = SeedTree.of(search.seed()).child("probes").child(Law.FEASIBLE.name()).stream();
        for (int t = 0; t < search.tries(); t++) {
            int n = search.fewestBidders() + random.nextInt(search.mostBidders() - search.fewestBidders() + 1);
            examine(Probes.profile(random, n, search.step()));
        }
        @Nullable Misclearing miscleared = found;
        if (miscleared != null) {
            sales.replaySome(() -> requireRepeatable(miscleared, sales.mechanism()));
            return new Verdict.Fails(Law.FEASIBLE, miscleared);
        }
        sales.replaySome();
        return gridCases + search.tries() == 0
                ? new Verdict.Unknown(Law.FEASIBLE, Laws.NOTHING_CONCERNED)
                : new Verdict.Holds(
                        Law.FEASIBLE,
                        new Evidence.Searched(gridCases, search.tries(), 0, mostBidders, search.step(), search.seed()));
    }

    private void examine(double[] bids) {
        mostBidders = Math.max(mostBidders, bids.length);
        ClearedSale sale = ClearedSale.of(sales.mechanism(), bids);
        sales.note(bids, sale.outcome(), sale.refused());
        if (sale.fault() == null) {
            sales.replay(bids);
        } else if (found == null) {
            found = new Misclearing(Arrays.stream(bids).boxed().toList(), sale.fault(), sale.reason());
            requireRepeatable(found, sales.mechanism());
        }
    }

    /**
     * Holds a sale once more.
     *
     * @throws Sales.HiddenState if something else is wrong with it than before, or nothing
     */
    static void requireRepeatable(Misclearing miscleared, Mechanism mechanism) {
        ClearedSale again = ClearedSale.of(
                mechanism,
                miscleared.bids().stream().mapToDouble(Double::doubleValue).toArray());
        if (again.fault() != miscleared.fault()) {
            throw new Sales.HiddenState(
                    new Counterexample.Inconsistency(miscleared.bids(), miscleared.reason(), again.text()));
        }
    }

    /** Whether the same is wrong again and again. */
    static boolean isConfirmed(Misclearing found, Mechanism mechanism) {
        for (int i = 0; i < Memory.CONFIRMATIONS; i++) {
            if (!found.isConfirmedBy(mechanism)) {
                return false;
            }
        }
        return true;
    }
}
