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
 * highest of the others, the two doubles next to that, and half of it.
 */
final class HorizonProbes {
    private static final int AMOUNTS = 13;

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
        boolean whole = random.nextInt(2) == 0;
        double[][] values = new double[rounds][];
        for (int t = 0; t < rounds; t++) {
            values[t] = amounts(bidders, whole);
        }
        HorizonCase market = new HorizonCase(values, amounts(rounds, whole), amounts(rounds, whole));
        for (int bidder = 1; bidder <= bidders; bidder++) {
            examine(market, bidder);
        }
    }

    private double[] amounts(int count, boolean whole) {
        double[] amounts = new double[count];
        for (int i = 0; i < count; i++) {
            amounts[i] = search.step() * (whole ? random.nextInt(AMOUNTS) : (AMOUNTS - 1) * random.nextDouble());
        }
        return amounts;
    }

    private void examine(HorizonCase market, int bidder) {
        double[][] values = market.values();
        @Nullable List<Outcome> truthful = plays.play(market, values);
        if (truthful == null) {
            return;
        }
        double honest = Horizon.utility(truthful, values, bidder);
        double[][] own = new double[values.length][];
        int sequences = 1;
        for (int t = 0; t < values.length; t++) {
            own[t] = candidates(values[t], bidder);
            sequences *= own[t].length;
        }
        double[] best = {};
        double most = honest + 1e-9 * search.step();
        for (int sequence = 0; sequence < sequences; sequence++) {
            double[][] bids = Amounts.copy(values);
            double[] chosen = new double[values.length];
            int rest = sequence;
            for (int t = 0; t < values.length; t++) {
                chosen[t] = own[t][rest % own[t].length];
                rest /= own[t].length;
                bids[t][bidder - 1] = chosen[t];
            }
            @Nullable List<Outcome> outcomes = plays.play(market, bids);
            double utility = outcomes == null ? Double.NEGATIVE_INFINITY : Horizon.utility(outcomes, values, bidder);
            if (utility > most) {
                most = utility;
                best = chosen;
            }
        }
        if (best.length > 0) {
            plays.keep(market, bidder, best);
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
