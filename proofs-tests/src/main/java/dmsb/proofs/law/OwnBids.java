package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bids of a bidder at which something may change in a sale: the critical bid and its neighbours, the others' bids and theirs, 0,
 * and bids far above. The bidder's bid comes first.
 */
final class OwnBids {
    /** Where the losing side of the first sale's critical bid stands, if it is none of those before it. */
    private static final int FIRST_CRITICAL = 2;

    /** Multiples of the critical bid: where a price or a factor that listens to the winner's own bid may change. */
    private static final double[] ABOVE = {1.01, 1.1, 1.5, 2.0, 4.0, 20.0, 1000.0};

    private final Mechanism mechanism;
    private final List<Double> bids;
    private final boolean cleared;

    private OwnBids(Mechanism mechanism, List<Double> bids, boolean cleared) {
        this.mechanism = mechanism;
        this.bids = bids;
        this.cleared = cleared;
    }

    /**
     * The bids for a sale. If no bid is found with which the auction clears it, the experiments with it cannot be held: then these
     * are the bidder's bid and 0.
     */
    static OwnBids of(Mechanism mechanism, double[] bids, int bidder) {
        List<Double> own = new ArrayList<>();
        add(own, bids[bidder - 1]);
        add(own, 0.0);
        CriticalBid critical = CriticalSearch.find(mechanism, bids, bidder);
        if (critical == null) {
            return new OwnBids(mechanism, own, false);
        }
        addAround(own, critical.losing());
        addAround(own, critical.winning());
        add(own, 0.5 * critical.losing());
        for (double above : ABOVE) {
            add(own, above * critical.winning());
        }
        for (double bid : bids) {
            addAround(own, bid);
        }
        return new OwnBids(mechanism, own, true);
    }

    List<Double> bids() {
        return bids;
    }

    /** The same, and where something may change in the second sale. */
    List<Double> with(double[] before, int bidder, Change change) {
        if (!cleared) {
            return bids;
        }
        List<Double> own = new ArrayList<>(bids);
        CriticalBid critical = critical(change.applyTo(before, bidder), change.placeOf(bidder, bidder));
        if (critical != null) {
            double factor = change instanceof Change.Scale scale ? scale.factor() : 1.0;
            addAround(own, critical.losing() / factor);
            addAround(own, critical.winning() / factor);
            if (bids.size() > FIRST_CRITICAL) {
                add(own, 0.5 * (bids.get(FIRST_CRITICAL) + critical.losing() / factor));
            }
        }
        if (change instanceof Change.FalseNames names) {
            names.extras().forEach(extra -> addAround(own, extra));
        }
        return own;
    }

    /** The critical bid of the second sale, which is often that of the first: two sales tell, and spare a bisection. */
    private @Nullable CriticalBid critical(double[] after, int bidder) {
        if (bids.size() > FIRST_CRITICAL + 1) {
            double losing = bids.get(FIRST_CRITICAL);
            double winning = Math.nextUp(losing);
            if (Fate.of(mechanism, after, bidder, losing) == Fate.LOSES
                    && Fate.of(mechanism, after, bidder, winning) == Fate.WINS) {
                return new CriticalBid(losing, winning);
            }
        }
        return CriticalSearch.find(mechanism, after, bidder);
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
