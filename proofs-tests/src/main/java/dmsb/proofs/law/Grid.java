package dmsb.proofs.law;

import java.util.ArrayList;
import java.util.List;

/** All experiments about a law on a small grid, see {@link Evidence.Searched}. */
final class Grid {
    private static final double STEP = 0.5;
    private static final int POINTS = 9;
    static final int MOST_BIDDERS = 3;
    private static final double[] FACTORS = {2.0, 0.5, 4.0, 3.0};

    private Grid() {}

    static void search(Trial trial, Search search) {
        for (int n = search.fewestBidders(); n <= Math.min(MOST_BIDDERS, search.mostBidders()); n++) {
            List<Change> changes = changes(trial.law(), n, search.mostBidders() - n);
            for (int profile = 0; profile < profiles(n); profile++) {
                double[] bids = bids(profile, n);
                for (int bidder = 1; bidder <= n; bidder++) {
                    for (Change change : changes) {
                        if (!(change instanceof Change.Swap swap) || swap.other() > bidder) {
                            trial.hold(bids, bidder, change);
                        }
                    }
                }
            }
        }
    }

    /** The number of profiles of n bids. */
    static int profiles(int n) {
        int profiles = 1;
        for (int i = 0; i < n; i++) {
            profiles *= POINTS;
        }
        return profiles;
    }

    static double[] bids(int profile, int n) {
        double[] bids = new double[n];
        int rest = profile;
        for (int i = 0; i < n; i++) {
            bids[i] = STEP * (rest % POINTS);
            rest /= POINTS;
        }
        return bids;
    }

    private static List<Change> changes(Law law, int n, int room) {
        List<Change> changes = new ArrayList<>();
        switch (law) {
            case FEASIBLE, INDEPENDENT_OF_COMMON_VALUE -> {}
            case INDIVIDUALLY_RATIONAL -> changes.add(new Change.Nothing());
            case ANONYMOUS -> {
                for (int other = 2; other <= n; other++) {
                    changes.add(new Change.Swap(other));
                }
            }
            case MONOTONE, CRITICAL_PAYMENT, STRATEGY_PROOF -> {
                for (int i = 0; i < POINTS; i++) {
                    changes.add(new Change.Rebid(STEP * i));
                }
            }
            case WINNER_FALSE_NAME_PROOF, LOSER_FALSE_NAME_PROOF, HIGHEST_BID_DECIDES -> addJoins(changes, n, room);
            case HOMOGENEOUS, SCALE_FREE -> {
                for (double factor : FACTORS) {
                    changes.add(new Change.Scale(factor));
                }
            }
        }
        return changes;
    }

    /** One extra identity, or two beside at most two bidders. */
    private static void addJoins(List<Change> changes, int n, int room) {
        for (int i = 0; i < POINTS && room >= 1; i++) {
            changes.add(new Change.Join(List.of(STEP * i)));
            for (int j = 0; j <= i && room >= 2 && n < MOST_BIDDERS; j++) {
                changes.add(new Change.Join(List.of(STEP * i, STEP * j)));
            }
        }
    }
}
