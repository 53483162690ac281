package dmsb.core.setting;

import dmsb.core.tensorfile.ModelMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The keys of one kind of settings, in order, and its presets. Immutable.
 *
 * @param <S> the settings
 */
public final class Schema<S extends Settings> {
    private final String name;
    private final Function<SettingValues, S> maker;
    private final List<Setting<?>> keys;
    private final List<Preset<S>> presets;

    /**
     * Settings that have a name.
     *
     * @param name the name
     * @param meaning what they are for, or what differs from the first preset
     * @param settings makes them
     * @param <S> the settings
     */
    private record Preset<S>(String name, String meaning, Supplier<S> settings) {}

    private Schema(String name, Function<SettingValues, S> maker, List<Setting<?>> keys, List<Preset<S>> presets) {
        this.name = name;
        this.maker = maker;
        this.keys = keys;
        this.presets = presets;
    }

    /**
     * A schema without presets.
     *
     * @param name what the settings are called in messages, for example {@code learner}
     * @param maker makes settings of values, and refuses what does not go together
     * @param keys the keys, in the order of files and pages
     * @return the schema
     * @param <S> the settings
     */
    public static <S extends Settings> Schema<S> of(String name, Function<SettingValues, S> maker, Setting<?>... keys) {
        return new Schema<>(name, maker, List.of(keys), List.of());
    }

    /**
     * The schema with one more preset. The first one fills what a file leaves out.
     *
     * @param preset its name
     * @param meaning what it is for, or what differs from the first preset
     * @param settings makes it
     * @return the larger schema
     */
    public Schema<S> withPreset(String preset, String meaning, Supplier<S> settings) {
        List<Preset<S>> more = new ArrayList<>(presets);
        more.add(new Preset<>(preset, meaning, settings));
        return new Schema<>(name, maker, keys, List.copyOf(more));
    }

    /**
     * The schema of the same keys and presets whose settings are wrapped.
     *
     * @param wrapping from these settings to the others, with the same values
     * @return the schema
     * @param <T> the other settings
     */
    public <T extends Settings> Schema<T> map(Function<? super S, T> wrapping) {
        return new Schema<>(
                name,
                values -> wrapping.apply(maker.apply(values)),
                keys,
                presets.stream()
                        .map(preset -> new Preset<T>(
                                preset.name(),
                                preset.meaning(),
                                () -> wrapping.apply(preset.settings().get())))
                        .toList());
    }

    /**
     * What the settings are called in messages.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The keys.
     *
     * @return the keys, in order
     */
    public List<Setting<?>> keys() {
        return keys;
    }

    /**
     * The presets by their names, with what they are for.
     *
     * @return the phrases by name, in order
     */
    public Map<String, String> presets() {
        Map<String, String> meanings = new LinkedHashMap<>();
        presets.forEach(preset -> meanings.put(preset.name(), preset.meaning()));
        return meanings;
    }

    /**
     * A preset.
     *
     * @param preset its name
     * @return the settings
     * @throws IllegalArgumentException if there is no such preset
     */
    public S preset(String preset) {
        for (Preset<S> known : presets) {
            if (known.name().equals(preset)) {
                return known.settings().get();
            }
        }
        throw new SettingException(
                name, "expected one of " + String.join(", ", presets().keySet()) + ", got " + preset);
    }

    /**
     * The default of every key.
     *
     * @return the settings
     */
    public S standard() {
        return maker.apply(SettingValues.standard(keys));
    }

    /**
     * Checks that values are those of this schema's keys, for the constructor of the settings.
     *
     * @param values the values
     * @throws IllegalArgumentException if they are values of other keys
     */
    public void require(SettingValues values) {
        if (!values.areOf(keys)) {
            throw new SettingException(name, "expected values of " + keys + ", got " + values);
        }
    }

    /**
     * Settings that a further check has accepted, such as one of the files that they name.
     *
     * @param settings the settings
     * @param check refuses what does not hold, by a {@link SettingException} where one key is at fault
     * @return the settings
     * @throws IllegalArgumentException if the check refuses them
     */
    public S checked(S settings, Consumer<S> check) {
        try {
            check.accept(settings);
            return settings;
        } catch (SettingException e) {
            throw e.at(name + " key '", "'");
        }
    }

    /**
     * Settings with some values replaced by those of a file. What goes together is asked of the result alone.
     *
     * @param base where the other values come from
     * @param changes the new ones by name: numbers, truth values, texts, lists; null is refused as {@code nothing}
     * @return the settings
     * @throws IllegalArgumentException if a key is unknown, or a value is not allowed or does not go with the others
     */
    public S with(S base, Map<String, ?> changes) {
        try {
            return maker.apply(base.values().with(changes));
        } catch (SettingException e) {
            throw e.at(name + " key '", "'");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
    }

    /**
     * Settings of which every value is given, so that a default that has changed since never fills a gap.
     *
     * @param all the values by name
     * @return the settings
     * @throws IllegalArgumentException if a key is missing or unknown, or a value is not allowed or does not go with the
     *     others
     */
    public S exact(Map<String, ?> all) {
        for (Setting<?> key : keys) {
            if (!all.containsKey(key.name())) {
                throw new IllegalArgumentException(name + " key '" + key + "': expected a value, got nothing");
            }
        }
        return with(standard(), all);
    }

    /**
     * The settings that a model's metadata has. Every key is needed, others are ignored.
     *
     * @param metadata the metadata
     * @param prefix what stands before every key's name
     * @return the settings
     * @throws IllegalArgumentException if a key is missing, or a value is not allowed or does not go with the others
     */
    public S read(ModelMetadata metadata, String prefix) {
        Map<String, Object> plain = new LinkedHashMap<>();
        keys.forEach(key -> plain.put(key.name(), PlainValue.parse(metadata.text(prefix + key.name()))));
        try {
            return maker.apply(SettingValues.standard(keys).with(plain));
        } catch (SettingException e) {
            throw e.at("model key '" + prefix, "'");
        }
    }

    @Override
    public String toString() {
        return name + " " + keys;
    }
}
