package dmsb.proofs.horizon;

import java.util.Locale;

/** Whether truthful bidding is optimal over a horizon, as far as a search can tell. */
public sealed interface HorizonVerdict {
    /**
     * No bidder was found that gains. The text names amounts in steps of the search.
     *
     * @param gridPlays the plays of two or three rounds with all amounts on the grid {0, 1, 2, 4} times the step
     * @param randomPlays the plays of random markets
     * @param refused the plays in which the rule threw or posted no factor; they are in neither number
     * @param mostBidders the largest number of bidders in a play
     * @param mostRounds the largest number of rounds in a play
     * @param seed the seed of the random markets
     */
    record Truthful(long gridPlays, long randomPlays, long refused, int mostBidders, int mostRounds, long seed)
            implements HorizonVerdict {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "truthful over time holds in %d plays on the grid {0, 1, 2, 4} and %d of random markets with seed %d, with"
                            + " values up to %.0f and bids up to %.0f in steps, and up to %d bidders and %d rounds%s",
                    gridPlays,
                    randomPlays,
                    seed,
                    HorizonSearch.HIGHEST_STEPS,
                    HorizonSearch.HIGHEST_BID_STEPS,
                    mostBidders,
                    mostRounds,
                    refused == 0 ? "" : "; the rule refused " + refused + " other plays, of which nothing is known");
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
