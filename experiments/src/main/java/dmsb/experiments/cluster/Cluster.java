package dmsb.experiments.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster, and its settings.
 *
 * @param master its address in the engine's notation; null for what the engine was started with, or else this machine
 * @param settings the engine's own settings, by key
 */
public record Cluster(@Nullable String master, Map<String, String> settings) {
    /** Copies the map. */
    public Cluster {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
