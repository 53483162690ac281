package dmsb.core.tensorfile;

import dmsb.core.math.ShortestDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entries of a model's metadata under one prefix, written as {@link ModelMetadata#under} reads them back: whole numbers in
 * decimal, other numbers as the shortest decimal that reads back as the same double, constants in lower case with hyphens.
 * For one thread.
 */
public final class MetadataEntries {
    private final String prefix;
    private final Map<String, String> entries = new TreeMap<>();

    /**
     * No entries yet.
     *
     * @param prefix what stands before every key, for example {@link ModelMetadata#LEARNER_PREFIX}
     */
    public MetadataEntries(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Adds a whole number.
     *
     * @param key the key without the prefix
     * @param value the number
     * @return this
     */
    public MetadataEntries with(String key, int value) {
        return put(key, String.valueOf(value));
    }

    /**
     * Adds a number.
     *
     * @param key the key without the prefix
     * @param value the number, finite
     * @return this
     */
    public MetadataEntries with(String key, double value) {
        return put(key, ShortestDecimal.of(value));
    }

    /**
     * Adds a truth value.
     *
     * @param key the key without the prefix
     * @param value true or false
     * @return this
     */
    public MetadataEntries with(String key, boolean value) {
        return put(key, String.valueOf(value));
    }

    /**
     * Adds one of several constants.
     *
     * @param key the key without the prefix
     * @param value the constant
     * @return this
     */
    public MetadataEntries with(String key, Enum<?> value) {
        return put(key, ModelMetadata.nameOf(value));
    }

    /**
     * Adds a pair of numbers.
     *
     * @param key the key without the prefix
     * @param first the first number, finite
     * @param second the second number, finite
     * @return this
     */
    public MetadataEntries with(String key, double first, double second) {
        return put(key, "[" + ShortestDecimal.of(first) + ", " + ShortestDecimal.of(second) + "]");
    }

    private MetadataEntries put(String key, String value) {
        entries.put(prefix + key, value);
        return this;
    }

    /**
     * The entries.
     *
     * @return the entries by key, with the prefix; a copy
     */
    public Map<String, String> toMap() {
        return new TreeMap<>(entries);
    }
}
