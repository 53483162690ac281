package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Examines {@link Law#FEASIBLE}: are all legal bids cleared as they should be? */
final class Feasibility {
    private final Sales sales;
    private final Search search;
    private int mostBidders;

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
                @Nullable Verdict fails = examine(Grid.bids(profile, n, search.step()));
                if (fails != null) {
                    return fails;
                }
            }
        }
        RandomStream random = SeedTree.of(search.seed()).child("probes").child(Law.FEASIBLE.name()).stream();
        for (int t = 0; t < search.tries(); t++) {
            int n = search.fewestBidders() + random.nextInt(search.mostBidders() - search.fewestBidders() + 1);
            @Nullable Verdict fails = examine(Probes.profile(random, n, search.step()));
            if (fails != null) {
                return fails;
            }
        }
        sales.replaySome();
        return gridCases + search.tries() == 0
                ? new Verdict.Unknown(Law.FEASIBLE, Laws.NOTHING_CONCERNED)
                : new Verdict.Holds(
                        Law.FEASIBLE,
                        new Evidence.Searched(gridCases, search.tries(), 0, mostBidders, search.step(), search.seed()));
    }

    private @Nullable Verdict examine(double[] bids) {
        mostBidders = Math.max(mostBidders, bids.length);
        String reason = reason(sales.unremembered(), bids);
        if (reason.isEmpty()) {
            sales.replay(bids);
            return null;
        }
        Counterexample.Misclearing found =
                new Counterexample.Misclearing(Arrays.stream(bids).boxed().toList(), reason);
        if (!found.isConfirmedBy(sales.unremembered())) {
            throw new Sales.HiddenState(
                    new Counterexample.Inconsistency(found.bids(), reason, said(reason(sales.unremembered(), bids))));
        }
        sales.replaySome();
        return new Verdict.Fails(Law.FEASIBLE, found);
    }

    private static String said(String reason) {
        return reason.isEmpty() ? "cleared as they should be" : reason;
    }

    /** What is wrong with how the bids are cleared, empty if nothing is. */
    static String reason(Mechanism mechanism, double... bids) {
        double[] given = bids.clone();
        Outcome outcome;
        try {
            outcome = Sale.clear(copy -> mechanism.clear(given), bids);
        } catch (Sale.Refused refused) {
            return (refused.getCause() == null ? "" : "refused by ") + refused.getMessage();
        }
        if (!Arrays.equals(given, bids)) {
            return "changed to " + Amounts.set(given);
        }
        if (!outcome.uavServes() && outcome.price() == Double.POSITIVE_INFINITY) {
            return "bidder " + outcome.winner() + " wins at an infinite price";
        }
        return "";
    }
}
