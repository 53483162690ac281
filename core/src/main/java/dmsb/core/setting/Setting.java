package dmsb.core.setting;

/**
 * The definition of one configuration key: its name, type, default, unit and meaning, and the source of the default.
 * Immutable; keys are compared by identity.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {
    private final String name;
    private final SettingType<T> type;
    private final T standard;
    private final String source;
    private final String meaning;
    private final String unit;

    private Setting(String name, SettingType<T> type, T standard, String source, String meaning, String unit) {
        this.name = name;
        this.type = type;
        this.standard = standard;
        this.source = source;
        this.meaning = meaning;
        this.unit = unit;
        require(standard);
    }

    /**
     * A key without a unit.
     *
     * @param name its name in files and on the command line
     * @param type what it can be
     * @param standard the default
     * @param source where the default comes from
     * @param meaning what it is: a phrase, of which the part before the first semicolon can stand alone, beside an axis
     * @return the key
     * @param <T> the type of its values
     * @throws IllegalArgumentException if the default is not allowed
     */
    public static <T> Setting<T> of(String name, SettingType<T> type, T standard, String source, String meaning) {
        return of(name, type, standard, source, meaning, "");
    }

    /**
     * A key with a unit.
     *
     * @param name its name in files and on the command line
     * @param type what it can be
     * @param standard the default
     * @param source where the default comes from
     * @param meaning what it is, as above
     * @param unit the symbol of its unit
     * @return the key
     * @param <T> the type of its values
     * @throws IllegalArgumentException if the default is not allowed
     */
    public static <T> Setting<T> of(
            String name, SettingType<T> type, T standard, String source, String meaning, String unit) {
        return new Setting<>(name, type, standard, source, meaning, unit);
    }

    /**
     * The name.
     *
     * @return the name in files and on the command line
     */
    public String name() {
        return name;
    }

    /**
     * What the key can be.
     *
     * @return the type
     */
    public SettingType<T> type() {
        return type;
    }

    /**
     * The default.
     *
     * @return the value
     */
    public T standard() {
        return standard;
    }

    /**
     * Where the default comes from.
     *
     * @return a phrase
     */
    public String source() {
        return source;
    }

    /**
     * What the key is.
     *
     * @return a phrase
     */
    public String meaning() {
        return meaning;
    }

    /**
     * What the key is, in a few words.
     *
     * @return the part of {@link #meaning} before the first semicolon
     */
    public String title() {
        int end = meaning.indexOf(';');
        return end < 0 ? meaning : meaning.substring(0, end);
    }

    /**
     * The unit.
     *
     * @return its symbol, empty if there is none
     */
    public String unit() {
        return unit;
    }

    /**
     * A value as files write it.
     *
     * @param value the value
     * @return a number, a truth value, a text or a list
     */
    public Object plain(T value) {
        return type.writer().apply(value);
    }

    /**
     * A value from a file.
     *
     * @param plain a number, a truth value, a text or a list
     * @return the value
     * @throws SettingException if it is not allowed
     */
    public T read(Object plain) {
        return type.read(plain).orElseThrow(() -> refusal(type.expected(), PlainValue.text(plain)));
    }

    /** Checks a value that comes from code. */
    T require(T value) {
        read(plain(value));
        return value;
    }

    /**
     * A refusal of a value, for settings that do not go together.
     *
     * @param expected what was expected
     * @param got what came
     * @return the exception, to be thrown
     */
    public SettingException refusal(String expected, String got) {
        return new SettingException(name, "expected " + expected + ", got " + got);
    }

    @Override
    public String toString() {
        return name;
    }
}
