package dmsb.core.setting;

import dmsb.core.math.ShortestDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The type of a setting: the allowed values, and how they are read from a file and written to it. A file holds plain
 * values: numbers, truth values, texts and lists.
 *
 * @param expected the allowed values as error messages and pages state them, for example {@code a number from 0 to 1}
 * @param reader from a plain value to the setting's, empty if it is not allowed
 * @param writer from the setting's value to a plain one
 * @param <T> the type of the values
 */
public record SettingType<T>(String expected, Function<Object, Optional<T>> reader, Function<T, Object> writer) {
    private static final double LARGEST_WHOLE = 1e9; // larger ones written with a point or exponent are not counts

    /**
     * Whole numbers.
     *
     * @param low the lowest
     * @param high the highest
     * @return the type
     */
    public static SettingType<Integer> wholeNumber(int low, int high) {
        return new SettingType<>(
                "a whole number from " + low + " to " + high,
                plain -> whole(plain).filter(value -> value >= low && value <= high),
                value -> value);
    }

    private static Optional<Integer> whole(Object plain) {
        if (plain instanceof Double number && number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE) {
            return Optional.of(number.intValue());
        }
        return plain instanceof Integer number ? Optional.of(number) : Optional.empty();
    }

    /**
     * Numbers.
     *
     * @param low the lowest
     * @param high the highest
     * @return the type
     */
    public static SettingType<Double> number(double low, double high) {
        return new SettingType<>(
                "a number from " + bound(low) + " to " + bound(high),
                plain -> plain instanceof Number number && number.doubleValue() >= low && number.doubleValue() <= high
                        ? Optional.of(number.doubleValue())
                        : Optional.empty(),
                value -> value);
    }

    private static String bound(double value) {
        String text = ShortestDecimal.of(value);
        return text.matches("10{6,}") ? "1e" + (text.length() - 1) : text;
    }

    /**
     * Truth values.
     *
     * @return the type
     */
    public static SettingType<Boolean> truth() {
        return new SettingType<>(
                "true or false",
                plain -> plain instanceof Boolean value ? Optional.of(value) : Optional.empty(),
                value -> value);
    }

    /**
     * Constants of an enum, in files by their names in lower case with hyphens, for example {@code past-bids}.
     *
     * @param constants the constants
     * @return the type
     * @param <E> the enum
     */
    public static <E extends Enum<E>> SettingType<E> choice(List<E> constants) {
        List<String> names = constants.stream().map(SettingType::nameOf).toList();
        return new SettingType<>(
                "one of " + String.join(", ", names),
                plain -> constants.stream()
                        .filter(constant -> nameOf(constant).equals(plain))
                        .findFirst(),
                SettingType::nameOf);
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A value of this type.
     *
     * @param plain a number, a truth value, a text or a list
     * @return the value, empty if it is not allowed
     */
    public Optional<T> read(Object plain) {
        return reader.apply(plain);
    }

    /**
     * The values of this type for which a condition holds.
     *
     * @param condition the condition
     * @param stated what is allowed in the end, for refusals and pages
     * @return the narrower type
     */
    public SettingType<T> where(Predicate<T> condition, String stated) {
        return new SettingType<>(stated, plain -> read(plain).filter(condition), writer);
    }
}
