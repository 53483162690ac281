package dmsb.proofs.law;

import dmsb.auction.mechanism.Bids;
import dmsb.auction.mechanism.Mechanism;
import dmsb.proofs.law.Counterexample.Contradiction;
import org.jspecify.annotations.Nullable;

/**
 * One mechanism before one law: holds experiments and keeps the simplest that breaks it. Counts those that it has held, and
 * those that the mechanism refused by an exception, of which nothing is known.
 */
final class Trial {
    private static final double SMALLEST_SCALED = 0x1p-500;

    private final Mechanism mechanism;
    private final Law law;
    private long held;
    private long refused;
    private @Nullable RuntimeException refusal;
    private @Nullable Contradiction simplest;

    Trial(Mechanism mechanism, Law law) {
        this.mechanism = mechanism;
        this.law = law;
    }

    Mechanism mechanism() {
        return mechanism;
    }

    Law law() {
        return law;
    }

    long held() {
        return held;
    }

    long refused() {
        return refused;
    }

    /** The first exception by which the mechanism refused an experiment, null if it refused none. */
    @Nullable
    RuntimeException refusal() {
        return refusal;
    }

    @Nullable
    Contradiction simplest() {
        return simplest;
    }

    /** Holds an experiment that concerns the law, and keeps it if it breaks the law and nothing simpler is known. */
    void hold(double[] bids, int bidder, Change change) {
        if (!concerns(bids, bidder, change)) {
            return;
        }
        Experiment experiment;
        try {
            experiment = Experiment.run(mechanism, bids, bidder, change);
        } catch (RuntimeException e) {
            refused++;
            refusal = refusal == null ? e : refusal;
            return;
        }
        held++;
        Contradiction found = contradiction(experiment);
        if (found != null && (simplest == null || Simplicity.compare(found.experiment(), simplest.experiment()) < 0)) {
            simplest = found;
        }
    }

    /** Whether the law says something about such an experiment at all; only then it counts. */
    private boolean concerns(double[] bids, int bidder, Change change) {
        if (change instanceof Change.Rebid rebid) {
            double bid = bids[bidder - 1];
            return law == Law.MONOTONE ? rebid.bid() > bid : rebid.bid() != bid;
        } else if (change instanceof Change.Join join && law != Law.WINNER_FALSE_NAME_PROOF) {
            boolean dominated = join.highest() <= Bids.highestOfOthers(bids, bids.length, bidder - 1);
            return dominated && (law != Law.HIGHEST_BID_DECIDES || bids.length == 2);
        }
        return true;
    }

    /** The contradiction in an experiment that is held. Bids that the mechanism refuses are another law's concern. */
    @Nullable
    Contradiction contradiction(double[] bids, int bidder, Change change) {
        try {
            return contradiction(Experiment.run(mechanism, bids, bidder, change));
        } catch (RuntimeException refusedBids) {
            return null;
        }
    }

    private @Nullable Contradiction contradiction(Experiment experiment) {
        try {
            return law.isBrokenBy(experiment) && !isRounding(experiment) ? new Contradiction(law, experiment) : null;
        } catch (RuntimeException refusedBids) {
            return null;
        }
    }

    /**
     * Whether the two sales may differ because the critical bids are computed in doubles: these are less than a few ulps apart
     * if a few ulps less lose the won sale, and a few ulps more win the lost one. New identities may change the order of a sum, a factor that is no power of two rounds.
     */
    private boolean isRounding(Experiment experiment) {
        double[] before = experiment.bids();
        double[] after = experiment.bidsAfter();
        if (experiment.change() instanceof Change.Scale scale) {
            if (underflows(before) || underflows(after)) {
                return true;
            }
            if (scale.isExact()) {
                return false;
            }
        } else if (!(experiment.change() instanceof Change.Join)) {
            return false;
        }
        // Whoever wins one of the sales and not the other; if the law is about the UAV, the bidder that serves in its
        // place.
        int bidder = experiment.winsBefore() != experiment.winsAfter()
                ? experiment.bidder()
                : Math.max(experiment.before().winner(), experiment.after().winner());
        boolean wonBefore = experiment.before().winner() == bidder;
        boolean wonAfter = experiment.after().winner() == bidder;
        return wins(before, bidder, wonBefore) != wonBefore && wins(after, bidder, wonAfter) != wonAfter;
    }

    /** Near the subnormals not even a power of two is an exact factor of what is computed from the bids. */
    private static boolean underflows(double[] bids) {
        for (double bid : bids) {
            if (bid != 0.0 && bid < SMALLEST_SCALED) {
                return true;
            }
        }
        return false;
    }

    /** Whether the bidder wins with a bid that is a little worse for the winner, or better for the loser. */
    private boolean wins(double[] bids, int bidder, boolean worse) {
        double[] moved = bids.clone();
        double bid = bids[bidder - 1];
        double step = Law.ULPS * Math.ulp(bid);
        moved[bidder - 1] = worse ? Math.max(0.0, bid - step) : bid + step;
        return mechanism.clear(moved).winner() == bidder;
    }
}
