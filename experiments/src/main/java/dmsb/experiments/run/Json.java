package dmsb.experiments.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.util.RawValue;
import dmsb.experiments.config.ConfigSection;
import dmsb.experiments.config.Decimal;
import dmsb.experiments.config.JsonComplaint;
import dmsb.experiments.config.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain values as JSON; numbers are written by {@link Decimal}, so that every JDK writes the same. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ObjectWriter LINES = MAPPER.writer(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /**
     * Writes an object.
     *
     * @param values numbers, text, truth values, nulls, maps and lists of them, by key
     * @return the JSON, several lines
     */
    public static String print(Map<String, ?> values) {
        return print(LINES, values);
    }

    /**
     * Writes an object in one line, without spaces: one text for equal values, on every system.
     *
     * @param values numbers, text, truth values, nulls, maps and lists of them, by key
     * @return the JSON
     */
    public static String printLine(Map<String, ?> values) {
        return print(MAPPER.writer(), values);
    }

    private static String print(ObjectWriter writer, Map<String, ?> values) {
        try {
            return writer.writeValueAsString(plain(values));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("values: expected plain ones, got " + values, e);
        }
    }

    /**
     * Reads an object; a key that stands there twice and anything after it are refused.
     *
     * @param text the JSON
     * @param source what to call it in messages
     * @return the values
     * @throws UsageException if the text is no object
     */
    public static ConfigSection read(String text, String source) {
        try {
            Map<String, Object> values =
                    MAPPER.readValue(text, new TypeReference<@Nullable LinkedHashMap<String, Object>>() {});
            if (values != null) {
                return ConfigSection.of(source, values);
            }
            throw new UsageException(source + ": expected a JSON object, got null");
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            throw new UsageException(source + where + ": expected a JSON object, got " + JsonComplaint.of(e), e);
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number) ? new RawValue(Decimal.shortest(number)) : number.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(String.valueOf(key), plain(element)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(plain(element)));
            return copy;
        }
        return value;
    }
}
