package dmsb.core.setting;

/**
 * The settings of a scenario or a learner: one value for each key of a {@link Schema}. The implementing records hold
 * {@link SettingValues}.
 */
public interface Settings {
    /**
     * The values of all keys.
     *
     * @return the values
     */
    SettingValues values();

    /**
     * The value of a key.
     *
     * @param key the key
     * @return its value
     * @param <T> the value's type
     * @throws IllegalArgumentException if these settings do not have the key
     */
    default <T> T get(Setting<T> key) {
        return values().get(key);
    }

    /**
     * The same settings but for one.
     *
     * @param key the key
     * @param value its new value
     * @return the changed settings
     * @param <T> the value's type
     * @throws IllegalArgumentException if the value is not allowed or does not go with the others, or these settings do not
     *     have the key
     */
    <T> Settings with(Setting<T> key, T value);
}
