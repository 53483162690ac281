package dmsb.proofs.law;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Outcome;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Experiments where a law is likely to break: at the critical bids of both sales, one ulp to either side, at ties, at zero and
 * in between, on random profiles. What a profile is made of: amounts over a thousandfold range, near ties, zeros, points of
 * the grid and their neighbours, and numbers with few digits. An experiment that the auction refuses ends nothing but itself.
 */
final class Probes {
    private static final double[] FACTORS = {2.0, 0.5, 3.0, 0.1, 10.0};
    private static final int KINDS = 5;
    private static final int GRID_POINTS = 9;

    /** How many random multiples of the critical bid a bidder bids on a profile. */
    private static final int MULTIPLES = 3;

    /** Multiples of the highest rival, of which an identity bids one on a profile. */
    private static final double[] OUTBIDDING = {1.02, 1.06, 1.12, 1.25, 1.5, 2.0};

    /** Parts of the highest rival that all identities bid. */
    private static final double[] BESIDE = {1.0, 0.95};

    private final Trial trial;
    private final Search search;
    private final RandomStream random;

    private Probes(Trial trial, Search search) {
        this.trial = trial;
        this.search = search;
        this.random =
                SeedTree.of(search.seed()).child("probes").child(trial.law().name()).stream();
    }

    static void search(Trial trial, Search search) {
        Probes probes = new Probes(trial, search);
        for (int t = 0; t < search.tries(); t++) {
            probes.probe();
        }
    }

    private void probe() {
        int most = trial.law().needsNewIdentities() ? search.mostBidders() - 1 : search.mostBidders();
        int n = search.fewestBidders() + random.nextInt(most - search.fewestBidders() + 1);
        if (trial.law() == Law.HIGHEST_BID_DECIDES) {
            n = Math.max(search.fewestBidders(), Math.min(2, most));
        }
        double[] bids = profile(random, n, search.step());
        int bidder = 1 + random.nextInt(n);
        OwnBids own = OwnBids.of(trial.sales().unremembered(), bids, bidder);
        if (isAboutOneBid(trial.law())) {
            own = own.withMultiples(random, MULTIPLES);
        }
        for (Change change : changes(bids, bidder, own.bids())) {
            hold(trial, bids, bidder, change, own);
        }
        if (trial.law() == Law.CRITICAL_PAYMENT) {
            holdHalfway(bids, bidder, own);
        }
    }

    private static boolean isAboutOneBid(Law law) {
        return switch (law) {
            case MONOTONE, CRITICAL_PAYMENT, STRATEGY_PROOF, INDIVIDUALLY_RATIONAL -> true;
            default -> false;
        };
    }

    /** The bidder bids halfway from what it pays to its critical bid, where those differ. */
    private void holdHalfway(double[] bids, int bidder, OwnBids own) {
        double[] base = bids.clone();
        for (double bid : own.bids()) {
            base[bidder - 1] = bid;
            try {
                Outcome outcome = trial.sales().clear(base);
                double price = outcome.price();
                boolean isPaid = outcome.winner() == bidder && price <= CriticalBid.LARGEST;
                if (isPaid && own.halfway(price) != price) {
                    trial.hold(base, bidder, new Change.Rebid(own.halfway(price)));
                }
            } catch (Sale.Refused none) {
                // pays nothing
            }
        }
    }

    /** Holds the experiment with every own bid at which something may change, in the first sale or in the second. */
    static void hold(Trial trial, double[] bids, int bidder, Change change, OwnBids own) {
        double[] base = bids.clone();
        for (double bid : change instanceof Change.Rebid ? own.bids() : own.with(bids, bidder, change)) {
            base[bidder - 1] = bid;
            trial.hold(base, bidder, Grid.withOwnBid(trial.law(), change, bid));
            if (trial.law() == Law.NO_GAIN_FROM_IDENTITIES && change instanceof Change.FalseNames names) {
                trial.hold(base, bidder, names.withBid(bid));
            }
        }
    }

    static double[] profile(RandomStream random, int n, double step) {
        double[] bids = new double[n];
        int kind = random.nextInt(KINDS);
        double level = amount(random, step);
        for (int i = 0; i < n; i++) {
            bids[i] = switch (kind) {
                case 0 -> amount(random, step);
                case 1 -> beside(random, level);
                case 2 -> random.nextInt(3) == 0 ? 0.0 : amount(random, step);
                case 3 -> beside(random, step * random.nextInt(GRID_POINTS));
                default -> random.nextInt(101) / 5.0 * step;
            };
        }
        return bids;
    }

