package dmsb.proofs.law;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Experiments where a law is likely to break: at the critical bids of both sales, one ulp to either side, at ties, at zero and
 * in between, on random profiles. What a profile is made of: amounts over a thousandfold range, near ties, zeros, and
 * numbers with few digits.
 */
final class Probes {
    private static final double[] FACTORS = {2.0, 0.5, 3.0, 0.1, 10.0};
    private static final int KINDS = 4;

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
        double[] bids = profile(random, n);
        int bidder = 1 + random.nextInt(n);
        try {
            List<Double> own = ownBids(bids, bidder);
            for (Change change : changes(bids, bidder, own)) {
                double[] base = bids.clone();
                for (double bid : change instanceof Change.Rebid ? own : ownBids(bids, bidder, change)) {
                    base[bidder - 1] = bid;
                    trial.hold(base, bidder, change);
                }
            }
        } catch (RuntimeException refused) {
            // A mechanism that refuses legal bids is not feasible, which is examined by itself.
            return;
        }
    }

    static double[] profile(RandomStream random, int n) {
        double[] bids = new double[n];
        int kind = random.nextInt(KINDS);
        double level = amount(random);
        for (int i = 0; i < n; i++) {
            bids[i] = switch (kind) {
                case 0 -> amount(random);
                case 1 -> Math.max(0.0, level + (random.nextInt(5) - 2) * Math.ulp(level));
                case 2 -> random.nextInt(3) == 0 ? 0.0 : amount(random);
                default -> random.nextInt(101) / 10.0;
            };
        }
        return bids;
    }

    /** Log-uniform from 2^-5 to 2^5. */
    private static double amount(RandomStream random) {
        return StrictMath.pow(2.0, 10.0 * random.nextDouble() - 5.0);
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
            case WINNER_FALSE_NAME_PROOF, LOSER_FALSE_NAME_PROOF, HIGHEST_BID_DECIDES ->
                addJoins(changes, bids, bidder);
            case HOMOGENEOUS, SCALE_FREE -> {
                for (double factor : FACTORS) {
                    changes.add(new Change.Scale(factor));
                }
                changes.add(new Change.Scale(Math.scalb(1.0, random.nextInt(41) - 20)));
                changes.add(new Change.Scale(amount(random)));
            }
        }
        return changes;
    }

    /** Extra identities: tiny ones, splits of the bidder's own bid, copies of others and their neighbours, and any. */
    private void addJoins(List<Change> changes, double[] bids, int bidder) {
        double own = bids[bidder - 1];
        double other = bids[random.nextInt(bids.length)];
        for (double extra : new double[] {
            0.0,
            0.01,
            Double.MIN_VALUE,
            own / 2,
            other,
            Math.nextUp(other),
            Math.max(0.0, Math.nextDown(other)),
            amount(random)
        }) {
            changes.add(new Change.Join(List.of(extra)));
        }
        int room = search.mostBidders() - bids.length;
        if (room >= 2) {
            changes.add(new Change.Join(List.of(own / 2, own / 2)));
            changes.add(new Change.Join(List.of(amount(random), amount(random))));
        }
    }

    /** Bids of the bidder at which something may change, in the first sale. */
    private List<Double> ownBids(double[] bids, int bidder) {
        List<Double> own = new ArrayList<>();
        add(own, bids[bidder - 1]);
        add(own, 0.0);
        CriticalBid critical = CriticalBid.of(trial.mechanism(), bids, bidder);
        addAround(own, critical.losing());
        addAround(own, critical.winning());
        add(own, 1.5 * critical.winning());
        add(own, 0.5 * critical.losing());
        for (double bid : bids) {
            addAround(own, bid);
        }
        return own;
    }

    /** The same, and where something may change in the second sale. */
    private List<Double> ownBids(double[] bids, int bidder, Change change) {
        List<Double> own = ownBids(bids, bidder);
        double first = own.get(2);
        CriticalBid critical = CriticalBid.of(trial.mechanism(), change.applyTo(bids, bidder), bidder);
        double factor = change instanceof Change.Scale scale ? scale.factor() : 1.0;
        addAround(own, critical.losing() / factor);
        addAround(own, critical.winning() / factor);
        add(own, 0.5 * (first + critical.losing() / factor));
        return own;
    }

    private static void addAround(List<Double> bids, double bid) {
        add(bids, bid);
        add(bids, Math.nextUp(bid));
        add(bids, Math.max(0.0, Math.nextDown(bid)));
    }

    private static void add(List<Double> bids, double bid) {
        if (bid >= 0.0 && bid <= CriticalBid.LARGEST && !bids.contains(bid)) {
            bids.add(bid);
        }
    }
}
