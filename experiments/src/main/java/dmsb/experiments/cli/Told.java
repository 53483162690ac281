package dmsb.experiments.cli;

import dmsb.auction.market.Reveal;
import dmsb.auction.market.Scenario;

/** What the auctioneer of a scenario is told of the past, in words: figures are said with what they assume. */
final class Told {
    private Told() {}

    /** One line about simulated rounds. */
    static String of(Scenario market) {
        return of(market, "where it served");
    }

    /** One line about rounds of a log, which need not have every value. */
    static String ofLog(Scenario market) {
        return of(market, "where it served and the log recorded it");
    }

    private static String of(Scenario market, String where) {
        if (market.reveal() == Reveal.NEVER) {
            return "the UAV's value is never revealed; its estimate stands in (reveal: never)";
        }
        String when =
                market.revealLag() == 0 ? "before the next round" : "after " + market.revealLag() + " more rounds";
        return "the UAV's value is revealed " + where + ", " + when + " (reveal: served)";
    }
}
