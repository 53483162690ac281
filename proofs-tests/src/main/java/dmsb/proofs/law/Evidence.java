package dmsb.proofs.law;

import dmsb.core.math.ShortestDecimal;

/** The evidence that a law holds. It is never more than the absence of a counterexample where one was searched for. */
public sealed interface Evidence {
    /**
     * All experiments on a finite grid, and more beside it, but for those that the auction refused.
     *
     * @param gridCases the number of experiments with amounts on the grid {0, step, ..., 8 step}: all that concern the law,
     *     for up to three bidders, one more identity (two, if the bidders are few), and the factors 1/2, 2, 3 and 4
     * @param probes the number of experiments at critical bids, ties, zeros, jumps of psi and random points
     * @param refused the number of experiments, on the grid and beside it, of which the auction refused the first sale or the
     *     second: they are in neither number, and of them nothing is known
     * @param mostBidders the largest number of bidders in a sale that was held, new identities included
     * @param step the step of the grid
     * @param seed the seed of the probes
     */
    record Searched(long gridCases, long probes, long refused, int mostBidders, double step, long seed)
            implements Evidence {
        @Override
        public String toString() {
            return (gridCases == 0
                            ? ""
                            : "in " + (refused == 0 ? "all " : "") + gridCases + " cases on the " + grid() + " and ")
                    + "in " + probes + " probes with seed " + seed + ", with up to " + mostBidders
                    + (mostBidders == 1 ? " bidder" : " bidders")
                    + (refused == 0
                            ? ""
                            : "; the auction refused a sale of " + refused
                                    + " other experiments, of which nothing is known");
        }

        private String grid() {
            return "grid {0, " + ShortestDecimal.of(step) + ", ..., " + ShortestDecimal.of(Grid.top(step)) + "}";
        }
    }

    /**
     * A statistical test that did not reject. It compares shares of the halves of the rounds by C, and of each eighth with all others.
     *
     * @param rounds the number of rounds
     * @param difference the difference of shares that came nearest to what is allowed
     * @param allowed the difference that independence exceeds there only with the false-alarm rate
     * @param falseAlarmRate an upper bound of the probability of rejecting independence where it holds
     * @param seed the seed of the rounds
     */
    record Sampled(int rounds, double difference, double allowed, double falseAlarmRate, long seed)
            implements Evidence {
        @Override
        public String toString() {
            return "in " + rounds + " rounds with seed " + seed + ", by halves and eighths of C: shares differ by "
                    + Amounts.short12(difference) + " where " + Amounts.short12(allowed)
                    + " is allowed, and less elsewhere (false alarms: " + ShortestDecimal.of(falseAlarmRate) + ")";
        }
    }
}
