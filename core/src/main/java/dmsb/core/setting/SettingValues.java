package dmsb.core.setting;

import dmsb.core.argument.Suggestion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One value for each key of a list, allowed by that key. Immutable. */
public final class SettingValues {
    private final Map<Setting<?>, Object> values;

    private SettingValues(Map<Setting<?>, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** The defaults of some keys. */
    static SettingValues standard(List<Setting<?>> keys) {
        Map<Setting<?>, Object> values = new LinkedHashMap<>();
        keys.forEach(key -> values.put(key, key.standard()));
        return new SettingValues(values);
    }

    /**
     * The value of a key.
     *
     * @param key the key
     * @return its value
     * @param <T> the value's type
     * @throws IllegalArgumentException if these settings do not have the key
     */
    @SuppressWarnings("unchecked") // a key is put with a value of its own type
    public <T> T get(Setting<T> key) {
        Object value = values.get(key);
        if (value == null) {
            throw unknown(key.name());
        }
        return (T) value;
    }

    /**
     * The same values but for one.
     *
     * @param key the key
     * @param value its new value
     * @return the changed values
     * @param <T> the value's type
     * @throws SettingException if the value is not allowed
     * @throws IllegalArgumentException if these settings do not have the key
     */
    public <T> SettingValues with(Setting<T> key, T value) {
        get(key);
        Map<Setting<?>, Object> changed = new LinkedHashMap<>(values);
        changed.put(key, key.require(value));
        return new SettingValues(changed);
    }

    /** The same values but for those of a file. */
    SettingValues with(Map<String, ?> plain) {
        Map<Setting<?>, Object> changed = new LinkedHashMap<>(values);
        plain.forEach((name, value) -> {
            Setting<?> key = key(name);
            changed.put(key, key.read(value == null ? "" : value));
        });
        return new SettingValues(changed);
    }

    private Setting<?> key(String name) {
        return values.keySet().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("key '" + PlainValue.text(name) + "' is unknown; expected one of "
                + String.join(", ", toPlain().keySet())
                + Suggestion.of(name, toPlain().keySet()));
    }

    /**
     * The values as files write them.
     *
     * @return numbers, truth values, texts and lists by the keys' names, in the keys' order; a copy
     */
    public Map<String, Object> toPlain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        values.keySet().forEach(key -> plain.put(key.name(), plain(key)));
        return plain;
    }

    private <T> Object plain(Setting<T> key) {
        return key.plain(get(key));
    }

    /**
     * The values as texts, as a model's metadata has them.
     *
     * @param prefix what stands before every key's name
     * @return the texts by prefixed name, in the keys' order; a copy
     */
    public Map<String, String> toMetadata(String prefix) {
        Map<String, String> texts = new LinkedHashMap<>();
        toPlain().forEach((name, value) -> texts.put(prefix + name, PlainValue.exact(value)));
        return texts;
    }

    /** Whether these are values of some keys and of no others. */
    boolean areOf(List<Setting<?>> keys) {
        return List.copyOf(values.keySet()).equals(keys);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingValues that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** {@inheritDoc} For example {@code {hidden=256, discount=0}}. */
    @Override
    public String toString() {
        return values.toString();
    }
}
