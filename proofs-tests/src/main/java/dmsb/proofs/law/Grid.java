package dmsb.proofs.law;

import java.util.ArrayList;
import java.util.List;

/** All experiments about a law on a small grid, see {@link Evidence.Searched}. */
final class Grid {
    private static final int POINTS = 9;
    static final int MOST_BIDDERS = 3;
    private static final double[] FACTORS = {2.0, 0.5, 4.0, 3.0};

    private Grid() {}

    static void search(Trial trial, Search search) {
        for (int n = search.fewestBidders(); n <= Math.min(MOST_BIDDERS, search.mostBidders()); n++) {
            List<Change> changes = changes(trial.law(), n, search);
            for (int profile = 0; profile < profiles(n); profile++) {
                double[] bids = bids(profile, n, search.step());
                for (int bidder = 1; bidder <= n; bidder++) {
                    for (Change change : changes) {
                        if (!(change instanceof Change.Swap swap) || swap.other() > bidder) {
                            trial.hold(bids, bidder, withOwnBid(trial.law(), change, bids[bidder - 1]));
                        }
                    }
                }
            }
        }
    }

    /** The winner false-name law is about a bidder that goes on bidding the truth under its first name. */
    static Change withOwnBid(Law law, Change change, double own) {
        return law == Law.WINNER_FALSE_NAME_PROOF && change instanceof Change.FalseNames names
                ? names.withBid(own)
                : change;
    }

    /** The largest amount on the grid. */
    static double top(double step) {
        return step * (POINTS - 1);
    }

    /** The number of profiles of n bids. */
    static int profiles(int n) {
        int profiles = 1;
        for (int i = 0; i < n; i++) {
            profiles *= POINTS;
        }
        return profiles;
    }

    static double[] bids(int profile, int n, double step) {
        double[] bids = new double[n];
        int rest = profile;
        for (int i = 0; i < n; i++) {
            bids[i] = step * (rest % POINTS);
            rest /= POINTS;
        }
        return bids;
    }

    private static List<Change> changes(Law law, int n, Search search) {
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
                    changes.add(new Change.Rebid(search.step() * i));
                }
            }
            case WINNER_FALSE_NAME_PROOF -> addNames(changes, n, search, 0.0);
            case LOSER_FALSE_NAME_PROOF, HIGHEST_BID_DECIDES ->
                addJoining(changes, n, search, (bids, place) -> new Change.Join(bids, place));
            case NO_GAIN_FROM_IDENTITIES -> {
                for (int i = 0; i < POINTS && n < MOST_BIDDERS; i += POINTS / 2) {
                    addNames(changes, n, search, search.step() * i);
                }
            }
            case HOMOGENEOUS, SCALE_FREE -> {
                for (double factor : FACTORS) {
                    changes.add(new Change.Scale(factor));
                }
            }
        }
        return changes;
    }

    private static void addNames(List<Change> changes, int n, Search search, double own) {
        addJoining(changes, n, search, (bids, place) -> new Change.FalseNames(own, bids, place));
    }

    private interface Joining {
        Change with(List<Double> bids, int place);
    }

    /** One extra identity in every place, or two, behind all or before all, beside at most two bidders. */
    private static void addJoining(List<Change> changes, int n, Search search, Joining joining) {
        int room = search.mostBidders() - n;
        for (int i = 0; i < POINTS && room >= 1; i++) {
            double high = search.step() * i;
            changes.add(joining.with(List.of(high), Change.BEHIND));
            for (int place = 1; place <= n; place++) {
                changes.add(joining.with(List.of(high), place));
            }
            for (int j = 0; j <= i && room >= 2 && n < MOST_BIDDERS; j++) {
                changes.add(joining.with(List.of(high, search.step() * j), Change.BEHIND));
                changes.add(joining.with(List.of(high, search.step() * j), 1));
            }
        }
    }
}
