package dmsb.proofs.horizon;

import dmsb.auction.mechanism.Outcome;
import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.proofs.law.Amounts;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays of random markets. Every bidder tries all sequences of a few bids. These are 0, its value, twice its value, the
 * highest of the others, the two doubles next to that, and half of it. Then it tries far larger bids in the rounds before the
 * last, where they cost nothing if it wins anyway.
 */
final class HorizonProbes {
    private static final int AMOUNTS = 13;
    private static final int KINDS = 4;

    /** The first large bid in steps, and what the next one is a multiple of. */
    private static final double FIRST_LARGE = 16.0;

    private static final double LARGE_RATIO = 4.0;

    private final Plays plays;
    private final HorizonSearch search;
    private final RandomStream random;

    private HorizonProbes(Plays plays, HorizonSearch search) {
        this.plays = plays;
        this.search = search;
        this.random = SeedTree.of(search.seed()).child("horizon").stream();
    }

    static void search(Plays plays, HorizonSearch search) {
        HorizonProbes probes = new HorizonProbes(plays, search);
        for (int t = 0; t < search.tries(); t++) {
            probes.probe();
        }
    }

    private void probe() {
        int bidders = 2 + random.nextInt(search.mostBidders() - 1);
        int rounds = 2 + random.nextInt(search.mostRounds() - 1);
        int kind = random.nextInt(KINDS);
        double[][] values = new double[rounds][];
        for (int t = 0; t < rounds; t++) {
            values[t] = amounts(bidders, kind);
        }
        HorizonCase market = new HorizonCase(values, amounts(rounds, kind), amounts(rounds, kind));
        for (int bidder = 1; bidder <= bidders; bidder++) {
            examine(market, bidder);
        }
    }

    private double[] amounts(int count, int kind) {
        double[] amounts = new double[count];
        for (int i = 0; i < count; i++) {
            amounts[i] = search.step()
                    * switch (kind) {
                        case 0 -> wide();
                        case 1 -> (AMOUNTS - 1) * random.nextDouble();
                        default -> random.nextInt(AMOUNTS);
                    };
        }
        return amounts;
    }

    /** Log-uniform from 1/16 to {@link HorizonSearch#HIGHEST_STEPS}, sometimes 0. */
    private double wide() {
        return random.nextInt(5) == 0
                ? 0.0
                : HorizonSearch.HIGHEST_STEPS * StrictMath.pow(2.0, -10.0 * random.nextDouble());
    }

    private void examine(HorizonCase market, int bidder) {
        @Nullable List<Outcome> truthful = plays.play(market, market.values());
        if (truthful == null) {
            return;
        }
        double[][] own = market.values();
        double[][] few = new double[own.length][];
        for (int t = 0; t < own.length; t++) {
            double value = own[t][bidder - 1];
            own[t] = candidates(own[t], bidder);
            few[t] = value == 0.0 ? new double[] {value} : new double[] {value, 0.0};
        }
        Best best = new Best(market, bidder, truthful);
        best.offerAll(own);
        int last = own.length - 1;
        few[last] = new double[] {few[last][0]}; // a bid of the last round moves no factor
        double ratio = StrictMath.pow(LARGE_RATIO, random.nextDouble());
        for (double large = FIRST_LARGE; large < HorizonSearch.HIGHEST_BID_STEPS; large *= LARGE_RATIO) {
            best.offerLarge(few, Math.rint(large * ratio) * search.step());
        }
        best.keep();
    }

    /** The sequence of bids that brings a bidder most. */
    private final class Best {
        private final HorizonCase market;
        private final double[][] values;
        private final int bidder;
        private double[] bids = {};
        private double most;

        Best(HorizonCase market, int bidder, List<Outcome> truthful) {
            this.market = market;
            this.values = market.values();
            this.bidder = bidder;
            this.most = Horizon.utility(truthful, values, bidder) + 1e-9 * search.step();
        }

        /** Plays all sequences of bids; own[t] are those for round t. */
        void offerAll(double[][] own) {
            int sequences = 1;
            for (double[] round : own) {
                sequences *= round.length;
            }
            for (int sequence = 0; sequence < sequences; sequence++) {
                double[] chosen = new double[own.length];
                int rest = sequence;
                for (int t = 0; t < own.length; t++) {
                    chosen[t] = own[t][rest % own[t].length];
                    rest /= own[t].length;
                }
                offer(chosen);
            }
        }

        /** Plays all sequences of few bids of which one before the last, or several, are replaced by a large one. */
        void offerLarge(double[][] few, double large) {
            for (int t = 0; t < few.length - 1; t++) {
                double[][] own = few.clone();
                own[t] = new double[] {large};
                for (int later = t + 1; later < few.length - 1; later++) {
                    own[later] = Arrays.copyOf(few[later], few[later].length + 1);
                    own[later][few[later].length] = large;
                }
                offerAll(own);
            }
        }

        private void offer(double... chosen) {
            double[][] changed = Amounts.copy(values);
            for (int t = 0; t < chosen.length; t++) {
                changed[t][bidder - 1] = chosen[t];
            }
            @Nullable List<Outcome> outcomes = plays.play(market, changed);
            double utility = outcomes == null ? Double.NEGATIVE_INFINITY : Horizon.utility(outcomes, values, bidder);
            if (utility > most) {
                most = utility;
                bids = chosen;
            }
        }

        void keep() {
            if (bids.length > 0) {
                plays.keep(market, bidder, bids);
            }
        }
    }

    private static double[] candidates(double[] values, int bidder) {
        double value = values[bidder - 1];
        double highest = Horizon.highestOfOthers(values, bidder);
        double[] all = {
            value, 0.0, 2.0 * value, highest, Math.nextUp(highest), Math.max(0.0, Math.nextDown(highest)), 0.5 * highest
        };
        return Arrays.stream(all).distinct().toArray();
    }
}