    private static double beside(RandomStream random, double level) {
        return Math.max(0.0, level + (random.nextInt(5) - 2) * Math.ulp(level));
    }

    /** Log-uniform from step/16 to 64 step. */
    private static double amount(RandomStream random, double step) {
        return 2.0 * step * StrictMath.pow(2.0, 10.0 * random.nextDouble() - 5.0);
    }

    private List<Change> changes(double[] bids, int bidder, List<Double> own) {
        List<Change> changes = new ArrayList<>();
        switch (trial.law()) {
            case FEASIBLE, INDEPENDENT_OF_COMMON_VALUE -> {}
            case INDIVIDUALLY_RATIONAL -> changes.add(new Change.Nothing());
            case ANONYMOUS -> {
                for (int other = 1; other <= bids.length; other++) {
                    if (other != bidder) {
                        changes.add(new Change.Swap(other));
                    }
                }
            }
            case MONOTONE, CRITICAL_PAYMENT, STRATEGY_PROOF -> own.forEach(bid -> changes.add(new Change.Rebid(bid)));
            case WINNER_FALSE_NAME_PROOF, NO_GAIN_FROM_IDENTITIES, LOSER_FALSE_NAME_PROOF, HIGHEST_BID_DECIDES ->
                addJoining(changes, bids, bidder);
            case HOMOGENEOUS, SCALE_FREE -> {
                for (double factor : FACTORS) {
                    changes.add(new Change.Scale(factor));
                }
                changes.add(new Change.Scale(Math.scalb(1.0, random.nextInt(41) - 20)));
                changes.add(new Change.Scale(amount(random, 0.5)));
            }
        }
        return changes;
    }

    /**
     * Extra identities: tiny ones, splits of the bidder's own bid, copies of others and their neighbours, and any; beside the
     * highest rival as many as there is room for, and the bidder's own a little or much above it.
     */
    private void addJoining(List<Change> changes, double[] bids, int bidder) {
        double own = bids[bidder - 1];
        double other = bids[random.nextInt(bids.length)];
        List<List<Double>> sets = new ArrayList<>();
        for (double extra : new double[] {
            0.0,
            0.02 * search.step(),
            Double.MIN_VALUE,
            own / 2,
            other,
            Math.nextUp(other),
            Math.max(0.0, Math.nextDown(other)),
            amount(random, search.step())
        }) {
            sets.add(List.of(extra));
        }
        int room = search.mostBidders() - bids.length;
        if (room >= 2) {
            sets.add(List.of(own / 2, own / 2));
            int size = 2 + random.nextInt(room - 1);
            double highest = amount(random, search.step());
            sets.add(Stream.generate(() -> highest * random.nextDouble())
                    .limit(size)
                    .toList());
            sets.add(Collections.nCopies(room, 0.0));
        }
        addBesideRival(sets, Bids.highestOfOthers(bids, bids.length, bidder - 1), room);
        int place = 1 + random.nextInt(bids.length);
        for (List<Double> set : sets) {
            changes.add(joining(trial.law(), own, set, Change.BEHIND));
            changes.add(joining(trial.law(), own, set, place));
            if (trial.law() == Law.NO_GAIN_FROM_IDENTITIES) {
                changes.add(joining(trial.law(), 0.0, set, place));
                changes.add(joining(trial.law(), amount(random, search.step()), set, Change.BEHIND));
            }
        }
    }

    private void addBesideRival(List<List<Double>> sets, double rival, int room) {
        boolean isOwn = isOwn(trial.law());
        int beside = random.nextInt(BESIDE.length);
        for (int i = 0; i < BESIDE.length && room >= 2; i++) {
            if (!isOwn || i == beside) {
                sets.add(Collections.nCopies(room, BESIDE[i] * rival));
            }
        }
        if (isOwn) {
            sets.add(List.of(OUTBIDDING[random.nextInt(OUTBIDDING.length)] * rival));
        }
    }

    private static boolean isOwn(Law law) {
        return law == Law.WINNER_FALSE_NAME_PROOF || law == Law.NO_GAIN_FROM_IDENTITIES;
    }

    /** More identities: the bidder's own where the law is about those, others' where it is not. */
    static Change joining(Law law, double own, List<Double> bids, int place) {
        return isOwn(law) ? new Change.FalseNames(own, bids, place) : new Change.Join(bids, place);
    }
}
