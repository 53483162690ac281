package dmsb.proofs.law;

import dmsb.core.argument.Require;
import java.util.Arrays;
import java.util.List;

/** The places of new bidders among the bids, and how the numbers of the others change. */
final class Places {
    private Places() {}

    static List<Double> require(List<Double> bids, int place) {
        if (bids.isEmpty()) {
            throw new IllegalArgumentException("bids: expected at least one, got none");
        }
        Require.atLeast("place", place, 1);
        return List.copyOf(bids);
    }

    static int first(int bidders, int place) {
        return Math.min(place, bidders + 1);
    }

    static int after(int provider, int joining, int place) {
        return provider >= place ? provider + joining : provider;
    }

    static double highest(List<Double> bids) {
        return bids.stream().mapToDouble(Double::doubleValue).max().orElse(0.0);
    }

    static double[] insert(double[] before, List<Double> joining, int place) {
        int at = first(before.length, place) - 1;
        double[] all = Arrays.copyOf(before, before.length + joining.size());
        System.arraycopy(before, at, all, at + joining.size(), before.length - at);
        for (int i = 0; i < joining.size(); i++) {
            all[at + i] = joining.get(i);
        }
        return all;
    }
}
