package dmsb.proofs.vector;

import dmsb.core.math.ShortestDecimal;
import dmsb.proofs.law.Amounts;

/** What the examination of a law for several tasks found. */
public sealed interface VectorVerdict {
    /**
     * The law that was examined.
     *
     * @return the law
     */
    VectorLaw law();

    /**
     * No counterexample was found.
     *
     * @param law the law
     * @param gridCases the cases with all amounts on a grid
     * @param randomCases the cases of random markets
     * @param refused the cases of which the auction refused the first slot or the second: they are in neither number, and of
     *     them nothing is known
     * @param mostTasks the largest number of tasks in a case that was held
     * @param mostBidders the largest number of bidders in one, before an extra identity
     * @param search where a counterexample was looked for
     */
    record Observed(
            VectorLaw law,
            long gridCases,
            long randomCases,
            long refused,
            int mostTasks,
            int mostBidders,
            VectorSearch search)
            implements VectorVerdict {
        @Override
        public String toString() {
            String grid =
                    " cases on the grid " + Amounts.set(Amounts.multiples(search.step(), VectorGrid.FOUR)) + " and ";
            return law.title() + " holds in " + (gridCases == 0 ? "" : gridCases + grid) + randomCases
                    + (gridCases == 0 ? " cases" : "") + " of random markets with seed " + search.seed()
                    + " and amounts up to "
                    + ShortestDecimal.of(search.highest()) + ", with up to " + mostTasks
                    + (mostTasks == 1 ? " task and " : " tasks and ") + mostBidders
                    + (mostBidders == 1 ? " bidder" : " bidders")
                    + (refused == 0
                            ? ""
                            : "; the auction refused a slot of " + refused + " other cases, of which nothing is known");
        }
    }

    /**
     * The law does not hold.
     *
     * @param law the law
     * @param counterexample the simplest one found, repeated before it is reported
     */
    record Violated(VectorLaw law, VectorCounterexample counterexample) implements VectorVerdict {
        @Override
        public String toString() {
            return law.title() + " fails: " + counterexample;
        }
    }

    /**
     * Nothing is known: the auction refused all cases, or is no function of the bids.
     *
     * @param law the law
     * @param reason why, in words
     */
    record Unexamined(VectorLaw law, String reason) implements VectorVerdict {
        @Override
        public String toString() {
            return law.title() + " is unknown: " + reason;
        }
    }

    /**
     * Whether the law was examined and no counterexample was found.
     *
     * @return true for {@link Observed}
     */
    default boolean holds() {
        return this instanceof Observed;
    }
}
