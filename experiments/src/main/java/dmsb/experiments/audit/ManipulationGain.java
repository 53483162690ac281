package dmsb.experiments.audit;

import dmsb.core.random.RandomStream;
import dmsb.core.random.SeedTree;
import dmsb.experiments.statistics.Bootstrap;
import dmsb.experiments.statistics.Interval;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a strategy over a horizon is worth on held-out episodes, against the truth on the same episodes.
 *
 * @param name who plays with which information, in a few words
 * @param manipulators how many stations play it
 * @param strategy how it bids, in words
 * @param profit the change of the manipulators' utility, in money an episode
 * @param gain the same as a share of their truthful utility; infinite or unknown if that is 0
 * @param surplus the change of the total surplus by true values, as a share of it
 * @param others the change of the other stations' utility, as a share of it
 * @param fraction the total surplus that is left, as a fraction of first best
 */
public record ManipulationGain(
        String name,
        int manipulators,
        String strategy,
        Interval profit,
        Interval gain,
        Interval surplus,
        Interval others,
        Interval fraction) {
    /** Compares two plays of the same episodes. */
    static ManipulationGain of(
            String name,
            int manipulators,
            String strategy,
            PlayedEpisodes played,
            PlayedEpisodes truth,
            SeedTree resampling) {
        RandomStream random = resampling.stream();
        RandomStream profits = resampling.child("profit").stream();
        return new ManipulationGain(
                name,
                manipulators,
                strategy,
                Bootstrap.meanDifference(played.utility(), truth.utility(), profits),
                change(played.utility(), truth.utility(), random),
                change(played.surplus(), truth.surplus(), random),
                change(played.others(), truth.others(), random),
                played.fraction(random));
    }

    /** The change as a share of the truth's sum; 0 if nothing changes, whatever that sum is. */
    private static Interval change(double[] played, double[] truth, RandomStream random) {
        double[] differences = Bootstrap.differences(played, truth);
        return Arrays.stream(differences).allMatch(difference -> difference == 0.0)
                        && Arrays.stream(truth).sum() == 0.0
                ? Interval.none(0.0)
                : Bootstrap.ratio(differences, truth, random);
    }

    /**
     * The result as plain values by key.
     *
     * @return the values, in order
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("play", name);
        map.put("strategy", strategy);
        put(map, "profit", profit);
        put(map, "gain", gain);
        put(map, "surplus", surplus);
        put(map, "others", others);
        put(map, "fraction", fraction);
        return map;
    }

    /** Puts what is known of an estimate: nothing if it is not a finite number. */
    static void put(Map<String, Object> map, String key, Interval interval) {
        if (Double.isFinite(interval.estimate())) {
            map.put(key, interval.estimate());
        }
        if (interval.isKnown()) {
            map.put(key + "Low", interval.low());
            map.put(key + "High", interval.high());
        }
    }
}
