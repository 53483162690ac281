package dmsb.proofs.law;

import dmsb.auction.mechanism.Mechanism;
import dmsb.core.math.ShortestDecimal;
import java.util.List;

/** What breaks a law: data that anybody can check without the search that found it. Its text is one line for a person. */
public sealed interface Counterexample {
    /**
     * Two sales that contradict a law.
     *
     * @param law the law
     * @param experiment the sales
     */
    record Contradiction(Law law, Experiment experiment) implements Counterexample {
        /**
         * Checks that it is one.
         *
         * @param law the law
         * @param experiment the sales
         * @throws IllegalArgumentException if the experiment does not break the law
         */
        public Contradiction {
            if (!law.isBrokenBy(experiment)) {
                throw new IllegalArgumentException(
                        "experiment: expected one that is not " + law.title() + ", got " + experiment);
            }
        }

        /**
         * Repeats both sales.
         *
         * @param mechanism an auction
         * @return true iff it breaks the law with these bids, too, with the same winners at the same prices
         */
        public boolean isConfirmedBy(Mechanism mechanism) {
            Experiment again;
            try {
                again = Experiment.run(mechanism, experiment.bids(), experiment.bidder(), experiment.change());
            } catch (Sale.Refused refused) {
                return false;
            }
            return again.before().equals(experiment.before())
                    && again.after().equals(experiment.after())
                    && law.isBrokenBy(again);
        }

        @Override
        public String toString() {
            return Wording.of(law, experiment);
        }
    }

    /**
     * Legal bids that are not cleared as they should be: {@link Law#FEASIBLE}.
     *
     * @param bids the bids, b_1 first
     * @param fault what is wrong with the outcome
     * @param reason the same in words, which may tell more
     */
    record Misclearing(List<Double> bids, Fault fault, String reason) implements Counterexample {
        /** What can be wrong. */
        public enum Fault {
            /** There is no outcome of this sale. */
            REFUSED,

            /** The auction has changed the bids that it was given. */
            CHANGED,

            /** A bidder wins at an infinite price. */
            INFINITE
        }

        /**
         * Copies the bids.
         *
         * @param bids the bids, b_1 first
         * @param fault what is wrong with the outcome
         * @param reason the same in words, which may tell more
         */
        public Misclearing {
            bids = List.copyOf(bids);
        }

        /**
         * Repeats the sale.
         *
         * @param mechanism an auction
         * @return true iff the same is wrong with its outcome, in whatever words
         */
        public boolean isConfirmedBy(Mechanism mechanism) {
            return ClearedSale.of(
                                    mechanism,
                                    bids.stream()
                                            .mapToDouble(Double::doubleValue)
                                            .toArray())
                            .fault()
                    == fault;
        }

        @Override
        public String toString() {
            return "bids "
                    + Amounts.set(bids.stream().mapToDouble(Double::doubleValue).toArray()) + ": " + reason;
        }
    }

    /**
     * An auction that is no function of the bids: it remembers, or draws. Its evidence is that no sale can be relied on to
     * come out as it did.
     *
     * @param bids the bids, b_1 first
     * @param first how they were cleared
     * @param later how they were cleared another time
     */
    record Inconsistency(List<Double> bids, String first, String later) implements Counterexample {
        /**
         * Copies the bids.
         *
         * @param bids the bids, b_1 first
         * @param first how they were cleared
         * @param later how they were cleared another time
         */
        public Inconsistency {
            bids = List.copyOf(bids);
        }

        @Override
        public String toString() {
            return "bids "
                    + Amounts.set(bids.stream().mapToDouble(Double::doubleValue).toArray()) + ": " + first
                    + ", and another time " + later;
        }
    }

    /**
     * A provider that serves more often in rounds with C in a range than in all others, or less often, by more than chance allows:
     * {@link Law#INDEPENDENT_OF_COMMON_VALUE}.
     *
     * @param provider 0 for the UAV, n for bidder n
     * @param from the least C of the range
     * @param to the largest C of the range
     * @param rounds how many rounds have C in the range
     * @param share the share of them in which the provider serves
     * @param otherRounds the number of all other rounds
     * @param otherShare the share of those in which the provider serves
     * @param allowed the difference of shares that independence exceeds only with the false-alarm rate
     */
    record Dependence(
            int provider,
            double from,
            double to,
            int rounds,
            double share,
            int otherRounds,
            double otherShare,
            double allowed)
            implements Counterexample {
        /**
         * By how much the shares differ.
         *
         * @return the difference, not negative
         */
        public double difference() {
            return Math.abs(share - otherShare);
        }

        /** The difference as a multiple of what chance allows. */
        double excess() {
            return difference() / allowed;
        }

        @Override
        public String toString() {
            String who = provider == 0 ? "the UAV serves" : "bidder " + provider + " wins";
            String range = from == to
                    ? "C = " + ShortestDecimal.of(to)
                    : "C from " + ShortestDecimal.of(from) + " to " + ShortestDecimal.of(to);
            return who + " in " + share(share) + " of " + rounds + " rounds with " + range + " and in "
                    + share(otherShare) + " of " + otherRounds + " others; chance allows a difference of "
                    + share(allowed);
        }

        private static String share(double value) {
            return ShortestDecimal.rounded(Math.rint(value * 1e4) / 1e4, 4);
        }
    }
}
