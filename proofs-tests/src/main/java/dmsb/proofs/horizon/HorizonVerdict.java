package dmsb.proofs.horizon;

import dmsb.core.math.ShortestDecimal;
import dmsb.proofs.law.Amounts;

/** Whether truthful bidding is optimal over a horizon, as far as a search can tell. */
public sealed interface HorizonVerdict {
    /**
     * No bidder was found that gains.
     *
     * @param gridPlays the plays of two or three rounds with all amounts on a grid
     * @param randomPlays the plays of random markets
     * @param refused the plays in which the rule threw or posted no factor; they are in neither number
     * @param mostBidders the largest number of bidders in a play
     * @param mostRounds the largest number of rounds in a play
     * @param search where a manipulation was looked for
     */
    record Truthful(
            long gridPlays, long randomPlays, long refused, int mostBidders, int mostRounds, HorizonSearch search)
            implements HorizonVerdict {
        @Override
        public String toString() {
            return "truthful over time holds in " + gridPlays + " plays on the grid "
                    + Amounts.set(Amounts.multiples(search.step(), HorizonGrid.POINTS)) + " and " + randomPlays
                    + " of random markets with seed " + search.seed() + ", with values up to "
                    + ShortestDecimal.of(search.step() * HorizonSearch.HIGHEST_STEPS) + " and bids up to "
                    + ShortestDecimal.of(search.step() * HorizonSearch.HIGHEST_BID_STEPS) + ", and up to " + mostBidders
                    + " bidders and " + mostRounds + " rounds"
                    + (refused == 0 ? "" : "; the rule refused " + refused + " other plays, of which nothing is known");
        }
    }

    /**
     * A bidder gains by misreporting.
     *
     * @param manipulation the simplest one found, repeated before it is reported
     */
    record Manipulable(Manipulation manipulation) implements HorizonVerdict {
        @Override
        public String toString() {
            return "truthful over time fails: " + manipulation;
        }
    }

    /**
     * Nothing is known: the rule refused all plays, or is no function of the history.
     *
     * @param reason why, in words
     */
    record Undecided(String reason) implements HorizonVerdict {
        @Override
        public String toString() {
            return "truthful over time is unknown: " + reason;
        }
    }

    /**
     * Whether plays were held and no bidder gained.
     *
     * @return true for {@link Truthful}
     */
    default boolean holds() {
        return this instanceof Truthful;
    }
}
