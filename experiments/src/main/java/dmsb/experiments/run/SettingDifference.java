package dmsb.experiments.run;

import dmsb.core.tensorfile.Excerpt;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first setting in which two configurations differ.
 *
 * @param key its key; keys of nested maps are joined by dots
 * @param before its value in the one that was recorded, as JSON, or {@code nothing}
 * @param now its value in the other
 */
public record SettingDifference(String key, String before, String now) {
    private static final String NOTHING = "nothing";

    /**
     * Compares two configurations.
     *
     * @param before the one that was recorded, as plain values by key
     * @param now the other
     * @return the first difference in the order of the second, then of the first; empty if they are equal
     */
    public static Optional<SettingDifference> between(Map<String, ?> before, Map<String, ?> now) {
        Map<String, String> recorded = flat(before);
        Map<String, String> asked = flat(now);
        Set<String> keys = new LinkedHashSet<>(asked.keySet());
        keys.addAll(recorded.keySet());
        for (String key : keys) {
            String one = recorded.getOrDefault(key, NOTHING);
            String other = asked.getOrDefault(key, NOTHING);
            if (!one.equals(other)) {
                return Optional.of(new SettingDifference(key, one, other));
            }
        }
        return Optional.empty();
    }

    /**
     * The difference as a part of a message.
     *
     * @param where where the recorded value stands
     * @return key, what was expected, what came
     */
    public String told(String where) {
        return "key '" + Excerpt.of(key) + "': expected " + Excerpt.of(before) + " as " + where + ", got "
                + Excerpt.of(now);
    }

    private static Map<String, String> flat(Map<String, ?> values) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", values, flat);
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> values, Map<String, String> flat) {
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> map) {
                flatten(prefix + key + ".", map, flat);
            } else {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("", value);
                String json = Json.printLine(one); // {"":VALUE}: one text for equal values
                flat.put(prefix + key, json.substring(4, json.length() - 1));
            }
        });
    }
}
