package mine;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.rule.observation.Observation;

/** An observation: a constant, and what the last round tells of this one. Ratios only, so the currency does not matter. */
public final class FewNumbers implements Observation {
    @Override
    public int size() {
        return 4;
    }

    @Override
    public void encode(Announcement announcement, float[] target) {
        BidHistory past = announcement.history();
        double highest = past.size() > 0 ? past.bid(0, 0) : announcement.estimate();
        double second = past.size() > 0 && past.groundStations() > 1 ? past.bid(0, 1) : highest;
        target[0] = 1;
        target[1] = logRatio(announcement.estimate(), second);
        target[2] = logRatio(highest, second);
        target[3] = past.size() > 0 && past.uavServed(0) ? 1 : 0;
    }

    private static float logRatio(double a, double b) {
        return (float) StrictMath.log(Math.max(1e-3, Math.min(1e3, a / Math.max(1e-9, b)))); // StrictMath: the same everywhere
    }
}
