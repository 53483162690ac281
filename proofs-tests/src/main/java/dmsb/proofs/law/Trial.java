package dmsb.proofs.law;

import dmsb.auction.mechanism.Bids;
import dmsb.proofs.law.Counterexample.Contradiction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The test of one mechanism against one law. It holds experiments, counts them, and keeps the simplest that breaks the
 * law.
 */
final class Trial {
    private static final double SMALLEST_SCALED = 0x1p-500;
    private static final int[] NEIGHBOURS = {Law.ULPS, Law.ULPS + 1, Law.ULPS - 1};

    private final Sales sales;
    private final Law law;
    private final CaseCount count = new CaseCount();
    private @Nullable Contradiction simplest;

    Trial(Sales sales, Law law) {
        this.sales = sales;
        this.law = law;
    }

    Sales sales() {
        return sales;
    }

    Law law() {
        return law;
    }

    /** The experiments that were held, and those that the mechanism refused. */
    CaseCount count() {
        return count;
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
        try {
            Experiment experiment = Experiment.run(sales, bids, bidder, change);
            count.hold(experiment.after().groundStations());
            Contradiction found = contradiction(experiment);
            if (found != null
                    && (simplest == null || Simplicity.compare(found.experiment(), simplest.experiment()) < 0)) {
                simplest = found;
            }
        } catch (Sale.Refused reason) {
            count.refuse(reason);
        }
    }

    /** Whether the law says something about such an experiment at all; only then it counts. */
    private boolean concerns(double[] bids, int bidder, Change change) {
        if (change instanceof Change.Rebid rebid) {
            double bid = bids[bidder - 1];
            return law == Law.MONOTONE ? rebid.bid() > bid : rebid.bid() != bid;
        } else if (change instanceof Change.Join join) {
            boolean dominated = join.highest() <= Bids.highestOfOthers(bids, bids.length, bidder - 1);
            return dominated && (law != Law.HIGHEST_BID_DECIDES || bids.length == 2);
        } else if (change instanceof Change.Scale scale) {
            return scale.isExactOn(bids);
        }
        return true;
    }

    /** The contradiction in an experiment, null if there is none, the law has nothing to say, or the mechanism refuses it. */
    @Nullable
    Contradiction contradiction(double[] bids, int bidder, Change change) {
        if (!concerns(bids, bidder, change)) {
            return null;
        }
        try {
            return contradiction(Experiment.run(sales, bids, bidder, change));
        } catch (Sale.Refused refusedBids) {
            return null;
        }
    }

    private @Nullable Contradiction contradiction(Experiment experiment) {
        return law.isBrokenBy(experiment) && !isRounding(experiment) ? new Contradiction(law, experiment) : null;
    }

    /**
     * Whether the two sales may differ because the critical bids are computed in doubles: these are less than a few ulps
     * apart if a few ulps less lose the won sale, and a few ulps more win the lost one. New identities and an exchange may
     * change the order of a sum, a factor that is no power of two rounds, and a bid that is part of a sum moves it by whole
     * ulps. Bids that an exchange leaves as they are come to the same sums.
     */
    private boolean isRounding(Experiment experiment) {
        double[] before = experiment.bids();
        double[] after = experiment.bidsAfter();
        Change change = experiment.change();
        if (change instanceof Change.Scale && (underflows(before) || underflows(after))) {
            return true;
        }
        if (isExact(experiment)) {
            return false;
        }
        // Whoever wins one of the sales and not the other; if the law is about the UAV, the bidder that serves in its
        // place.
        int bidder = experiment.bidder();
        int place = change.placeOf(bidder, bidder);
        if (experiment.winsBefore() == experiment.winsAfter()) {
            bidder = whoseFateChanges(experiment);
            place = change.placeOf(bidder, experiment.bidder());
        } else if (experiment.winsAfter()) {
            place = experiment.after().winner();
        }
        if (bidder == 0) {
            return false;
        }
        boolean wonBefore = experiment.before().winner() == bidder;
        boolean wonAfter = experiment.after().winner() == place;
        return wonBefore != wonAfter && isTurned(before, bidder, wonBefore) && isTurned(after, place, wonAfter);
    }

    /** Whether no rounding can have made the difference; laws in money allow for it by themselves. */
    private boolean isExact(Experiment experiment) {
        Change change = experiment.change();
        if (change instanceof Change.Scale scale) {
            return scale.isExact();
        } else if (change instanceof Change.Swap) {
            return Arrays.equals(experiment.bids(), experiment.bidsAfter());
        } else if (change instanceof Change.Rebid rebid) {
            return law != Law.MONOTONE || !isNear(rebid.bid(), experiment.value());
        } else if (change instanceof Change.FalseNames) {
            return law == Law.NO_GAIN_FROM_IDENTITIES || !isNear(experiment.winningBidAfter(), experiment.value());
        }
        return change instanceof Change.Nothing;
    }

    /** A bidder, by its number in the first sale, that wins one of the sales and not the other; 0 if there is none. */
    private static int whoseFateChanges(Experiment experiment) {
        for (int n = 1; n <= experiment.bids().length; n++) {
            boolean won = experiment.before().winner() == n;
            if (won != (experiment.after().winner() == experiment.change().placeOf(n, experiment.bidder()))) {
                return n;
            }
        }
        return 0;
    }

    private static boolean isNear(double a, double b) {
        return Math.abs(a - b) <= 2 * Law.ULPS * Math.ulp(Math.max(a, b));
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

    /**
     * Whether a bid that is a little worse loses what was won, or one that is a little better wins what was lost; none is below 0.
     * If the auction refuses that bid, those beside it are asked; if it refuses all, nothing is excused.
     */
    private boolean isTurned(double[] bids, int bidder, boolean won) {
        double bid = bids[bidder - 1];
        if (won && bid == 0.0) {
            return true;
        }
        for (int ulps : NEIGHBOURS) {
            double step = ulps * Math.ulp(bid);
            double moved = won ? Math.max(0.0, bid - step) : bid + step;
            Fate fate = Fate.of(sales.unremembered(), bids, bidder, moved);
            if (fate != Fate.REFUSED) {
                return fate == (won ? Fate.LOSES : Fate.WINS);
            }
        }
        return false;
    }
}
