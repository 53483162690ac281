package dmsb.experiments.config;

import dmsb.core.tensorfile.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Settings as YAML. What is written is flat: one key a line, values are scalars or short lists. */
public final class Yaml {
    static final int MAX_FILE_BYTES = 1 << 20;
    private static final String FORM = "expected YAML of the form 'key: value'";

    private Yaml() {}

    /**
     * Reads a file of settings.
     *
     * @param file the file
     * @return the values by key, in the file's order
     * @throws UsageException if the file is missing or is not a mapping
     */
    public static Map<String, Object> read(Path file) {
        return parse(text(file), file.toString());
    }

    /**
     * The text of a file of settings, which may be a pipe.
     *
     * @param file the file
     * @return its content
     * @throws UsageException if it is missing, too long, or not in UTF-8
     */
    public static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
            if (content.length > MAX_FILE_BYTES) {
                throw new UsageException(file + ": expected at most " + MAX_FILE_BYTES + " bytes of YAML, got more");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UsageException(file + ": expected text in UTF-8, got other bytes", e);
        } catch (IOException e) {
            throw new UsageException(
                    file + ": expected a file of settings, got one that " + InputFile.reason(file, e), e);
        }
    }

    /**
     * Reads settings from text. What a plain scalar means is what YAML 1.2's core schema says: {@code 010} is ten, and {@code
     * no} and {@code 1_000} are text.
     *
     * @param text the YAML
     * @param source what to call it in messages
     * @return the values by key, in order
     * @throws UsageException if the text is not a mapping, is nested deeply, or has an anchor, an alias or a tag
     */
    public static Map<String, Object> parse(String text, String source) {
        try {
            return new YamlReader(text, source).read();
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? ""
                    : " line " + (e.getProblemMark().getLine() + 1);
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            throw new UsageException(source + where + ": " + FORM + ": " + context + e.getProblem(), e);
        } catch (ReaderException e) {
            throw new UsageException(
                    source + ": " + FORM + ": "
                            + String.format(Locale.ROOT, "got a character U+%04X", e.getCodePoint()),
                    e);
        } catch (YAMLException e) {
            throw new UsageException(source + ": " + FORM + ": " + e.getMessage(), e);
        } catch (NumberFormatException e) { // what SnakeYAML makes of an escape without digits, or with too many
            throw new UsageException(source + ": " + FORM + ": got an escape that is no character", e);
        }
    }

    /**
     * Reads one {@code key=value} word.
     *
     * @param word the word
     * @return the key with its value, as YAML reads it
     * @throws UsageException if the word has no {@code =}
     */
    public static Map.Entry<String, Object> parseAssignment(String word) {
        int equals = word.indexOf('=');
        if (equals < 1) {
            throw new UsageException("--set: expected key=value, got " + word);
        }
        String key = word.substring(0, equals).strip();
        Object value = parse("value: " + word.substring(equals + 1), "--set " + Excerpt.of(key))
                .get("value");
        return Map.entry(key, value == null ? "" : value);
    }

    /**
     * Settings as YAML, a line each.
     *
     * @param settings the values by key
     * @return the text
     */
    public static String print(Map<String, ?> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) ->
                text.append(key).append(": ").append(text(value)).append('\n'));
        return text.toString();
    }

    /**
     * A value as it stands in YAML.
     *
     * @param value a number, a text, a truth value, or a list of them
     * @return the text, for example {@code [20, 40]}
     */
    public static String text(Object value) {
        if (value instanceof Double number) {
            return Decimal.shortest(number);
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(Yaml::text).toList()) + "]";
        }
        return String.valueOf(value);
    }
}
