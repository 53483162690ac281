package dmsb.experiments.config;

import dmsb.core.argument.Suggestion;
import dmsb.core.tensorfile.Excerpt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping in a YAML or JSON file, together with the place where it stands, so that whatever is wrong with a value is told
 * with its key. Immutable.
 */
public final class ConfigSection {
    private final String place;
    private final Map<String, Object> values;

    private ConfigSection(String place, Map<String, Object> values) {
        this.place = place;
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * A mapping.
     *
     * @param place what to call it in messages, for example {@code study.yaml: experiments[0]}
     * @param values the values by key, as YAML or JSON gives them. Not modified, copied.
     * @return the section
     */
    public static ConfigSection of(String place, Map<String, ?> values) {
        return new ConfigSection(place, new LinkedHashMap<>(values));
    }

    /**
     * The place.
     *
     * @return what it is called in messages
     */
    public String place() {
        return place;
    }

    /**
     * The keys.
     *
     * @return the keys, in the file's order
     */
    public Set<String> keys() {
        return values.keySet();
    }

    /**
     * Whether there is a value.
     *
     * @param key its key
     * @return true if there is one
     */
    public boolean has(String key) {
        return values.get(key) != null;
    }

    /**
     * The section, if it has no other keys than those expected.
     *
     * @param expected the keys
     * @return this
     * @throws UsageException if there is another one
     */
    public ConfigSection only(List<String> expected) {
        for (String key : values.keySet()) {
            if (!expected.contains(key)) {
                throw new UsageException(place + ": key '" + Excerpt.of(key) + "' is unknown; expected one of "
                        + String.join(", ", expected) + Suggestion.of(key, expected));
            }
        }
        return this;
    }

    /**
     * The section with the values of another one where it has none of its own.
     *
     * @param defaults gives the values that are missing
     * @return the filled section, at the same place
     */
    public ConfigSection orElse(ConfigSection defaults) {
        Map<String, Object> filled = new LinkedHashMap<>(defaults.values);
        filled.putAll(values);
        return new ConfigSection(place, filled);
    }

    /**
     * A text.
     *
     * @param key its key
     * @return the text, not empty
     * @throws UsageException if it is missing or no text
     */
    public String text(String key) {
        Object value = values.get(key);
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw refusal(key, "text");
    }

    /**
     * A text that may be left out.
     *
     * @param key its key
     * @param fallback what it is if it is left out
     * @return the text
     * @throws UsageException if it is there and no text
     */
    public String text(String key, String fallback) {
        return has(key) ? text(key) : fallback;
    }

    /**
     * A whole number.
     *
     * @param key its key
     * @return the number
     * @throws UsageException if it is missing or no whole number
     */
    public long wholeNumber(String key) {
        return wholeNumber(key, values.get(key));
    }

    private long wholeNumber(String key, @Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw refusal(key, "a whole number", value);
    }

    /**
     * A whole number from 1.
     *
     * @param key its key
     * @return the number
     * @throws UsageException if it is missing, no whole number, or out of range
     */
    public int count(String key) {
        return countTo(key, Integer.MAX_VALUE);
    }

    /**
     * A whole number from 1 to a largest one.
     *
     * @param key its key
     * @param most the largest
     * @return the number
     * @throws UsageException if it is missing, no whole number, or out of range
     */
    public int countTo(String key, int most) {
        long value = wholeNumber(key);
        if (value < 1 || value > most) {
            throw refusal(key, "a whole number from 1 to " + most);
        }
        return (int) value;
    }

    /**
     * A whole number from 1 that may be left out.
     *
     * @param key its key
     * @param fallback what it is if it is left out
     * @return the number
     * @throws UsageException if it is there and no whole number, or out of range
     */
    public int count(String key, int fallback) {
        return has(key) ? count(key) : fallback;
    }

    /**
     * Different whole numbers.
     *
     * @param key their key
     * @return the numbers, at least one
     * @throws UsageException if they are missing, no list of whole numbers, or one stands there twice
     */
    public List<Long> wholeNumbers(String key) {
        List<Long> numbers = new ArrayList<>();
        for (Object value : list(key)) {
            numbers.add(wholeNumber(key, value));
        }
        if (Set.copyOf(numbers).size() < numbers.size()) {
            throw refusal(key, "each number once");
        }
        return numbers;
    }

    /**
     * A list.
     *
     * @param key its key
     * @return its values, at least one
     * @throws UsageException if it is missing, empty, or no list
     */
    public List<Object> list(String key) {
        if (values.get(key) instanceof List<?> list && !list.isEmpty()) {
            return new ArrayList<>(list);
        }
        throw refusal(key, "a list [a, b, ...]");
    }

    /**
     * Whether a value is a list.
     *
     * @param key its key
     * @return true if it is there and a list
     */
    public boolean isList(String key) {
        return values.get(key) instanceof List<?>;
    }

    /**
     * A mapping.
     *
     * @param key its key
     * @return the section, empty if it is left out
     * @throws UsageException if it is there and no mapping
     */
    public ConfigSection section(String key) {
        return has(key) ? section(key, place + ": " + key, values.get(key)) : of(place + ": " + key, Map.of());
    }

    /**
     * A list of mappings.
     *
     * @param key its key
     * @return the sections, at least one
     * @throws UsageException if it is missing, empty, or no list of mappings
     */
    public List<ConfigSection> sections(String key) {
        List<ConfigSection> sections = new ArrayList<>();
        for (Object element : list(key)) {
            sections.add(section(key, place + ": " + key + "[" + sections.size() + "]", element));
        }
        return sections;
    }

    private ConfigSection section(String key, String at, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, element) -> copy.put(String.valueOf(name), element));
            return new ConfigSection(at, copy);
        }
        throw refusal(key, "a mapping of keys to values", value);
    }

    /**
     * The values.
     *
     * @return a copy, in the file's order
     */
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(values);
    }

    /**
     * A complaint about a value.
     *
     * @param key its key
     * @param expected what was expected
     * @return the complaint, to be thrown
     */
    public UsageException refusal(String key, String expected) {
        return refusal(key, expected, values.get(key));
    }

    private UsageException refusal(String key, String expected, @Nullable Object got) {
        return new UsageException(place + ": key '" + Excerpt.of(key) + "': expected " + expected + ", got "
                + (got == null ? "nothing" : Yaml.text(got)));
    }
}
