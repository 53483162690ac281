package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.core.random.RandomStream;
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

    /** Random multiples lie below two to this power. */
    private static final double OCTAVES_ABOVE = 10.0;

    private final Mechanism mechanism;
    private final List<Double> bids;
    private final @Nullable CriticalBid critical;

    private OwnBids(Mechanism mechanism, List<Double> bids, @Nullable CriticalBid critical) {
        this.mechanism = mechanism;
        this.bids = bids;
        this.critical = critical;
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
            return new OwnBids(mechanism, own, null);
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
        return new OwnBids(mechanism, own, critical);
    }

    List<Double> bids() {
        return bids;
    }

    /** The same, and random multiples of the critical bid: what happens between the fixed ones is not always the same there. */
    OwnBids withMultiples(RandomStream random, int count) {
        List<Double> more = new ArrayList<>(bids);
        for (int i = 0; i < count; i++) {
            double multiple = StrictMath.pow(2.0, OCTAVES_ABOVE * random.nextDouble());
            if (critical != null) {
                add(more, multiple * critical.winning());
            }
        }
        return new OwnBids(mechanism, more, critical);
    }

    /** The bid halfway from a payment to the critical bid; the payment itself if it is that, or none is known. */
    double halfway(double payment) {
        return critical == null || critical.encloses(payment) || critical.winning() > CriticalBid.LARGEST
                ? payment
                : 0.5 * (payment + critical.winning());
    }

    /** The same, and where something may change in the second sale. */
    List<Double> with(double[] before, int bidder, Change change) {
        if (critical == null) {
            return bids;
        }
        List<Double> own = new ArrayList<>(bids);
        CriticalBid after = critical(change.applyTo(before, bidder), change.placeOf(bidder, bidder));
        if (after != null) {
            double factor = change instanceof Change.Scale scale ? scale.factor() : 1.0;
            addAround(own, after.losing() / factor);
            addAround(own, after.winning() / factor);
            if (bids.size() > FIRST_CRITICAL) {
                add(own, 0.5 * (bids.get(FIRST_CRITICAL) + after.losing() / factor));
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
