package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.auction.mechanism.Outcome;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Examines {@link Law#FEASIBLE}: are all legal bids cleared as they should be? */
final class Feasibility {
    private Feasibility() {}

    static Verdict check(Mechanism mechanism, Search search) {
        long gridCases = 0;
        for (int n = search.fewestBidders(); n <= Math.min(Grid.MOST_BIDDERS, search.mostBidders()); n++) {
            int profiles = Grid.profiles(n);
            for (int profile = 0; profile < profiles; profile++) {
                gridCases++;
                Verdict.@Nullable Fails fails = examine(mechanism, Grid.bids(profile, n));
                if (fails != null) {
                    return fails;
                }
            }
        }
        RandomStream random = SeedTree.of(search.seed()).child("probes").child(Law.FEASIBLE.name()).stream();
        for (int t = 0; t < search.tries(); t++) {
            int n = search.fewestBidders() + random.nextInt(search.mostBidders() - search.fewestBidders() + 1);
            Verdict.@Nullable Fails fails = examine(mechanism, Probes.profile(random, n));
            if (fails != null) {
                return fails;
            }
        }
        return new Verdict.Holds(Law.FEASIBLE, new Evidence.Searched(gridCases, search.tries(), 0, search.seed()));
    }

    private static Verdict.@Nullable Fails examine(Mechanism mechanism, double[] bids) {
        String reason = reason(mechanism, bids);
        return reason.isEmpty()
                ? null
                : new Verdict.Fails(
                        Law.FEASIBLE,
                        new Counterexample.Misclearing(
                                Arrays.stream(bids).boxed().toList(), reason));
    }

    private static String reason(Mechanism mechanism, double[] bids) {
        double[] given = bids.clone();
        Outcome outcome;
        Outcome again;
        try {
            outcome = mechanism.clear(given);
            again = mechanism.clear(bids.clone());
        } catch (RuntimeException refused) {
            return "refused by " + refused;
        }
        if (!Arrays.equals(given, bids)) {
            return "changed to " + Wording.set(given);
        }
        if (!outcome.equals(again)) {
            return "cleared as " + outcome + ", and the next time as " + again;
        }
        if (outcome.groundStations() != bids.length) {
            return "an outcome for " + outcome.groundStations() + " bidders, not " + bids.length;
        }
        if (!outcome.uavServes() && outcome.price() == Double.POSITIVE_INFINITY) {
            return "bidder " + outcome.winner() + " wins at an infinite price";
        }
        return "";
    }
}
