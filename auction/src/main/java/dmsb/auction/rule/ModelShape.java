package dmsb.auction.rule;

import dmsb.auction.market.Scenario;
import dmsb.auction.market.Stations;
import dmsb.core.setting.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a model observes and decides, as far as its scenario says it. A model can be used on a market, and can replace
 * another model, if the shapes are equal. Immutable.
 */
public final class ModelShape {
    private static final List<Setting<?>> KEYS = List.of(
            Scenario.GROUND_STATIONS,
            Scenario.HISTORY,
            Scenario.OBSERVATION,
            Scenario.ACTIONS,
            Scenario.RHO_GRID,
            Scenario.UAV_ACTION);

    private final Map<String, String> values = new LinkedHashMap<>();

    private final Stations stations;

    private ModelShape(Scenario scenario) {
        stations = scenario.stations();
        for (Setting<?> key : KEYS) {
            values.put(key.name(), String.valueOf(scenario.get(key)));
        }
    }

    /**
     * The shape of a scenario's models.
     *
     * @param scenario the scenario
     * @return the shape
     */
    public static ModelShape of(Scenario scenario) {
        return new ModelShape(scenario);
    }

    /**
     * Refuses a shape that is not equal to this one.
     *
     * @param got the shape
     * @throws IllegalArgumentException if a key differs; the message names the first key that differs
     */
    public void require(ModelShape got) {
        values.forEach((key, expected) -> {
            if (!expected.equals(got.values.get(key))) {
                throw new IllegalArgumentException("model: expected one for " + key + " " + expected + ", got one for "
                        + key + " " + got.values.get(key));
            }
        });
    }

    /**
     * Whether a model of this shape can price a market of another. A model for a range of numbers of stations prices every
     * market whose numbers are among these.
     *
     * @param market the shape of the market
     * @return true if all keys are equal, but perhaps for the number of stations
     */
    public boolean fits(ModelShape market) {
        boolean holds = stations.vary()
                && stations.contains(market.stations.fewest())
                && stations.contains(market.stations.most());
        for (Map.Entry<String, String> key : values.entrySet()) {
            boolean same = key.getValue().equals(market.values.get(key.getKey()));
            if (!same && !(holds && key.getKey().equals(Scenario.GROUND_STATIONS.name()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelShape shape && values.equals(shape.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /**
     * The shape for messages.
     *
     * @return keys and values, such as {@code groundStations 3, history 3}
     */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
