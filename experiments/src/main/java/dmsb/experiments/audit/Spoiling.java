package dmsb.experiments.audit;

import dmsb.core.random.SeedTree;
import dmsb.experiments.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What spoilers leave of the surplus. A spoiler bids 0 wherever its value is not the highest. That costs nothing, as it
 * would have lost anyway, and gains nothing. It lowers the price of the round and falsifies what a rule remembers.
 *
 * @param spoilers how many stations do it, the first ones
 * @param fraction the total surplus by true values, as a fraction of first best
 * @param absent the same rule where these stations never bid, as a fraction of the first best without them
 */
public record Spoiling(int spoilers, Interval fraction, Interval absent) {
    /** With one, two and all spoilers, on held-out episodes; empty in a market of one station. */
    static List<Spoiling> of(StrategyPlay heldOut, SeedTree resampling) {
        List<Spoiling> found = new ArrayList<>();
        int stations = heldOut.stations();
        for (int spoilers : new TreeSet<>(List.of(1, Math.min(2, stations), stations))) {
            if (stations > 1) {
                SeedTree own = resampling.child(spoilers);
                found.add(new Spoiling(
                        spoilers,
                        heldOut.with(BidStrategy.SPOILING, spoilers).fraction(own.stream()),
                        heldOut.with(BidStrategy.ABSENCE, spoilers).fraction(own.stream())));
            }
        }
        return found;
    }

    /** The result as plain values by key. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("spoilers", spoilers);
        ManipulationGain.put(map, "fraction", fraction);
        ManipulationGain.put(map, "absent", absent);
        return map;
    }
}
