package dmsb.experiments.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A point of an experiment's grid, and which run it needs. Several rows may need the same one.
 *
 * @param experiment the experiment's name
 * @param method the method's name
 * @param seed the seed of training; null for a rule, which has none
 * @param varied the values of the scenario keys that the experiment varies, as they stand in YAML, by key in the study's order
 * @param key the run's key
 */
public record StudyRow(
        String experiment, String method, @Nullable Long seed, Map<String, String> varied, String key) {
    /** Copies the map. */
    public StudyRow {
        varied = Collections.unmodifiableMap(new LinkedHashMap<>(varied));
    }

    /**
     * The row in a few words.
     *
     * @return for example {@code sellers, DMSB, groundStations 3, seed 2}
     */
    public String label() {
        StringBuilder label = new StringBuilder(experiment).append(", ").append(method);
        varied.forEach(
                (name, value) -> label.append(", ").append(name).append(' ').append(value));
        return seed == null
                ? label.toString()
                : label.append(", seed ").append(seed).toString();
    }
}
