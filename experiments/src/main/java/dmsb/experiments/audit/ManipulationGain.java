package dmsb.experiments.audit;

import dmsb.core.random.RandomStream;
import dmsb.experiments.statistics.Bootstrap;
import dmsb.experiments.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a strategy over a horizon is worth on held-out episodes, against the truth on the same episodes.
 *
 * @param name who plays with which information, in a few words
 * @param manipulators how many stations play it
 * @param strategy how it bids, in words
 * @param gain the change of the manipulators' utility, as a share of their truthful utility
 * @param surplus the change of the total surplus by true values, as a share of it
 * @param others the change of the other stations' utility, as a share of it
 * @param fraction the total surplus that is left, as a fraction of first best
 */
public record ManipulationGain(
        String name,
        int manipulators,
        String strategy,
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
            RandomStream random) {
        return new ManipulationGain(
                name,
                manipulators,
                strategy,
                change(played.utility(), truth.utility(), random),
                change(played.surplus(), truth.surplus(), random),
                change(played.others(), truth.others(), random),
                played.fraction(random));
    }

    private static Interval change(double[] played, double[] truth, RandomStream random) {
        double[] differences = new double[truth.length];
        double sum = 0.0;
        for (int i = 0; i < truth.length; i++) {
            differences[i] = played[i] - truth[i];
            sum += truth[i];
        }
        return sum == 0.0 ? Interval.none(0.0) : Bootstrap.ratio(differences, truth, random);
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
        put(map, "gain", gain);
        put(map, "surplus", surplus);
        put(map, "others", others);
        put(map, "fraction", fraction);
        return map;
    }

    static void put(Map<String, Object> map, String key, Interval interval) {
        map.put(key, interval.estimate());
        if (interval.isKnown()) {
            map.put(key + "Low", interval.low());
            map.put(key + "High", interval.high());
        }
    }
}
