package dmsb.experiments.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dmsb.core.tensorfile.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;

/** Settings as YAML. What is written is flat: one key a line, values are scalars or short lists. */
public final class Yaml {
    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_DIGITS = 100;
    private static final int MAX_SCALAR_CHARACTERS = 10_000;

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .loaderOptions(limits())
            .build();

    private static final ObjectMapper MAPPER =
            new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Yaml() {}

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_FILE_BYTES);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setMaxAliasesForCollections(0);
        return limits;
    }

    /**
     * Reads a file of settings.
     *
     * @param file the file
     * @return the values by key, in the file's order
     * @throws UsageException if the file is missing or is not a mapping
     */
    public static Map<String, Object> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
            if (content.length > MAX_FILE_BYTES) {
                throw new UsageException(file + ": expected at most " + MAX_FILE_BYTES + " bytes of YAML, got more");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return parse(text, file.toString());
        } catch (CharacterCodingException e) {
            throw new UsageException(file + ": expected text in UTF-8, got other bytes", e);
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads settings from text.
     *
     * @param text the YAML
     * @param source what to call it in messages
     * @return the values by key, in order
     * @throws UsageException if the text is not a mapping, is nested deeply, or has an anchor, an alias or a tag
     */
    public static Map<String, Object> parse(String text, String source) {
        try {
            requirePlain(text, source);
            JsonNode content = MAPPER.readTree(text);
            if (content.isMissingNode() || content.isNull()) {
                return Map.of();
            }
            if (!content.isObject()) {
                throw new UsageException(
                        source + ": expected YAML of the form 'key: value', got " + content.getNodeType());
            }
            return MAPPER.convertValue(content, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            throw new UsageException(
                    source + where + ": expected YAML of the form 'key: value': " + inOneLine(e.getOriginalMessage()),
                    e);
        }
    }

    /** Settings are values and nothing else: what refers to other places or names a type is refused. */
    private static void requirePlain(String text, String source) throws JsonProcessingException {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                String found = parser.isCurrentAlias()
                        ? "an alias"
                        : parser.getObjectId() != null ? "an anchor" : parser.getTypeId() != null ? "a tag" : "";
                if (!found.isEmpty()) {
                    throw new UsageException(source + " line "
                            + parser.currentTokenLocation().getLineNr() + ": expected plain values, got " + found);
                }
                if (parser.currentToken().isScalarValue() && parser.getTextLength() > MAX_SCALAR_CHARACTERS) {
                    throw new UsageException(source + " line "
                            + parser.currentTokenLocation().getLineNr() + ": expected YAML whose values have at most "
                            + MAX_SCALAR_CHARACTERS + " characters, got one of " + parser.getTextLength());
                }
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no file behind it that could fail
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

    /** What the parser was doing and what it found, without its drawing of the place. */
    private static String inOneLine(String complaint) {
        return complaint.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining(", "));
    }
}
