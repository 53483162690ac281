package dmsb.auction.rule.filter;

import dmsb.auction.market.Scenario;
import dmsb.auction.round.Announcement;
import dmsb.auction.round.BidHistory;
import dmsb.auction.round.PastRounds;
import dmsb.auction.round.Round;

/** Pasts in which some rounds were looks. */
final class Pasts {
    private Pasts() {}

    static Scenario scenario(int stations, int history) {
        return Scenario.standard().with(Scenario.GROUND_STATIONS, stations).with(Scenario.HISTORY, history);
    }

    static Announcement announcement(int stations, int history, double estimate) {
        Announcement announcement = PastRounds.announcement(stations, 0, history);
        announcement.declare(estimate, 0);
        return announcement;
    }

    /** Records a round: a look that has shown what serving is worth to the UAV; with NaN one that the highest bid won. */
    static void record(BidHistory history, double estimate, double worth, double... bids) {
        Round round = PastRounds.open(estimate, bids);
        if (Double.isNaN(worth)) {
            round.award(round.leader(), 0);
        } else {
            round.awardAsLook();
            round.reveal(worth);
        }
        PastRounds.record(history, round);
    }
}
