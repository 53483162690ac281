package dmsb.proofs.law;

import dmsb.core.argument.Require;
import java.util.List;

/** What is changed between the two sales of an {@link Experiment}. */
public sealed interface Change {
    /** The place of new identities behind all bidders. */
    int BEHIND = Integer.MAX_VALUE;

    /**
     * The bids after the change.
     *
     * @param bids the bids before it, b_1 at index 0. Not modified.
     * @param bidder the bidder whom the experiment is about, 1 to N
     * @return a new array
     * @throws IllegalArgumentException if the change is about a bidder that is not there
     */
    double[] applyTo(double[] bids, int bidder);

    /**
     * The number under which a provider takes part in the second sale.
     *
     * @param provider its number in the first sale, 0 (the UAV) to N
     * @param bidder the bidder whom the experiment is about, 1 to N
     * @return its number in the second sale
     */
    default int placeOf(int provider, int bidder) {
        return provider;
    }

    /**
     * Whether a provider of the second sale is the bidder or acts for it.
     *
     * @param provider a number in the second sale, 0 (the UAV) or more
     * @param bids how many bids the first sale had, N
     * @param bidder the bidder whom the experiment is about, 1 to N
     * @return true if what the provider wins and pays is the bidder's
     */
    default boolean isOwn(int provider, int bids, int bidder) {
        return provider == placeOf(bidder, bidder);
    }

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

        @Override
        public int placeOf(int provider, int bidder) {
            return provider == bidder ? other : provider == other ? bidder : provider;
        }
    }

    /**
     * More bidders take part, none of them the bidder's own. The order of all others stays.
     *
     * @param bids the new bids, at least one, each finite and not negative
     * @param place the number of the first of them in the second sale, from 1; the others follow it. {@link #BEHIND} or any
     *     number above N: behind the last bidder.
     */
    record Join(List<Double> bids, int place) implements Change {
        /**
         * Copies the bids.
         *
         * @param bids the new bids, at least one, each finite and not negative
         * @param place the number of the first of them, from 1
         * @throws IllegalArgumentException if there is none, or the place is not positive
         */
        public Join {
            bids = Places.require(bids, place);
        }

        @Override
        public double[] applyTo(double[] before, int bidder) {
            return Places.insert(before, bids, place);
        }

        @Override
        public int placeOf(int provider, int bidder) {
            return Places.after(provider, bids.size(), place);
        }

        /**
         * The highest of the new bids.
         *
         * @return max S
         */
        public double highest() {
            return Places.highest(bids);
        }
    }

    /**
     * The bidder takes part under more than one name. Whichever of them wins, the task is worth to it what it bid before.
     *
     * @param bid what it bids under its first name, which keeps the bidder's place among the others; finite and not negative
     * @param extras its bids under the other names, at least one, each finite and not negative
     * @param place the number of the first of those in the second sale, from 1; the others follow it. {@link #BEHIND} or any
     *     number above N: behind the last bidder.
     */
    record FalseNames(double bid, List<Double> extras, int place) implements Change {
        /**
         * Copies the bids.
         *
         * @param bid what it bids under its first name, finite and not negative
         * @param extras its bids under the other names, at least one, each finite and not negative
         * @param place the number of the first of those in the second sale, from 1
         * @throws IllegalArgumentException if there is no other name, or the place is not positive
         */
        public FalseNames {
            extras = Places.require(extras, place);
        }

        @Override
        public double[] applyTo(double[] bids, int bidder) {
            double[] rebid = bids.clone();
            rebid[bidder - 1] = bid;
            return Places.insert(rebid, extras, place);
        }

        @Override
        public int placeOf(int provider, int bidder) {
            return Places.after(provider, extras.size(), place);
        }

        @Override
        public boolean isOwn(int provider, int bids, int bidder) {
            int first = Places.first(bids, place);
            return provider == placeOf(bidder, bidder) || (provider >= first && provider < first + extras.size());
        }

        /**
         * The same other names beside another bid under the first.
         *
         * @param newBid what it bids under its first name, finite and not negative
         * @return the change
         */
        FalseNames withBid(double newBid) {
            return new FalseNames(newBid, extras, place);
        }
    }

    /**
     * All bids are multiplied by one factor, as by a common value.
     *
     * @param factor the factor, positive and finite
     */
    record Scale(double factor) implements Change {
        /**
         * Checks the factor.
         *
         * @param factor the factor, positive and finite
         * @throws IllegalArgumentException if it is not
         */
        public Scale {
            if (!(factor > 0.0 && factor <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("factor: expected a positive finite number, got " + factor);
            }
        }

        @Override
        public double[] applyTo(double[] bids, int bidder) {
            double[] after = bids.clone();
            for (int i = 0; i < after.length; i++) {
                after[i] *= factor;
            }
            return after;
        }

        /**
         * Whether the factor is a power of two: then whatever is computed from the bids by sums, products and comparisons
         * scales exactly, too, unless it overflows or underflows.
         *
         * @return true iff the factor is a power of two
         */
        public boolean isExact() {
            return factor == Math.scalb(1.0, Math.getExponent(factor));
        }

        /**
         * Whether every product of a bid and the factor is a double.
         *
         * @param bids the bids before the change. Not modified.
         * @return true if no product is rounded
         */
        public boolean isExactOn(double[] bids) {
            for (double bid : bids) {
                double product = bid * factor;
                boolean lost = product < Double.MIN_NORMAL ? bid != 0.0 : Math.fma(bid, factor, -product) != 0.0;
                if (lost || product > Double.MAX_VALUE) {
                    return false;
                }
            }
            return true;
        }
    }
}
