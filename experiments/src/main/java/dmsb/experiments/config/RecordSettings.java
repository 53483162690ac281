package dmsb.experiments.config;

import dmsb.core.tensorfile.Excerpt;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as named settings: the keys are its components, the checks are its constructor's.
 *
 * <p>Whole numbers, numbers, truth values, enum constants ({@code past-bids} for {@code PAST_BIDS}) and records of
 * numbers, which are lists ({@code [20, 40]}), are understood.
 *
 * @param <T> the record
 */
public final class RecordSettings<T extends Record> {
    private final Class<T> type;
    private final String name;

    private RecordSettings(Class<T> type, String name) {
        this.type = type;
        this.name = name;
    }

    /**
     * The settings of a record.
     *
     * @param type the record
     * @param name what it is called in messages, for example {@code scenario}
     * @return its settings
     * @param <T> the record
     */
    public static <T extends Record> RecordSettings<T> of(Class<T> type, String name) {
        return new RecordSettings<>(type, name);
    }

    /**
     * The keys.
     *
     * @return the names of the components, in order
     */
    public List<String> keys() {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /**
     * A record with some settings replaced.
     *
     * @param base where the other settings come from
     * @param changes the new values by key, as YAML gives them: numbers, text, truth values, lists
     * @return the record
     * @throws UsageException if a key is unknown, a value is of the wrong kind, or the record refuses it
     */
    public T with(T base, Map<String, ?> changes) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> keys = keys();
        for (String key : changes.keySet()) {
            if (!keys.contains(key)) {
                throw new UsageException(
                        name + " key '" + Excerpt.of(key) + "' is unknown; expected one of " + String.join(", ", keys));
            }
        }
        @Nullable Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = components[i].getName();
            arguments[i] = changes.containsKey(key)
                    ? convert(key, components[i].getType(), changes.get(key))
                    : get(components[i], base);
        }
        return construct(type, arguments);
    }

    /**
     * The settings of a record.
     *
     * @param record the record
     * @return its values by key, in order, as {@link #with} takes them
     */
    public Map<String, Object> toMap(T record) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            map.put(component.getName(), toPlain(get(component, record)));
        }
        return map;
    }

    private static Object toPlain(Object value) {
        if (value instanceof Enum<?> constant) {
            return kebab(constant);
        }
        if (value instanceof Record record) {
            List<Object> values = new ArrayList<>();
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                values.add(toPlain(get(component, record)));
            }
            return values;
        }
        return value;
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Object convert(String key, Class<?> wanted, @Nullable Object value) {
        if (wanted == double.class && value instanceof Number number) {
            return number.doubleValue();
        }
        if (wanted == int.class
                && (value instanceof Integer
                        || (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e9))) {
            return ((Number) value).intValue();
        }
        if (wanted == boolean.class && value instanceof Boolean) {
            return value;
        }
        if (wanted.isEnum()) {
            for (Object constant : wanted.getEnumConstants()) {
                if (kebab((Enum<?>) constant).equals(value)) {
                    return constant;
                }
            }
        }
        if (wanted.isRecord() && value instanceof List<?> list) {
            RecordComponent[] components = wanted.getRecordComponents();
            if (list.size() == components.length) {
                @Nullable Object[] arguments = new Object[components.length];
                for (int i = 0; i < components.length; i++) {
                    arguments[i] = convert(key, components[i].getType(), list.get(i));
                }
                return construct(key, wanted, arguments);
            }
        }
        throw new UsageException(name + " key '" + key + "': expected " + describe(wanted) + ", got "
                + (value == null || value.equals("") ? "nothing" : Yaml.text(value)));
    }

    private static String describe(Class<?> wanted) {
        if (wanted == int.class) {
            return "a whole number";
        }
        if (wanted == boolean.class) {
            return "true or false";
        }
        if (wanted.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(wanted.getEnumConstants())
                                    .map(constant -> kebab((Enum<?>) constant))
                                    .toList());
        }
        return wanted.isRecord() ? "a range [low, high]" : "a number";
    }

    private static Object get(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private <R> R construct(Class<R> wanted, @Nullable Object[] arguments) {
        return construct(null, wanted, arguments);
    }

    private <R> R construct(@Nullable String key, Class<R> wanted, @Nullable Object[] arguments) {
        Class<?>[] types = Arrays.stream(wanted.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return wanted.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof IllegalArgumentException) {
                throw new UsageException(refusal(key, String.valueOf(cause.getMessage())), cause);
            }
            throw new IllegalStateException("cannot make " + wanted, cause);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + wanted, e);
        }
    }

    /** A constructor's complaint names the component it is about, but for that of a value within a component. */
    private String refusal(@Nullable String key, String complaint) {
        int colon = complaint.indexOf(": ");
        if (key == null && colon > 0) {
            return name + " key '" + complaint.substring(0, colon) + "'" + complaint.substring(colon);
        }
        return name + " key '" + key + "': " + complaint;
    }
}
