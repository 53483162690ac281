package dmsb.experiments.audit;

import dmsb.core.random.SeedTree;
import dmsb.experiments.statistics.Bootstrap;
import dmsb.experiments.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the UAV gains over an episode by declaring a multiple of its estimate. The record has what was declared: later
 * contracts and factors follow from it. The multiple is chosen on training episodes and scored on held-out ones, so that
 * the best of several noisy means is not taken for a gain.
 *
 * @param multiple the multiple that served the UAV best in training; 1 if none did better than the truth
 * @param gain what it is worth to the UAV per held-out round: the change of its value less what it pays where it serves
 * @param surplus the change of the total surplus per held-out round
 */
public record UavDeclaration(double multiple, Interval gain, Interval surplus) {
    private static final double[] MULTIPLES = {0.1, 0.25, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2, 3, 10};

    /** What comes of it if the UAV declares a multiple of its estimate. */
    @FunctionalInterface
    interface DeclaredPlay {
        /** The means of the episodes of these seeds. */
        UavMeans of(double multiple, SeedTree seeds);
    }

    /** What the UAV gained and the total surplus, the means of a round for each episode. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record UavMeans(double[] profit, double[] surplus) {
        double total() {
            double sum = 0.0;
            for (double each : profit) {
                sum += each;
            }
            return sum;
        }
    }

    /** Searches for the best multiple on branches of the seeds. */
    static UavDeclaration search(DeclaredPlay market, SeedTree seeds) {
        SeedTree training = seeds.child("training");
        double best = 1.0;
        double most = market.of(1.0, training).total();
        for (double multiple : MULTIPLES) {
            double profit = market.of(multiple, training).total();
            if (profit > most) {
                best = multiple;
                most = profit;
            }
        }
        return of(market, best, seeds);
    }

    /** What one multiple is worth on held-out episodes. */
    static UavDeclaration of(DeclaredPlay market, double multiple, SeedTree seeds) {
        SeedTree heldOut = seeds.child("held-out");
        UavMeans truth = market.of(1.0, heldOut);
        UavMeans declared = market.of(multiple, heldOut);
        return new UavDeclaration(
                multiple,
                Bootstrap.meanDifference(declared.profit(), truth.profit(), seeds.child("gain").stream()),
                Bootstrap.meanDifference(declared.surplus(), truth.surplus(), seeds.child("surplus").stream()));
    }

    /** The result as plain values by key. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("multiple", multiple);
        ManipulationGain.put(map, "gain", gain);
        ManipulationGain.put(map, "surplus", surplus);
        return map;
    }
}
