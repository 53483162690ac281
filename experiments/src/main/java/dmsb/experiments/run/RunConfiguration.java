package dmsb.experiments.run;

import dmsb.core.checkpoint.StateReader;
import dmsb.core.checkpoint.StateWriter;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint is a checkpoint of, and what a run that goes on from it must agree with: every setting and the build of
 * the code, as text by key.
 *
 * @param entries the text by key; the keys of nested maps are joined by dots
 */
record RunConfiguration(Map<String, String> entries) {
    static final String CODE = "code";

    private static final String NOTHING = "none";

    /** The configuration that plain values say, with the build of this code. */
    static RunConfiguration of(Map<String, ?> values) {
        Map<String, String> entries = new TreeMap<>();
        OwnParts.KEYS.forEach(key -> entries.put(key, NOTHING));
        flatten("", values, entries);
        entries.put(CODE, Version.build());
        return new RunConfiguration(entries);
    }

    private static void flatten(String prefix, Map<?, ?> values, Map<String, String> entries) {
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map) {
                flatten(prefix + key + ".", map, entries);
            } else {
                entries.put(prefix + key, text(value));
            }
        });
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Double number) {
            return Decimal.shortest(number);
        }
        return value instanceof List<?> list
                ? list.stream().map(RunConfiguration::text).collect(Collectors.joining(", ", "[", "]"))
                : String.valueOf(value);
    }

    void save(StateWriter state) {
        entries.forEach(state::putText);
    }

    /**
     * Refuses to go on with another configuration.
     *
     * @param before the configuration that was saved
     * @param but the keys that may differ
     * @throws UsageException if another value was saved under a key
     */
    void requireSame(StateReader before, Set<String> but) {
        entries.forEach((key, value) -> {
            String saved = before.text(key);
            if (!but.contains(key) && !saved.equals(value)) {
                throw new UsageException(
                        "--resume: key '" + key + "': expected " + saved + " as in the checkpoint, got " + value
                                + (key.equals(CODE)
                                        ? ", another build of the code; --other-build goes on all the same, with other"
                                                + " bytes than either where what is computed has changed"
                                        : ""));
            }
        });
    }
}
