package dmsb.proofs.law;

import dmsb.core.argument.Require;
import java.util.Arrays;
import java.util.List;

/** What is changed between the two sales of an {@link Experiment}. */
public sealed interface Change {
    /**
     * The bids after the change.
     *
     * @param bids the bids before it, b_1 at index 0. Not modified.
     * @param bidder the bidder whom the experiment is about, 1 to N
     * @return a new array
     * @throws IllegalArgumentException if the change is about a bidder that is not there
     */
    double[] applyTo(double[] bids, int bidder);

    /** Nothing is changed: a law about a single sale. */
    record Nothing() implements Change {
        @Override
        public double[] applyTo(double[] bids, int bidder) {
            return bids.clone();
        }
    }

    /**
     * The bidder bids another amount; what it bid before is its value.
     *
     * @param bid the new bid, finite and not negative
     */
    record Rebid(double bid) implements Change {
        @Override
        public double[] applyTo(double[] bids, int bidder) {
            double[] after = bids.clone();
            after[bidder - 1] = bid;
            return after;
        }
    }

    /**
     * The bidder and another one exchange their places. Exchanges generate all permutations.
     *
     * @param other the other bidder, 1 to N
     */
    record Swap(int other) implements Change {
        @Override
        public double[] applyTo(double[] bids, int bidder) {
            Require.within("other", other, 1, bids.length);
            double[] after = bids.clone();
            after[bidder - 1] = bids[other - 1];
            after[other - 1] = bids[bidder - 1];
            return after;
        }
    }

    /**
     * More identities bid. They take the places after the last bidder, so everybody keeps its own.
     *
     * @param bids the bids of the new identities, at least one, each finite and not negative
     */
    record Join(List<Double> bids) implements Change {
        /**
         * Copies the bids.
         *
         * @param bids the bids of the new identities, at least one, each finite and not negative
         * @throws IllegalArgumentException if there is none
         */
        public Join {
            if (bids.isEmpty()) {
                throw new IllegalArgumentException("bids: expected at least one, got none");
            }
            bids = List.copyOf(bids);
        }

        @Override
        public double[] applyTo(double[] before, int bidder) {
            double[] after = Arrays.copyOf(before, before.length + bids.size());
            for (int i = 0; i < bids.size(); i++) {
                after[before.length + i] = bids.get(i);
            }
            return after;
        }

        /**
         * The highest of the new bids.
         *
         * @return max S
         */
        public double highest() {
            double highest = 0.0;
            for (double bid : bids) {
                highest = Math.max(highest, bid);
            }
            return highest;
        }
    }

    /**
     * All bids are multiplied by one factor, as by a common value.
     *
     * @param factor the factor, positive and finite
     */
    record Scale(double factor) implements Change {
        @Override
        public double[] applyTo(double[] bids, int bidder) {
            double[] after = bids.clone();
            for (int i = 0; i < after.length; i++) {
                after[i] *= factor;
            }
            return after;
        }

        /**
         * Whether multiplying by the factor is exact in doubles.
         *
         * @return true iff the factor is a power of two
         */
        public boolean isExact() {
            return factor == Math.scalb(1.0, Math.getExponent(factor));
        }
    }
}
