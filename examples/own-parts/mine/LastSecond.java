package mine;

import dmsb.auction.round.Announcement;
import dmsb.auction.rule.PostedRule;

/** A rule: the UAV's estimate over the second-highest bid of the round before. */
public final class LastSecond implements PostedRule {
    @Override
    public double rho(Announcement announcement) {
        if (announcement.history().size() == 0) {
            return 1;
        }
        return Math.max(1, announcement.estimate() / Math.max(1e-9, announcement.history().bid(0, 1)));
    }
}
