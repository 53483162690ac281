package dmsb.experiments.clearing;

import dmsb.auction.round.Announcement;
import dmsb.auction.round.Ledger;
import dmsb.auction.round.Round;
import dmsb.auction.round.RoundTerms;

/** Rounds at one rho, each by itself, of any number of bids. A row allocates nothing as long as that number stays. */
final class FixedRhoRounds {
    private final double rho;
    private Announcement announcement = new Ledger(RoundTerms.of(1)).announcement();
    private Round round = new Round(RoundTerms.of(1));

    FixedRhoRounds(double rho) {
        this.rho = rho;
    }

    double rho() {
        return rho;
    }

    /**
     * Holds a round; the result tells who serves at which price. The bids are amounts, NaN for a station that is absent, and are not
     * modified.
     */
    Round hold(double[] bids, int count, double contract) {
        if (round.groundStations() != count) {
            RoundTerms terms = RoundTerms.of(count);
            round = new Round(terms);
            announcement = new Ledger(terms).announcement();
        }
        announcement.declare(0.0, contract);
        round.announce(0, announcement);
        System.arraycopy(bids, 0, round.bids(), 0, count);
        if (isComplete(bids, count)) {
            round.open(); // most rows: no look at who is there
        } else {
            round.openWithMissing();
        }
        round.awardBy(rho);
        return round;
    }

    private static boolean isComplete(double[] bids, int count) {
        boolean complete = true;
        for (int n = 0; n < count; n++) {
            complete &= !Double.isNaN(bids[n]);
        }
        return complete;
    }
}
